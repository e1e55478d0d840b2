package org.africai.server.intake;

import java.util.List;
import java.util.Optional;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.access.Scope;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.audit.Audit.Action;
import org.africai.server.http.Refusal;
import org.africai.server.intake.Destination.Names;
import org.africai.server.intake.Destination.Spot;
import org.africai.server.intake.ImportRequest.Goal;
import org.africai.server.intake.SeriesTable.Built;
import org.africai.server.intake.Waiting.Status;
import org.africai.server.intake.Waiting.Wishes;
import org.jspecify.annotations.Nullable;

/// The sessions that wait: looking at them, deleting them, archiving them.
///
/// Those who may add to a project see what waits for it, those who may change it may delete it;
/// what is unassigned is a site administrator's.
public final class Prearchive {
    private final Ground ground;
    private final SessionBuilder builder;
    private final Archiver archiver;

    Prearchive(Ground ground, SessionBuilder builder, Archiver archiver) {
        this.ground = ground;
        this.builder = builder;
        this.archiver = archiver;
    }

    /// Everything that waits and that the caller may see.
    public List<Waiting> list(Caller caller) {
        ground.access().requireLogin(caller);
        Scope scope = ground.access().scope(caller, Right.CREATE);
        return ground.sessions().list(scope, caller.isSiteAdmin(), null);
    }

    /// What waits for a project.
    ///
    /// @param project its ID or alias, or `Unassigned`
    public List<Waiting> list(Caller caller, String project) {
        ProjectRef found = project(caller, Right.CREATE, project);
        if (found == null) {
            return ground.sessions().list(new Scope(false, List.of()), true, null);
        }
        return ground.sessions().list(Scope.EVERYTHING, false, found.key());
    }

    /// @throws Refusal when there is none there, or the caller may not see it
    public Waiting find(Caller caller, String project, String timestamp, String folder) {
        return find(caller, Right.CREATE, project, timestamp, folder);
    }

    private Waiting find(
            Caller caller, Right right, String project, String timestamp, String folder) {
        ProjectRef found = project(caller, right, project);
        return spot(timestamp, folder)
                .flatMap(at -> ground.sessions().find(found == null ? null : found.key(), at))
                .orElseThrow(() -> Refusal.notFound("Unknown prearchive session."));
    }

    private static Optional<Spot> spot(String timestamp, String folder) {
        try {
            return Optional.of(new Spot(timestamp, folder));
        } catch (Refusal none) {
            return Optional.empty();
        }
    }

    /// A scan of a waiting session.
    ///
    /// @param id its ID, or its series' UID while files still come
    /// @param files how many objects it has
    /// @param bytes how large they are together
    public record WaitingScan(
            String id, String xsiType, String seriesDescription, long files, long bytes) {}

    public List<WaitingScan> scans(Waiting session) {
        return ground.series().summaries(session.key()).stream().map(Prearchive::scan).toList();
    }

    private static WaitingScan scan(Built series) {
        return new WaitingScan(
                series.scan() == null ? series.summary().uid() : series.scan(),
                series.summary().type().xsiType(),
                series.summary()
                        .attributes()
                        .text(org.africai.dicom.dict.Tag.SeriesDescription)
                        .orElse(""),
                series.files(),
                series.bytes());
    }

    /// Deletes the session with its files.
    ///
    /// @throws Refusal when it is being worked on
    public void delete(Caller caller, String project, String timestamp, String folder) {
        Waiting session = find(caller, Right.EDIT, project, timestamp, folder);
        ground.transactions()
                .run(() -> {
                    boolean idle =
                            ground.sessions()
                                    .lock(
                                            session.key(),
                                            Status.RECEIVING,
                                            Status.READY,
                                            Status.CONFLICT,
                                            Status.ERROR);
                    if (!idle) {
                        throw inProgress();
                    }
                    ground.sessions().delete(session.key());
                    ground.audit()
                            .record(
                                    caller,
                                    Action.DELETED,
                                    "prearchive",
                                    Long.toString(session.key()),
                                    keyOf(session));
                });
    }

    /// What whoever archives a waiting session says.
    ///
    /// @param subject another label for its subject
    /// @param session another label for it
    public record Order(
            @Nullable String subject,
            @Nullable String session,
            Overwrite overwrite,
            boolean overwriteFiles) {}

    /// Archives a waiting session.
    ///
    /// @return its address below `/data` in the archive
    /// @throws Refusal when it is unassigned, worked on, or contradicts what is there; it waits on
    ///   then
    public String archive(
            Caller caller, String project, String timestamp, String folder, Order order) {
        Waiting found = find(caller, Right.CREATE, project, timestamp, folder);
        if (found.project() == null) {
            throw Refusal.invalid("A session without a project cannot be archived; move it first.");
        }
        Waiting session = builder.build(found.key()).orElseThrow(Prearchive::inProgress);
        var wishes =
                new Wishes(
                        Goal.ARCHIVE,
                        order.overwrite(),
                        order.overwriteFiles(),
                        session.wishes().quarantine());
        return archiver.archive(
                caller, session, wishes, new Names(null, order.subject(), order.session()));
    }

    private @Nullable ProjectRef project(Caller caller, Right right, String project) {
        if (!project.equals(ImportRequest.UNASSIGNED)) {
            return ground.locator().project(caller, right, project).project();
        }
        if (!caller.isSiteAdmin()) {
            throw Access.missing(caller, "project '" + project + "'");
        }
        return null;
    }

    private static @Nullable Long keyOf(Waiting session) {
        return session.project() == null ? null : session.project().key();
    }

    private static Refusal inProgress() {
        return Refusal.forbidden("Operation already in progress on this prearchive entry.");
    }

    /// The names in a prearchive address, as `dest=` and `src=` write it.
    ///
    /// @throws Refusal when `source` is no such address
    public static Place place(String source) {
        if (Destination.parse(source) instanceof Destination.Prearchive(Names names, Spot at)
                && names.project() != null
                && at != null) {
            return new Place(names.project(), at.timestamp(), at.folder());
        }
        throw Refusal.invalid("'" + source + "' is no session of the prearchive.");
    }

    /// Where a session waits.
    public record Place(String project, String timestamp, String folder) {}
}
