package org.africai.server.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Located;
import org.africai.server.audit.Audit.Action;
import org.africai.server.http.Refusal;

/// Studies that are given to a project before they come (XNAT's `/data/routing`): an object of one
/// goes there, unless its sender names a project, if the sender may add to it.
public final class StudyRoutings {
    private static final Pattern UID = Pattern.compile("[0-9]+(\\.[0-9]+)*");
    private static final int MAX_UID = 64;

    /// Most studies given to one project at a time.
    private static final int MAX_PER_PROJECT = 100_000;

    private final Ground ground;
    private final StudyRoutingTable table;

    StudyRoutings(Ground ground) {
        this.ground = ground;
        this.table = ground.routings();
    }

    /// A study and the project it is given to.
    ///
    /// @param project its ID
    /// @param login who said so
    public record StudyRouting(
            String studyUid, String project, String login, Instant createdAt, Instant accessedAt) {}

    /// Those into projects whose data the caller may change, the newest first.
    public List<StudyRouting> list(Caller caller) {
        ground.access().requireLogin(caller);
        return table.list(ground.access().scope(caller, Right.EDIT));
    }

    /// @throws Refusal when there is none, or it is into a project whose data the caller may not
    ///   change
    public StudyRouting find(Caller caller, String study) {
        ground.access().requireLogin(caller);
        return table.find(requireUid(study))
                .filter(found -> mayChange(caller, found))
                .orElseThrow(() -> missing(caller));
    }

    /// Gives the study to a project.
    ///
    /// @param project its ID or an alias
    /// @throws Refusal when the caller may not change the data of that project, or of the one that
    ///   the study was given to before
    public void put(Caller caller, String study, String project) {
        ground.access().requireLogin(caller);
        requireUid(study);
        ground.transactions()
                .run(() -> {
                    Located to = ground.locator().project(caller, Right.EDIT, project);
                    requireMayTake(caller, study);
                    if (table.count(to.key()) >= MAX_PER_PROJECT) {
                        throw Refusal.conflict(
                                "A project is given "
                                        + MAX_PER_PROJECT
                                        + " studies at most before they come.");
                    }
                    table.put(study, to.key(), caller.login());
                    record(caller, Action.CHANGED, study, to.key());
                });
    }

    private void requireMayTake(Caller caller, String study) {
        Optional<StudyRouting> before = table.find(study);
        if (before.isPresent() && !mayChange(caller, before.get())) {
            throw Refusal.forbidden("The study is given to another project.");
        }
    }

    /// Forgets what was said of the study.
    ///
    /// @throws Refusal as [#find]
    public void delete(Caller caller, String study) {
        StudyRouting found = find(caller, study);
        ground.transactions()
                .run(() -> {
                    Located of = ground.locator().project(caller, Right.EDIT, found.project());
                    table.delete(study);
                    record(caller, Action.DELETED, study, of.key());
                });
    }

    private boolean mayChange(Caller caller, StudyRouting routing) {
        try {
            var _ = ground.locator().project(caller, Right.EDIT, routing.project());
            return true;
        } catch (Refusal notTheirs) {
            return false;
        }
    }

    private void record(Caller caller, Action action, String study, long project) {
        ground.audit().record(caller, action, "routing", study, project);
    }

    private static String requireUid(String study) {
        if (study.length() > MAX_UID || !UID.matcher(study).matches()) {
            throw Refusal.invalid(
                    "A Study Instance UID has numbers joined by dots, 64 characters at most.");
        }
        return study;
    }

    private static Refusal missing(Caller caller) {
        return Access.missing(caller, "routing of this study");
    }
}
