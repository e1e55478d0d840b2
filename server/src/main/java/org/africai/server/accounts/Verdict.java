package org.africai.server.accounts;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of a name and a secret that somebody presented.
public sealed interface Verdict {
    /// They are right.
    ///
    /// @param account whose they are
    /// @param alias the alias token they are, absent for the account's own name and password
    record Right(Account account, @Nullable String alias) implements Verdict {}

    /// They are not, or the account may not log in: which of the two is not told.
    ///
    /// @param isRepeated whether the very same was found wrong a few minutes ago
    record Wrong(boolean isRepeated) implements Verdict {}

    /// They were not looked at, since there were too many attempts.
    ///
    /// @param forHowLong time until the next may be made
    record TooSoon(Duration forHowLong) implements Verdict {}
}
