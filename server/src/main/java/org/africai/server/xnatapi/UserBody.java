package org.africai.server.xnatapi;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Optional;
import org.africai.server.accounts.AccountChange;
import org.africai.server.accounts.LoginName;
import org.africai.server.accounts.NewAccount;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;

/// A user as XNAT's clients send one. What else they send along (ids, times, roles) is passed over:
/// nobody becomes an administrator by a field.
@JsonIgnoreProperties(ignoreUnknown = true)
record UserBody(
        @Nullable String username,
        @Nullable String password,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable Boolean enabled,
        @Nullable Boolean verified) {

    NewAccount newAccount() {
        if (username == null) {
            throw Refusal.invalid("The user has no username.");
        }
        return new NewAccount(
                new LoginName(username),
                orEmpty(firstName),
                orEmpty(lastName),
                orEmpty(email),
                false,
                Optional.ofNullable(enabled).orElse(true),
                Optional.ofNullable(verified).orElse(true));
    }

    /// @param login whom the address names
    AccountChange change(String login) {
        if (username != null && !username.equalsIgnoreCase(login)) {
            throw Refusal.invalid("A login name cannot be changed.");
        }
        return new AccountChange(
                firstName, lastName, email, enabled, verified, null, orNull(password), null, null);
    }

    /// Clients that show a user's form send an empty password along when none was typed.
    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
