package org.africai.server.access;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a caller stands to one project, and what follows from it: XNAT's table of roles.
///
/// @param accessibility the project's
/// @param role the caller's in the project, if any
/// @param reach how far the caller's rights reach without a role; of who administers the site,
///   [Reach#ALL]
public record Standing(Accessibility accessibility, @Nullable Role role, Reach reach) {
    private static final Set<Right> ALL = EnumSet.allOf(Right.class);
    private static final Set<Right> CONTRIBUTE =
            EnumSet.of(Right.SEE, Right.READ, Right.REVIEW, Right.CREATE, Right.EDIT);
    private static final Set<Right> CONSULT = EnumSet.of(Right.SEE, Right.READ, Right.REVIEW);
    private static final Set<Right> LOOK = EnumSet.of(Right.SEE, Right.READ);

    /// The reach that a caller's rights have in every project.
    static Reach reachOf(Caller caller) {
        return caller.administersData() ? Reach.ALL : caller.reach();
    }

    public boolean may(Right right) {
        return ofReach(reach).contains(right) || ofRole().contains(right);
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
