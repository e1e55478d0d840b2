package org.africai.server.accounts;

import org.africai.server.access.Reach;
import org.jspecify.annotations.Nullable;

/// What is to be changed about an account; what is absent stays as it is.
public record AccountChange(
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable String email,
        @Nullable Boolean isEnabled,
        @Nullable Boolean isVerified,
        @Nullable Boolean isSiteAdmin,
        @Nullable String password,
        @Nullable Reach reach,
        @Nullable Boolean neverExpires) {
    private static final AccountChange NONE =
            new AccountChange(null, null, null, null, null, null, null, null, null);

    /// @throws org.africai.server.http.Refusal when a text is too long or holds control characters
    public AccountChange {
        NewAccount.requireText("first name", firstName == null ? "" : firstName);
        NewAccount.requireText("last name", lastName == null ? "" : lastName);
        NewAccount.requireText("e-mail address", email == null ? "" : email);
    }

    public static AccountChange enabled(boolean isEnabled) {
        return NONE.with(isEnabled, null, null, null, null, null);
    }

    public static AccountChange verified(boolean isVerified) {
        return NONE.with(null, isVerified, null, null, null, null);
    }

    public static AccountChange siteAdmin(boolean isSiteAdmin) {
        return NONE.with(null, null, isSiteAdmin, null, null, null);
    }

    public static AccountChange password(String password) {
        return NONE.with(null, null, null, password, null, null);
    }

    public static AccountChange reach(Reach reach) {
        return NONE.with(null, null, null, null, reach, null);
    }

    public static AccountChange neverExpires(boolean neverExpires) {
        return NONE.with(null, null, null, null, null, neverExpires);
    }

    private AccountChange with(
            @Nullable Boolean enabled,
            @Nullable Boolean verified,
            @Nullable Boolean admin,
            @Nullable String newPassword,
            @Nullable Reach newReach,
            @Nullable Boolean never) {
        return new AccountChange(
                firstName, lastName, email, enabled, verified, admin, newPassword, newReach, never);
    }

    /// Whether it has what only an administrator may change.
    boolean isForAdministrators() {
        return isEnabled != null
                || isVerified != null
                || isSiteAdmin != null
                || reach != null
                || neverExpires != null;
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
                account.loggedInAt(),
                reach == null ? account.reach() : reach,
                neverExpires == null ? account.neverExpires() : neverExpires);
    }
}
