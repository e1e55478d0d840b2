package org.africai.server.access;

import org.jspecify.annotations.Nullable;

/// Who asks: an account, or a guest.
///
/// @param account the account's key, absent for a guest
/// @param login the login name; `guest` for a guest
/// @param isSiteAdmin whether every right is theirs
/// @param reach how far their rights reach beyond their roles in projects
/// @param motive what they say about the change they ask for
public record Caller(
        @Nullable Long account, String login, boolean isSiteAdmin, Reach reach, Motive motive) {
    /// Somebody who has not logged in.
    public static final Caller GUEST = new Caller(null, "guest", false);

    /// The server itself, in jobs and at first start.
    public static final Caller SYSTEM = new Caller(null, "system", true);

    public Caller {
        if (login.isBlank()) {
            throw new IllegalArgumentException("a caller has a login name");
        }
    }

    /// One whose rights reach no further than their roles, unless they administer the site.
    public Caller(@Nullable Long account, String login, boolean isSiteAdmin) {
        this(account, login, isSiteAdmin, Reach.ROLES, Motive.NONE);
    }

    public boolean isGuest() {
        return account == null && !isSiteAdmin;
    }

    /// Whether they may do with all data what an owner may: XNAT's "all data admin".
    public boolean administersData() {
        return isSiteAdmin || reach == Reach.ALL;
    }

    /// Whether they may read all data.
    public boolean readsAllData() {
        return administersData() || reach == Reach.READ;
    }

    /// The same, with what they say about the change they ask for.
    public Caller because(Motive said) {
        return new Caller(account, login, isSiteAdmin, reach, said);
    }
}
