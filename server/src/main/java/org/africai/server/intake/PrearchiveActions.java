package org.africai.server.intake;

import java.util.List;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.audit.Audit.Action;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.intake.ImportAnswer.Session;
import org.africai.server.intake.ImportRequest.Goal;
import org.africai.server.intake.Prearchive.Place;
import org.africai.server.intake.PrearchiveTaskTable.Order;
import org.africai.server.intake.SeriesTable.Built;
import org.africai.server.intake.Waiting.Status;
import org.africai.server.intake.Waiting.Wishes;
import org.jspecify.annotations.Nullable;

/// What can be done with sessions that wait.
///
/// Those who may add to a project archive what waits for it; those who may change its data also
/// build, move, reset and delete. What is unassigned is for those who administer all data. Nothing
/// here is half done when the server is killed: a session is in one status, and either nobody works
/// on it or [PrearchiveRecovery] gives it back.
public final class PrearchiveActions {
    private final Ground ground;
    private final Prearchive prearchive;
    private final SessionBuilder builder;
    private final Archiver archiver;
    private final Imports imports;
    private final Mover mover;
    private final PrearchiveQueue queue;
    private final Progress progress;

    PrearchiveActions(
            Ground ground,
            Prearchive prearchive,
            SessionBuilder builder,
            Archiver archiver,
            Imports imports,
            Mover mover,
            PrearchiveQueue queue,
            Progress progress) {
        this.ground = ground;
        this.prearchive = prearchive;
        this.builder = builder;
        this.archiver = archiver;
        this.imports = imports;
        this.mover = mover;
        this.queue = queue;
        this.progress = progress;
    }

    /// Tells the session's scans apart again.
    ///
    /// @throws Refusal when it is being worked on
    public Waiting build(Caller caller, Place place) {
        Waiting session = prearchive.find(caller, Right.EDIT, place);
        return builder.build(session.key()).orElseThrow(PrearchiveActions::locked);
    }

    /// Gives the session back that work was asked for, begun or broken off: the work is dropped,
    /// and the session is built again.
    ///
    /// @throws Refusal when somebody works on it in this moment
    public Waiting reset(Caller caller, Place place) {
        Waiting session = prearchive.find(caller, Right.EDIT, place);
        boolean isFree =
                ground.transactions()
                        .run(() -> {
                            boolean free = ground.sessions().lockIfFree(session.key());
                            if (free) {
                                ground.tasks().drop(session.key());
                                ground.sessions()
                                        .move(
                                                session.key(),
                                                Status.READY,
                                                "reset by " + caller.login(),
                                                Status.values());
                                record(caller, Action.CHANGED, session);
                            }
                            return free;
                        });
        if (!isFree) {
            throw locked();
        }
        return builder.build(session.key()).orElseThrow(PrearchiveActions::locked);
    }

    /// Gives the session a status at rest: `READY`, `CONFLICT` or `ERROR`.
    ///
    /// @throws Refusal when it is another, or the session is being worked on
    public void setStatus(Caller caller, Place place, String word) {
        Waiting session = prearchive.find(caller, Right.EDIT, place);
        Status status =
                switch (word) {
                    case "READY" -> Status.READY;
                    case "CONFLICT" -> Status.CONFLICT;
                    case "ERROR" -> Status.ERROR;
                    default ->
                            throw Refusal.invalid(
                                    "A status that can be set is READY, CONFLICT or ERROR, not '"
                                            + word
                                            + "'.");
                };
        ground.transactions()
                .run(() -> {
                    if (!ground.sessions()
                            .move(
                                    session.key(),
                                    status,
                                    "set by " + caller.login(),
                                    Status.atRest())) {
                        throw locked();
                    }
                    record(caller, Action.CHANGED, session);
                });
    }

    /// Notes that somebody has looked at what may show the patient in the session's pixels and
    /// texts: it may go to the archive. Objects that come later have to be looked at anew.
    ///
    /// @throws Refusal when it is being worked on, or more may still come
    public void review(Caller caller, Place place) {
        Waiting session = prearchive.find(caller, Right.EDIT, place);
        ground.changes()
                .run(() -> {
                    String by = "reviewed by " + caller.login();
                    if (!ground.sessions()
                            .move(
                                    session.key(),
                                    Status.READY,
                                    by,
                                    Status.READY,
                                    Status.CONFLICT,
                                    Status.ERROR)) {
                        throw locked();
                    }
                    ground.sessions().reviewed(session.key(), caller.login());
                    record(caller, Action.CHANGED, session);
                });
    }

    /// Gives the session to another project.
    ///
    /// @param project its ID or alias, or `Unassigned`
    /// @return the session as it is there
    /// @throws Refusal when the caller may not add to that project, or the session is being worked
    ///   on
    public Waiting move(Caller caller, Place place, String project) {
        Waiting session = prearchive.find(caller, Right.EDIT, place);
        return mover.move(caller, session.key(), project, Status.atRest());
    }

    /// Deletes the session with its files.
    ///
    /// @throws Refusal when it is being worked on
    public void delete(Caller caller, Place place) {
        Waiting session = prearchive.find(caller, Right.EDIT, place);
        mover.delete(caller, session.key(), Status.atRest());
    }

