package org.africai.server.access;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How a caller stands to one project, and what follows from it: XNAT's table of roles.
///
/// @param accessibility the project's
/// @param role the caller's in the project, if any
/// @param isSiteAdmin whether the caller administers the site
public record Standing(Accessibility accessibility, @Nullable Role role, boolean isSiteAdmin) {
    private static final Set<Right> ALL = EnumSet.allOf(Right.class);
    private static final Set<Right> CONTRIBUTE =
            EnumSet.of(Right.SEE, Right.READ, Right.REVIEW, Right.CREATE, Right.EDIT);
    private static final Set<Right> CONSULT = EnumSet.of(Right.SEE, Right.READ, Right.REVIEW);
    private static final Set<Right> LOOK = EnumSet.of(Right.SEE, Right.READ);

    public boolean may(Right right) {
        return rights().contains(right);
    }

    private Set<Right> rights() {
        if (isSiteAdmin) {
            return ALL;
        }
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
