package org.africai.server.accounts;

import org.africai.server.http.Refusal;

/// What a new account is made from, but for its password.
public record NewAccount(
        LoginName login,
        String firstName,
        String lastName,
        String email,
        boolean isSiteAdmin,
        boolean isEnabled,
        boolean isVerified) {

    private static final int MAX_CHARACTERS = 255;

    /// @throws Refusal when a text is longer than 255 characters or holds control characters
    public NewAccount {
        requireText("first name", firstName);
        requireText("last name", lastName);
        requireText("e-mail address", email);
    }

    /// An account that can be used at once.
    public static NewAccount enabled(LoginName login) {
        return new NewAccount(login, "", "", "", false, true, true);
    }

    static void requireText(String what, String text) {
        if (text.length() > MAX_CHARACTERS || text.chars().anyMatch(Character::isISOControl)) {
            throw Refusal.invalid(
                    "The "
                            + what
                            + " has 255 characters at most, and no control characters among them.");
        }
    }
}
