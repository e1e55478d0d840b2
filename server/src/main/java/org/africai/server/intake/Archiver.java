package org.africai.server.intake;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Address;
import org.africai.server.archive.ExperimentStatus;
import org.africai.server.archive.Experiments;
import org.africai.server.archive.Located;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.archive.Submission;
import org.africai.server.archive.Submission.Assignment;
import org.africai.server.audit.Audit.Action;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.intake.ArchivedTable.ArchivedSession;
import org.africai.server.intake.SeriesTable.Built;
import org.africai.server.intake.Waiting.Status;
import org.africai.server.intake.Waiting.Wishes;
import org.africai.server.intake.mapping.SeriesSummary;
import org.africai.server.intake.mapping.SessionFields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes a waiting session into the archive: subject, session, scans, resources, files and objects
/// in one transaction, after which nothing of it waits. When that cannot be, all of it waits on,
/// with the reason.
final class Archiver {
    private static final Logger LOG = LoggerFactory.getLogger(Archiver.class);

    private static final int ATTEMPTS = 3;

    private final Ground ground;
    private final Experiments experiments;
    private final ScanArchiver scans;
    private final ArchivedTable archived;
    private final FieldValues values;
    private final MergeRules rules;
    private final MappedFields mapped;
    private final ArchiveWorkflows workflows;
    private final SessionBuilder builder;
    private final ArchiveDoor door;

    Archiver(
            Ground ground,
            SessionBuilder builder,
            ArchiveDoor door,
            Experiments experiments,
            ScanArchiver scans,
            ArchivedTable archived,
            FieldValues values,
            MappedFields mapped,
            ArchiveWorkflows workflows) {
        this.ground = ground;
        this.experiments = experiments;
        this.scans = scans;
        this.archived = archived;
        this.values = values;
        this.mapped = mapped;
        this.workflows = workflows;
        this.builder = builder;
        this.door = door;
        this.rules = new MergeRules(ground);
    }

    /// Archives a session that has been built.
    ///
    /// @return the archived session's address below `/data`
    /// @throws Refusal when it has no project, somebody else works on it, the caller may not add to
    ///   its project, or it contradicts what is there; it waits on then
    String archive(Caller caller, Waiting waiting, Wishes wishes) {
        return archive(caller, waiting, wishes, ArchiveOrder.PLAIN);
    }

    /// As the other `archive`, with other names and further values.
    String archive(Caller caller, Waiting waiting, Wishes wishes, ArchiveOrder order) {
        requireProject(waiting, order);
        boolean mine =
                ground.sessions()
                        .move(
                                waiting.key(),
                                Status.ARCHIVING,
                                "",
                                Status.READY,
                                Status.CONFLICT,
                                Status.ERROR);
        if (!mine) {
            throw Refusal.forbidden("Operation already in progress on this prearchive entry.");
        }
        try {
            return archiveHeld(caller, waiting.key(), wishes, order);
        } catch (Refusal refusal) {
            release(waiting, statusAfter(refusal), refusal.explanation());
            throw refusal;
        } catch (RuntimeException failure) {
            releaseAfter(failure, waiting);
            throw failure;
        }
    }

    /// As the other `archive`, of a session that is on its way already, and stays so when it cannot
    /// be archived.
    String archiveHeld(Caller caller, long key, Wishes wishes, ArchiveOrder order) {
        Prepared prepared = prepare(caller, key, order);
        Archived done;
        try {
            done = ground.changes().run(() -> transfer(caller, key, wishes, order, prepared));
        } catch (RuntimeException failure) {
            door.abandon(prepared, failure);
            throw failure;
        }
        workflows.tell(caller, done, order.triggersPipelines());
        return done.url();
    }

    /// Whoever kept scripts from a session spoke for the project that it was sent to.
    private Prepared prepare(Caller caller, long key, ArchiveOrder order) {
        Waiting found = ground.sessions().find(key).orElseThrow(Archiver::unknown);
        ProjectRef project = project(caller, found, order);
        Waiting waiting = found.named(project, order.subject(), order.session());
        boolean isItsOwn = found.project() != null && found.project().key() == project.key();
        return isItsOwn && found.remarks().preventAnon()
                ? Prepared.AS_IT_IS
                : door.prepare(caller, waiting, project, order);
    }

    private static Refusal unknown() {
        return Refusal.notFound("Unknown prearchive session.");
    }

    /// A session that has been archived.
    ///
    /// @param url its address below `/data`
    /// @param id its accession ID
    /// @param merged whether it was there before
    record Archived(String url, String id, String xsiType, boolean merged) {}

