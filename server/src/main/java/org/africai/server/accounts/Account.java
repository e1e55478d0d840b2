package org.africai.server.accounts;

import java.time.Instant;
import org.africai.server.access.Caller;
import org.africai.server.access.Motive;
import org.africai.server.access.Reach;
import org.jspecify.annotations.Nullable;

/// A person, or a program, known to this server by name.
///
/// @param key ours; XNAT's clients see it as `xdat_user_id`
/// @param login the name to log in with, as its owner spells it; unique without regard to case
/// @param isSiteAdmin whether every right is theirs
/// @param isEnabled whether it is in use; one that is not cannot log in
/// @param isVerified whether its e-mail address is known to be theirs; one that is not cannot log
///   in
/// @param loggedInAt when it last logged in, absent for never
/// @param reach how far its rights reach beyond its roles in projects
/// @param neverExpires whether it is marked as one that must go on working, such as a service's;
///   nothing here expires, so it is a mark only
public record Account(
        long key,
        String login,
        String firstName,
        String lastName,
        String email,
        boolean isSiteAdmin,
        boolean isEnabled,
        boolean isVerified,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant loggedInAt,
        Reach reach,
        boolean neverExpires) {

    /// The account as the one who asks.
    public Caller caller() {
        return new Caller(key, login, isSiteAdmin, reach, Motive.NONE);
    }

    public boolean mayLogIn() {
        return isEnabled && isVerified;
    }
}
