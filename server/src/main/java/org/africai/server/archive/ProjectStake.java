package org.africai.server.archive;

import org.africai.server.access.Right;
import org.africai.server.access.Role;
import org.jspecify.annotations.Nullable;

/// What a caller has to do with a project: a right that they have in it, or a role that they were
/// given.
public enum ProjectStake {
    READS(Right.READ, null),
    ADDS(Right.CREATE, null),
    EDITS(Right.EDIT, null),
    DELETES(Right.DELETE, null),
    OWNER(null, Role.OWNER),
    MEMBER(null, Role.MEMBER),
    COLLABORATOR(null, Role.COLLABORATOR);

    private final @Nullable Right right;
    private final @Nullable Role role;

    ProjectStake(@Nullable Right right, @Nullable Role role) {
        this.right = right;
        this.role = role;
    }

    /// Absent where the stake is a role.
    @Nullable Right right() {
        return right;
    }

    /// Absent where the stake is a right.
    @Nullable Role role() {
        return role;
    }
}
