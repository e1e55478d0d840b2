package org.africai.server.accounts;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.africai.server.http.Refusal;

/// The name of a new account: a letter or digit, then letters, digits, `.`, `_`, `-`, `@` and `+`;
/// 64 characters at most. Not shaped like a UUID, which is how alias tokens are told from accounts,
/// and not a name that the server uses itself.
public record LoginName(String value) {
    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}");
    private static final Set<String> OURS = Set.of("guest", "system", "anonymous");

    /// @throws Refusal when the name cannot be taken
    public LoginName {
        if (!SYNTAX.matcher(value).matches()) {
            throw Refusal.invalid(
                    "A login name has 1 to 64 letters, digits, '.', '_', '-', '@' or '+', and"
                            + " begins with a letter or digit.");
        }
        if (OURS.contains(value.toLowerCase(Locale.ROOT)) || Alias.isShapedLike(value)) {
            throw Refusal.invalid("The login name '" + value + "' is not to be had.");
        }
    }
}
