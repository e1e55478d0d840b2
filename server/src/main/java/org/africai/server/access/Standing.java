package org.africai.server.access;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a caller stands to one project, and what follows from it: XNAT's table of roles.
///
/// @param accessibility the project's
/// @param role the caller's in the project, if any
/// @param grants what the caller may do as a member of one of the project's own groups, if they are
///   in one
/// @param reach how far the caller's rights reach without a role; of who administers the site,
///   [Reach#ALL]
public record Standing(
        Accessibility accessibility, @Nullable Role role, @Nullable Grants grants, Reach reach) {
    private static final Set<Right> ALL = EnumSet.allOf(Right.class);
    private static final Set<Right> CONTRIBUTE =
            EnumSet.of(Right.SEE, Right.READ, Right.REVIEW, Right.CREATE, Right.EDIT);
    private static final Set<Right> CONSULT = EnumSet.of(Right.SEE, Right.READ, Right.REVIEW);
    private static final Set<Right> LOOK = EnumSet.of(Right.SEE, Right.READ);

    /// The reach that a caller's rights have in every project.
    static Reach reachOf(Caller caller) {
        return caller.administersData() ? Reach.ALL : caller.reach();
    }

    /// Whether the caller may do this in the project, if only with things of some data type:
    /// [#may(Right, String)] says of which.
    public boolean may(Right right) {
        return mayWithAll(right)
                || (grants != null && (LOOK.contains(right) || grants.mayAny(right)));
    }

    /// Whether the caller may do this with things of the project that have this data type; with the
    /// project itself, whose type is `xnat:projectData`.
    public boolean may(Right right, String xsiType) {
        return mayWithAll(right)
                || (grants != null && (isOfProject(right, xsiType) || grants.may(right, xsiType)));
    }

    /// Whether the caller may do this whatever the data type.
    boolean mayWithAll(Right right) {
        return ofReach(reach).contains(right) || ofRole().contains(right);
    }

    /// Whether the caller is one of the project's users.
    public boolean isMember() {
        return role != null || grants != null;
    }

    private static boolean isOfProject(Right right, String xsiType) {
        return right == Right.SEE || (right == Right.READ && xsiType.equals(Access.PROJECT_TYPE));
    }

    static boolean may(Reach reach, Right right) {
        return ofReach(reach).contains(right);
    }

    private static Set<Right> ofReach(Reach reach) {
        return switch (reach) {
            case ROLES -> Set.of();
            case READ -> CONSULT;
            case ALL -> ALL;
        };
    }

    private Set<Right> ofRole() {
        if (role == null) {
            return ofStranger();
        }
        return switch (role) {
            case OWNER -> ALL;
            case MEMBER -> CONTRIBUTE;
            case COLLABORATOR -> CONSULT;
        };
    }

    private Set<Right> ofStranger() {
        return switch (accessibility) {
            case PRIVATE -> Set.of();
            case PROTECTED -> Set.of(Right.SEE);
            case PUBLIC -> LOOK;
        };
    }
}
