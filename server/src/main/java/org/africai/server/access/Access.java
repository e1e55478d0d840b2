package org.africai.server.access;

import java.util.List;
import java.util.Optional;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;

/// Says yes or no, for the whole server.
///
/// What a caller may not see answers as if it did not exist: the same refusal, word for word, for a
/// thing that is hidden and for one that is not there. A guest is asked to log in for both.
public final class Access {
    private final MembershipTable memberships;

    public Access(MembershipTable memberships) {
        this.memberships = memberships;
    }

    /// How `caller` stands to the project with this key.
    public Standing standing(Caller caller, long project) {
        return memberships
                .standing(caller, project)
                .orElseThrow(() -> new IllegalStateException("no project with key " + project));
    }

    public boolean may(Caller caller, Right right, long project) {
        return memberships.standing(caller, project).map(s -> s.may(right)).orElse(false);
    }

    /// Whether `caller` has the right in any of the projects, as for a thing shared among them.
    public boolean mayInAny(Caller caller, Right right, List<Long> projects) {
        return memberships.standings(caller, projects).stream().anyMatch(s -> s.may(right));
    }

    /// Refuses unless `caller` has the right in the project.
    ///
    /// @param project the project's key, empty when there is no such project
    /// @param what the thing asked for, as the caller named it: `project 'P1'`
    /// @throws Refusal as for a thing that is not there, when the caller may not see it; with
    ///   [Reason#FORBIDDEN] when they see it but may not do this
    public void require(Caller caller, Right right, Optional<Long> project, String what) {
        Optional<Standing> standing = project.flatMap(key -> memberships.standing(caller, key));
        if (standing.isEmpty() || !standing.get().may(Right.SEE)) {
            throw missing(caller, what);
        }
        if (!standing.get().may(right)) {
            throw forbidden(caller, right, what);
        }
    }

    /// The refusal for a thing that is not there, or that the caller may not know of.
    public static Refusal missing(Caller caller, String what) {
        return caller.isGuest()
                ? new Refusal(Reason.UNAUTHENTICATED, "Log in to see " + what + ".")
                : new Refusal(Reason.NOT_FOUND, "There is no " + what + ", or you may not see it.");
    }

    /// The refusal for a thing that the caller sees but may not treat so.
    public static Refusal forbidden(Caller caller, Right right, String what) {
        return caller.isGuest()
                ? new Refusal(Reason.UNAUTHENTICATED, "Log in to use " + what + ".")
                : new Refusal(Reason.FORBIDDEN, "You may not " + verb(right) + " " + what + ".");
    }

    /// Refuses a guest.
    public void requireLogin(Caller caller) {
        if (caller.isGuest()) {
            throw new Refusal(Reason.UNAUTHENTICATED, "Log in first.");
        }
    }

    /// Refuses everybody but site administrators.
    public void requireSiteAdmin(Caller caller) {
        requireLogin(caller);
        if (!caller.isSiteAdmin()) {
            throw Refusal.forbidden("Only a site administrator may do this.");
        }
    }

    /// The projects in which `caller` has the right.
    public Scope scope(Caller caller, Right right) {
        return Standing.may(Standing.reachOf(caller), right)
                ? Scope.EVERYTHING
                : memberships.scope(caller, right);
    }

    /// The projects in which `caller` was given the role; what an administrator may do elsewhere
    /// does not count.
    public Scope scope(Caller caller, Role role) {
        return memberships.scope(caller, role);
    }

    private static String verb(Right right) {
        return switch (right) {
            case SEE -> "see";
            case READ -> "read the data of";
            case REVIEW -> "see the quarantined data of";
            case CREATE -> "add to";
            case EDIT -> "change";
            case DELETE -> "delete from";
            case OWN -> "administer";
        };
    }
}
