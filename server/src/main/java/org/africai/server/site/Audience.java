package org.africai.server.site;

import org.africai.server.access.Caller;

/// Who may read a site property.
public enum Audience {
    EVERYBODY,
    USERS,
    ADMINISTRATORS,
    /// It is set and used, and never told.
    NOBODY;

    boolean includes(Caller caller) {
        return switch (this) {
            case EVERYBODY -> true;
            case USERS -> !caller.isGuest();
            case ADMINISTRATORS -> caller.isSiteAdmin();
            case NOBODY -> false;
        };
    }
}