    /// Deletes a scan of the session with its files, and builds the session again.
    ///
    /// @param scan its ID
    /// @throws Refusal when there is no such scan, or the session is being worked on
    public void deleteScan(Caller caller, Place place, String scan) {
        Waiting session = prearchive.find(caller, Right.EDIT, place);
        ground.transactions()
                .run(() -> {
                    if (!ground.sessions().lock(session.key(), Status.atRest())) {
                        throw locked();
                    }
                    Built found =
                            ground.series().summaries(session.key()).stream()
                                    .filter(one -> one.id().equals(scan))
                                    .findFirst()
                                    .orElseThrow(() -> unknownScan(scan));
                    ground.series().delete(found.key());
                    ground.lists().log(session.key(), "scan deleted by " + caller.login());
                    record(caller, Action.DELETED, session);
                });
        var _ = builder.build(session.key()).orElseThrow(PrearchiveActions::locked);
    }

    static Refusal unknownScan(String scan) {
        return Refusal.notFound("There is no scan '" + scan + "' in this prearchive session.");
    }

    /// Ends the reception of the session: builds it, and archives it where it is to be.
    ///
    /// @param archive whether it is to be archived, `null` for what its sender or its project says
    /// @return where it is then
    public Session commit(Caller caller, Place place, @Nullable Boolean archive) {
        Waiting found = prearchive.find(caller, Right.CREATE, place);
        List<Waiting> built = builder.buildAll(found.key());
        if (built.isEmpty()) {
            throw locked();
        }
        return built.stream().map(one -> commit(caller, one, archive)).toList().getFirst();
    }

    private Session commit(Caller caller, Waiting session, @Nullable Boolean archive) {
        Wishes wishes = imports.wishes(session);
        boolean archives = archive != null ? archive : wishes.goal() == Goal.ARCHIVE;
        if (!archives || session.project() == null) {
            return new Session(session.url(), false, session.status().name());
        }
        return new Session(archiver.archive(caller, session, wishes), true, "");
    }

    /// Archives a waiting session.
    ///
    /// @param listener the caller's word for it, to ask how it gets on; `null` for none
    /// @return its address below `/data` in the archive
    /// @throws Refusal when it is unassigned, worked on, or contradicts what is there; it waits on
    ///   then
    public String archive(
            Caller caller, Place place, ArchiveOrder order, @Nullable String listener) {
        Progress.requireWord(listener);
        return progress.watched(
                caller,
                listener,
                "Archiving",
                () -> archive(caller, place, order),
                url -> "Archive:" + url);
    }

    private String archive(Caller caller, Place place, ArchiveOrder order) {
        Waiting found = prearchive.find(caller, Right.CREATE, place);
        if (found.project() == null && order.project() == null) {
            throw Refusal.invalid("A session without a project cannot be archived; move it first.");
        }
        Waiting session = builder.build(found.key()).orElseThrow(PrearchiveActions::inProgress);
        return archiver.archive(caller, session, wishes(session, order), order);
    }

    static Wishes wishes(Waiting session, ArchiveOrder order) {
        boolean quarantine =
                order.quarantine() == null ? session.wishes().quarantine() : order.quarantine();
        return new Wishes(Goal.ARCHIVE, order.overwrite(), order.overwriteFiles(), quarantine);
    }

    /// Archives sessions while the caller goes on.
    ///
    /// @return the sessions, which are queued now
    /// @throws Refusal when one of them is not there, unassigned or worked on: then none is queued
    public List<Waiting> archiveLater(Caller caller, List<Place> places, ArchiveOrder order) {
        List<Waiting> sessions = prearchive.find(caller, Right.CREATE, places);
        if (order.project() == null && sessions.stream().anyMatch(s -> s.project() == null)) {
            throw Refusal.invalid("A session without a project cannot be archived; move it first.");
        }
        return later(caller, sessions, Work.ARCHIVING, new Order(null, order));
    }

    /// Builds or deletes sessions while the caller goes on.
    ///
    /// @throws Refusal as [#archiveLater]
    public List<Waiting> later(Caller caller, List<Place> places, Work work) {
        List<Waiting> sessions = prearchive.find(caller, Right.EDIT, places);
        return later(caller, sessions, work, Order.NONE);
    }

    /// Moves sessions to another project while the caller goes on.
    ///
    /// @throws Refusal as [#archiveLater]
    public List<Waiting> moveLater(Caller caller, List<Place> places, String project) {
        var _ = prearchive.project(caller, Right.CREATE, project);
        List<Waiting> sessions = prearchive.find(caller, Right.EDIT, places);
        return later(caller, sessions, Work.MOVING, new Order(project, ArchiveOrder.PLAIN));
    }

    private List<Waiting> later(
            Caller caller, List<Waiting> sessions, Work work, Order parameters) {
        List<Long> keys = sessions.stream().map(Waiting::key).distinct().toList();
        ground.changes()
                .run(() -> {
                    if (ground.tasks().queue(keys, work, parameters, caller) < keys.size()) {
                        throw inProgress();
                    }
                });
        queue.wake();
        return ground.lists().list(keys);
    }

    private void record(Caller caller, Action action, Waiting session) {
        ground.audit()
                .record(
                        caller,
                        action,
                        "prearchive",
                        Long.toString(session.key()),
                        session.projectKey());
    }

    static Refusal inProgress() {
        return Refusal.forbidden("Operation already in progress on this prearchive entry.");
    }

    static Refusal locked() {
        return new Refusal(Reason.CONFLICT, "session document locked");
    }
}
