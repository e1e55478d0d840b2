package org.africai.server.xnatapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.africai.server.accounts.Account;
import org.jspecify.annotations.Nullable;

/// A user as XNAT's clients read one; times in milliseconds since 1970.
@JsonInclude(JsonInclude.Include.NON_NULL)
record UserJson(
        long id,
        String username,
        String firstName,
        String lastName,
        String email,
        boolean enabled,
        boolean verified,
        boolean secured,
        long lastModified,
        @Nullable Long lastSuccessfulLogin) {
    static UserJson of(Account account) {
        return new UserJson(
                account.key(),
                account.login(),
                account.firstName(),
                account.lastName(),
                account.email(),
                account.isEnabled(),
                account.isVerified(),
                true,
                account.changedAt().toEpochMilli(),
                account.loggedInAt() == null ? null : account.loggedInAt().toEpochMilli());
    }
}
