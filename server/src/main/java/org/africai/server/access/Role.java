package org.africai.server.access;

import java.util.Locale;
import java.util.Optional;

/// What an account is in a project. XNAT's three project groups.
public enum Role {
    OWNER("Owners"),
    MEMBER("Members"),
    COLLABORATOR("Collaborators");

    private final String displayName;

    Role(String displayName) {
        this.displayName = displayName;
    }

    /// The group's name as XNAT shows it: `Owners`.
    public String displayName() {
        return displayName;
    }

    /// The group's id in a project, as XNAT spells it: `PROJECT_owner`.
    public String groupId(String project) {
        return project + "_" + word();
    }

    /// The role as stored and spoken: `owner`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The role that a client names: `Owners`, `owner`, `PROJECT_owner`, in any case.
    public static Optional<Role> named(String name) {
        String word = name.substring(name.lastIndexOf('_') + 1);
        for (Role role : values()) {
            if (role.word().equalsIgnoreCase(word) || role.displayName.equalsIgnoreCase(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