    private static void requireProject(Waiting waiting, ArchiveOrder order) {
        if (waiting.project() == null && order.project() == null) {
            throw withoutProject();
        }
    }

    private static Refusal withoutProject() {
        return Refusal.invalid("A session without a project cannot be archived; move it first.");
    }

    /// The project that it goes to: the one that is named now, or the one it waits for.
    private ProjectRef project(Caller caller, Waiting waiting, ArchiveOrder order) {
        if (order.project() != null) {
            return ground.locator().project(caller, Right.CREATE, order.project()).project();
        }
        if (waiting.project() == null) {
            throw withoutProject();
        }
        return waiting.project();
    }

    static Status statusAfter(Refusal refusal) {
        return switch (refusal.reason()) {
            case CONFLICT -> Status.CONFLICT;
            case BUSY -> Status.READY;
            default -> Status.ERROR;
        };
    }

    private void releaseAfter(RuntimeException failure, Waiting waiting) {
        try {
            release(waiting, Status.ERROR, "The server failed to archive it; its log says why.");
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    private void release(Waiting waiting, Status status, String message) {
        ground.sessions().move(waiting.key(), status, message, Status.ARCHIVING);
        LOG.info("not archived prearchive={} status={}", waiting.key(), status);
    }

    private Archived transfer(
            Caller caller, long key, Wishes wishes, ArchiveOrder order, Prepared prepared) {
        Waiting found =
                Optional.of(ground.sessions().lock(key, Status.ARCHIVING))
                        .filter(there -> there)
                        .flatMap(_ -> ground.sessions().find(key))
                        .orElseThrow(Archiver::unknown);
        ProjectRef project = project(caller, found, order);
        Waiting waiting = cleaned(found, prepared).named(project, order.subject(), order.session());
        ground.access()
                .require(
                        caller,
                        Right.CREATE,
                        Optional.of(project.key()),
                        waiting.xsiType(),
                        "project '" + project.id() + "'");
        requireNoContradiction(waiting, wishes);
        ground.sessions().holdName(project.key(), waiting.label());
        ground.files().holdBlobs(waiting.key());
        Placed placed = session(caller, waiting, project, wishes, fields(waiting, project, order));
        Located session = placed.session();
        door.settle(caller, found, project, prepared, session.id());
        if (prepared.cleaned() != null) {
            ground.sessions().delete(prepared.cleaned());
        }
        ground.sessions().delete(key);
        ground.audit().record(caller, Action.ARCHIVED, "experiment", session.id(), project.key());
        LOG.info("archived session={} project={}", session.id(), project.id());
        return new Archived(
                url(project, subject(project, waiting), session.label()),
                session.id(),
                session.xsiType(),
                placed.merged());
    }

    /// What the headers of the objects give, and after it, for it wins, what somebody has said.
    private List<Assignment> fields(Waiting waiting, ProjectRef project, ArchiveOrder order) {
        List<Assignment> fields = new ArrayList<>(mapped.of(waiting, project));
        fields.addAll(order.fields());
        return fields;
    }

    /// The session with what its project's script made of it, if there is one.
    private Waiting cleaned(Waiting found, Prepared prepared) {
        Long key = prepared.cleaned();
        if (key == null) {
            return found;
        }
        ground.sessions().move(key, Status.ARCHIVING, "", Status.RECEIVING);
        return builder.rebuild(key, Status.ARCHIVING)
                .map(found::as)
                .orElseThrow(() ->
                        new Refusal(Reason.BUSY, "What was de-identified is gone. Try again."));
    }

    /// @param merged whether it was there before
    private record Placed(Located session, boolean merged) {}

    private void requireNoContradiction(Waiting waiting, Wishes wishes) {
        List<String> differing = ground.files().differing(waiting.key());
        if (!differing.isEmpty() && !replaces(wishes)) {
            throw Refusal.conflict(SessionBuilder.message(differing));
        }
    }

    /// Whether objects may take the place of others with the same UID.
    static boolean replaces(Wishes wishes) {
        return wishes.overwriteFiles() || wishes.overwrite() == Overwrite.DELETE;
    }

    /// Merges into the session of this label, which others may rename or delete until it is locked,
    /// or makes it.
    private Placed session(
            Caller caller,
            Waiting waiting,
            ProjectRef project,
            Wishes wishes,
            List<Assignment> fields) {
        List<Built> series = ground.series().summaries(waiting.key());
        requireScans(series);
        var said = new SaidFields(waiting, series, fields);
        var byLabel = new Address.OfExperiment(project.id(), null, waiting.label());
        for (int i = 0; i < ATTEMPTS; i++) {
            Optional<Located> there = ground.locator().seek(caller, Right.READ, byLabel);
            if (there.isEmpty()) {
                create(caller, waiting, project, said, wishes.quarantine());
                Located made = ground.locator().find(caller, Right.READ, byLabel);
                scans.create(caller, waiting, made, series, wishes);
                scans.assign(caller, made, said.ofScans());
                return new Placed(made, false);
            }
            requireMergeable(there.get(), waiting);
            requireTypeOf(caller, there.get(), waiting);
            Optional<ArchivedSession> locked =
                    archived.lockSession(there.get().key(), there.get().label());
            if (locked.isPresent()) {
                merge(caller, waiting, there.get(), locked.get(), series, wishes);
                assign(caller, there.get(), said);
                return new Placed(there.get(), true);
            }
        }
        throw new Refusal(Reason.BUSY, "Others are changing the same session. Try again.");
    }

    private static void requireScans(List<Built> series) {
        if (series.isEmpty()) {
            throw Refusal.invalid("Empty sessions cannot be archived.");
        }
    }

    private void assign(Caller caller, Located there, SaidFields said) {
        if (!said.ofSession().isEmpty()) {
            var address = new Address.OfExperiment(there.project().id(), null, there.label());
            experiments.put(caller, address, new Submission(null, null, said.ofSession(), false));
        }
        scans.assign(caller, there, said.ofScans());
    }

    private static void requireMergeable(Located there, Waiting waiting) {
        if (isOther(there)) {
            throw Refusal.conflict(
                    "The label '" + waiting.label() + "' is another experiment's in this project.");
        }
    }

    /// What waits is of a type that the caller may add; it may be added to one of another.
    private void requireTypeOf(Caller caller, Located there, Waiting waiting) {
        if (!there.xsiType().equals(waiting.xsiType())) {
            ground.access()
                    .require(
                            caller,
                            Right.CREATE,
                            Optional.of(there.project().key()),
                            there.xsiType(),
                            there.inWords());
        }
    }

    /// Whether it is nothing that a session could be added to.
    static boolean isOther(Located there) {
        return there.isShared() || !there.xsiType().endsWith("SessionData");
    }

    private String subject(ProjectRef project, Waiting waiting) {
        return archived.subject(project.key(), waiting.subject()).orElse(waiting.subject());
    }

    private void create(
            Caller caller,
            Waiting waiting,
            ProjectRef project,
            SaidFields said,
            boolean quarantine) {
        List<Built> series = said.series();
        var address =
                new Address.OfExperiment(project.id(), subject(project, waiting), waiting.label());
        var assignments = values.assignments(waiting.xsiType(), fields(series), Set.of());
        comments(waiting.xsiType(), series).ifPresent(assignments::add);
        assignments.addAll(said.ofSession());
        Optional<ExperimentStatus> status =
                quarantine ? Optional.of(ExperimentStatus.QUARANTINE) : Optional.empty();
        var written =
                experiments.put(
                        caller, address, Submission.of(waiting.xsiType(), assignments), status);
        if (!written.created()) {
            throw new Refusal(Reason.BUSY, "Another upload has just made this session. Try again.");
        }
    }

    private void merge(
            Caller caller,
            Waiting waiting,
            Located there,
            ArchivedSession known,
            List<Built> series,
            Wishes wishes) {
        rules.conflict(known, waiting, wishes)
                .ifPresent(why -> {
                    throw Refusal.conflict(why);
                });
        complete(caller, there, series);
        scans.merge(caller, waiting, there, series, wishes);
    }

    /// Fills what the archived session does not say; what it says stays.
    private void complete(Caller caller, Located there, List<Built> series) {
        var address = new Address.OfExperiment(there.project().id(), null, there.label());
        Set<String> said =
                new HashSet<>(experiments.read(caller, address).item().fields().keySet());
        List<Assignment> missing = values.assignments(there.xsiType(), fields(series), said);
        if (!missing.isEmpty()) {
            experiments.put(caller, address, new Submission(null, null, missing, false));
        }
    }

    private static Map<String, String> fields(List<Built> series) {
        return new LinkedHashMap<>(SessionFields.of(series.stream().map(Built::summary).toList()));
    }

    private static Optional<Assignment> comments(String xsiType, List<Built> series) {
        List<SeriesSummary> summaries = series.stream().map(Built::summary).toList();
        return SessionFields.studyComments(summaries)
                .map(text ->
                        new Assignment(xsiType + "/fields/field[name=studyComments]/field", text));
    }

    private static String url(ProjectRef project, String subject, String session) {
        return "/archive/projects/"
                + encoded(project.id())
                + "/subjects/"
                + encoded(subject)
                + "/experiments/"
                + encoded(session);
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
