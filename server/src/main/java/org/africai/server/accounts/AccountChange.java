package org.africai.server.accounts;

import org.jspecify.annotations.Nullable;

/// What is to be changed about an account; what is absent stays as it is.
public record AccountChange(
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable Boolean isEnabled,
        @Nullable Boolean isVerified,
        @Nullable Boolean isSiteAdmin,
        @Nullable String password) {

    /// @throws org.africai.server.http.Refusal when a text is too long or holds control characters
    public AccountChange {
        NewAccount.requireText("first name", firstName == null ? "" : firstName);
        NewAccount.requireText("last name", lastName == null ? "" : lastName);
        NewAccount.requireText("e-mail address", email == null ? "" : email);
    }

    public static AccountChange enabled(boolean isEnabled) {
        return new AccountChange(null, null, null, isEnabled, null, null, null);
    }

    public static AccountChange verified(boolean isVerified) {
        return new AccountChange(null, null, null, null, isVerified, null, null);
    }

    public static AccountChange siteAdmin(boolean isSiteAdmin) {
        return new AccountChange(null, null, null, null, null, isSiteAdmin, null);
    }

    public static AccountChange password(String password) {
        return new AccountChange(null, null, null, null, null, null, password);
    }

    /// Whether it has what only an administrator may change.
    boolean isForAdministrators() {
        return isEnabled != null || isVerified != null || isSiteAdmin != null;
    }

    Account appliedTo(Account account) {
        return new Account(
                account.key(),
                account.login(),
                firstName == null ? account.firstName() : firstName,
                lastName == null ? account.lastName() : lastName,
                email == null ? account.email() : email,
                isSiteAdmin == null ? account.isSiteAdmin() : isSiteAdmin,
                isEnabled == null ? account.isEnabled() : isEnabled,
                isVerified == null ? account.isVerified() : isVerified,
                account.createdAt(),
                account.changedAt(),
                account.loggedInAt());
    }
}
