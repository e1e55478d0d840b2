package org.africai.server.access;

import org.jspecify.annotations.Nullable;

/// Who asks: an account, or a guest.
///
/// @param account the account's key, absent for a guest
/// @param login the login name; `guest` for a guest
/// @param isSiteAdmin whether every right is theirs
public record Caller(@Nullable Long account, String login, boolean isSiteAdmin) {
    /// Somebody who has not logged in.
    public static final Caller GUEST = new Caller(null, "guest", false);

    /// The server itself, in jobs and at first start.
    public static final Caller SYSTEM = new Caller(null, "system", true);

    public Caller {
        if (login.isBlank()) {
            throw new IllegalArgumentException("a caller has a login name");
        }
    }

    public boolean isGuest() {
        return account == null && !isSiteAdmin;
    }
}
