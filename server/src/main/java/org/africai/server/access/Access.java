package org.africai.server.access;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;

/// Says yes or no, for the whole server.
///
/// What a caller may not see answers as if it did not exist: the same refusal, word for word, for a
/// thing that is hidden and for one that is not there. A guest is asked to log in for both.
public final class Access {
    /// The data type of projects.
    public static final String PROJECT_TYPE = "xnat:projectData";

    /// The data type of subjects.
    public static final String SUBJECT_TYPE = "xnat:subjectData";

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

    /// How `caller` stands to each of the projects, by their keys.
    public Map<Long, Standing> standings(Caller caller, List<Long> projects) {
        return memberships.standings(caller, projects);
    }

    /// Whether `caller` may do this in the project, if only with things of some data type.
    public boolean may(Caller caller, Right right, long project) {
        return memberships.standing(caller, project).map(s -> s.may(right)).orElse(false);
    }

    /// Whether `caller` may do this with things of the project that have this data type.
    public boolean may(Caller caller, Right right, long project, String xsiType) {
        return memberships.standing(caller, project).map(s -> s.may(right, xsiType)).orElse(false);
    }

    /// Refuses unless `caller` may do this in the project, if only with things of some data type.
    ///
    /// @param project the project's key, empty when there is no such project
    /// @param what the thing asked for, as the caller named it: `project 'P1'`
    /// @return how the caller stands to the project
    /// @throws Refusal as for a thing that is not there, when the caller may not see it; with
    ///   [Reason#FORBIDDEN] when they see it but may not do this
    public Standing require(Caller caller, Right right, Optional<Long> project, String what) {
        Standing standing = seen(caller, project, what);
        if (!standing.may(right)) {
            throw forbidden(caller, right, what);
        }
        return standing;
    }

    /// As the other `require`, for things of one data type.
    public void require(
            Caller caller, Right right, Optional<Long> project, String xsiType, String what) {
        if (!seen(caller, project, what).may(right, xsiType)) {
            throw forbidden(caller, right, what);
        }
    }

    private Standing seen(Caller caller, Optional<Long> project, String what) {
        return project.flatMap(key -> memberships.standing(caller, key))
                .filter(standing -> standing.may(Right.SEE))
                .orElseThrow(() -> missing(caller, what));
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

    /// Whether `caller` administers the site, and so may use and change what its users keep for
    /// themselves.
    public boolean administersSite(Caller caller) {
        return caller.isSiteAdmin();
    }

    /// The projects in which `caller` has the right, and of which data types where only of some.
    public Scope scope(Caller caller, Right right) {
        return Standing.may(Standing.reachOf(caller), right)
                ? Scope.EVERYTHING
                : memberships.scope(caller, right);
    }

    /// What `caller` sees of all projects, asked in one statement.
    public Sight sight(Caller caller) {
        return Standing.may(Standing.reachOf(caller), Right.REVIEW)
                ? Sight.EVERYTHING
                : memberships.sight(caller);
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
