package org.africai.server.access;

import org.jspecify.annotations.Nullable;

/// A group of a project's users: one of XNAT's three, or one of the project's own.
///
/// @param key the database key of one of the project's own, which XNAT's clients know as
///   `xdat_usergroup_id`; absent for the three, which have none
/// @param id its ID, unique in the site: `PROJECT_owner`, `PROJECT_Readers`
/// @param displayName its name, unique in the project: `Owners`, `Readers`
/// @param role what its members are, of one of the three
/// @param grants what its members may do, of one of the project's own
public record Group(
        @Nullable Long key,
        String id,
        String displayName,
        @Nullable Role role,
        @Nullable Grants grants) {
    public Group {
        if ((role == null) == (grants == null)) {
            throw new IllegalArgumentException("a group has a role or grants");
        }
    }

    /// The group of those with a role.
    ///
    /// @param project the project's ID
    public static Group of(String project, Role role) {
        return new Group(null, role.groupId(project), role.displayName(), role, null);
    }
}
