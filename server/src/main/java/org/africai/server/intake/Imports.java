package org.africai.server.intake;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Address;
import org.africai.server.archive.Located;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.audit.Audit.Action;
import org.africai.server.http.Refusal;
import org.africai.server.intake.ArchivedTable.ArchivedSession;
import org.africai.server.intake.Destination.Names;
import org.africai.server.intake.ImportAnswer.Session;
import org.africai.server.intake.ImportRequest.Goal;
import org.africai.server.intake.Progress.Stage;
import org.africai.server.intake.Waiting.Status;
import org.africai.server.intake.Waiting.Wishes;
import org.africai.store.archive.ArchiveLimits;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes uploads in.
///
/// An upload is answered when all of it is in the archive, or waits in the prearchive, durably. One
/// that fails leaves nothing that anybody sees.
public final class Imports {
    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);

    private final Ground ground;
    private final SessionBuilder builder;
    private final Archiver archiver;
    private final Placement placement;
    private final ArchivedTable archived;
    private final GradualIntake gradual;
    private final Progress progress;
    private final Inbox inbox;
    private final XarImport xar;
    private final Door door;

    Imports(
            Ground ground,
            SessionBuilder builder,
            Archiver archiver,
            Placement placement,
            ArchivedTable archived,
            GradualIntake gradual,
            Progress progress,
            XarImport xar,
            Door door) {
        this.ground = ground;
        this.builder = builder;
        this.archiver = archiver;
        this.placement = placement;
        this.archived = archived;
        this.gradual = gradual;
        this.progress = progress;
        this.inbox = new Inbox(ground);
        this.xar = xar;
        this.door = door;
    }

    /// Says whether the caller may send this at all; to be asked before a byte of it is read.
    ///
    /// @param expectedBytes how many are announced, 0 when none are
    /// @throws Refusal when they may not
    public void admit(Caller caller, ImportRequest request, long expectedBytes) {
        ground.access().requireLogin(caller);
        named(caller, resolved(caller, request));
        request.requireLabels();
        requireRoom(expectedBytes);
    }

    /// Refuses more bytes than may come, or than there is room for.
    void requireRoom(long expectedBytes) {
        if (expectedBytes > ground.settings().maxUpload().bytes()) {
            throw new Refusal(
                    Refusal.Reason.TOO_LARGE,
                    "The upload is larger than the limit of "
                            + ground.settings().maxUpload().bytes()
                            + " bytes.");
        }
        ground.store().spool().requireRoom(expectedBytes);
    }

    /// Receives a request's file, without looking into it. The caller closes what is returned.
    ///
    /// @param name what the sender calls it
    /// @throws Refusal when it breaks off or is too large
    public Upload receive(String name, InputStream body) {
        return Upload.receive(
                ground.store().spool(), name, body, ground.settings().maxUpload().bytes());
    }

    /// Takes the upload apart and takes what is in it in.
    ///
    /// @throws Refusal when it cannot be read, or may not be added; a conflict says where what was
    ///   sent waits
    public ImportAnswer run(Caller caller, ImportRequest request, Upload upload) {
        ground.access().requireLogin(caller);
        ImportRequest asked = resolved(caller, request);
        ProjectRef project = named(caller, asked);
        ImportRequest resolved = mayPrevent(caller, asked, project) ? asked : asked.anonymized();
        request.requireLabels();
        return progress.watched(
                caller,
                request.listener(),
                "Taking the upload apart",
                () -> take(caller, resolved, project, upload),
                Imports::said);
    }

    /// Whether scripts leave alone what the sender wants them to: an owner of the project may say
    /// so, and for what is unassigned an administrator.
    private boolean mayPrevent(Caller caller, ImportRequest request, @Nullable ProjectRef project) {
        return !request.remarks().preventAnon()
                || ground.access().administersSite(caller)
                || (project != null && ground.access().may(caller, Right.OWN, project.key()));
    }

    /// The request with the names of the session that it means by its accession ID.
    private ImportRequest resolved(Caller caller, ImportRequest request) {
        if (request.experiment() == null) {
            return request;
        }
        Located session =
                ground.locator()
                        .find(
                                caller,
                                Right.EDIT,
                                new Address.OfExperiment(null, null, request.experiment()));
        String subject = archived.session(session.key()).map(ArchivedSession::subject).orElse(null);
        return request.with(new Names(session.project().id(), subject, session.label()));
    }

    /// Takes a folder of the server in that its administrator has opened for this.
    ///
    /// @param path of the folder, or of a file
    /// @param cleanup whether its files are deleted once they are taken in
    /// @throws Refusal as [#run], and when the path is not below an opened folder
    public ImportAnswer runInbox(
            Caller caller, ImportRequest request, String path, boolean cleanup) {
        admit(caller, request, 0);
        ProjectRef project = named(caller, request);
        try (Upload upload = inbox.open(caller, project, path)) {
            ImportAnswer answer = run(caller, request, upload);
            if (cleanup) {
                inbox.cleanUp(upload);
            }
            return answer;
        }
    }

    /// In XNAT's words: `Archive:/archive/projects/P/subjects/S/experiments/E`.
    private static String said(ImportAnswer answer) {
        return answer.sessions().stream()
                .map(session -> (session.archived() ? "Archive:" : "Prearchive:") + session.url())
                .collect(Collectors.joining(";"));
    }

    private ImportAnswer take(
            Caller caller, ImportRequest request, @Nullable ProjectRef project, Upload upload) {
        if (request.handler() == Handler.XAR) {
            return xar.run(caller, request, upload);
        }
        if (request.handler() != Handler.GRADUAL_DICOM) {
            return receiveWhole(caller, request, project, upload);
        }
        Optional<GradualIntake.Kept> received = gradual.receive(caller, request, project, upload);
        if (received.isEmpty()) {
            return new ImportAnswer(List.of(), new Tally().counts());
        }
        GradualIntake.Kept kept = received.get();
        List<Session> sessions =
                request.commits()
                        ? commit(caller, kept.session())
                        : List.of(waiting(kept.session()));
        return new ImportAnswer(sessions, kept.counts(), kept.receipt());
    }

    private static Session waiting(Waiting session) {
        return new Session(session.url(), false, session.status().name());
    }

    private List<Session> commit(Caller caller, Waiting session) {
        List<Waiting> built = builder.buildAll(session.key());
        if (built.isEmpty()) {
            throw PrearchiveActions.inProgress();
        }
        return built.stream().map(one -> commitBuilt(caller, one)).toList();
    }

    private Session commitBuilt(Caller caller, Waiting built) {
        Wishes wishes = wishes(built).adding();
        return wishes.goal() == Goal.ARCHIVE && built.project() != null
                ? new Session(archiver.archive(caller, built, wishes), true, "")
                : waiting(built);
    }

    private @Nullable ProjectRef named(Caller caller, ImportRequest request) {
        String project = request.names().project();
        return project == null || project.equals(ImportRequest.UNASSIGNED)
                ? null
                : ground.locator().project(caller, Right.CREATE, project).project();
    }

    private ImportAnswer receiveWhole(
            Caller caller, ImportRequest request, @Nullable ProjectRef project, Upload upload) {
        long startedAt = System.nanoTime();
        var reception = new Reception(ground, door, caller, request, project);
        List<Waiting> sessions = new ArrayList<>();
        try {
            extract(upload, reception);
            requireSessions(reception, request);
            progress.say(caller, request.listener(), Stage.PROCESSING, "Building sessions");
            build(reception, sessions);
            sessions.forEach(session -> requireStillMay(caller, session));
        } catch (RuntimeException | Error failure) {
            abandon(reception, sessions, failure);
            throw failure;
        }
        progress.say(caller, request.listener(), Stage.PROCESSING, "Archiving");
        List<Session> settled = settle(caller, request, sessions);
        ImportAnswer.Counts counts = reception.tally().counts();
        LOG.info(
                "imported sessions={} objects={} duplicates={} leftovers={} ms={}",
                settled.size(),
                counts.stored(),
                counts.duplicates(),
                counts.leftovers(),
                (System.nanoTime() - startedAt) / 1_000_000);
        return new ImportAnswer(settled, counts);
    }

    private void extract(Upload upload, Reception reception) {
        IntakeSettings settings = ground.settings();
        var limits =
                new ArchiveLimits(
                        settings.maxFiles(), settings.maxUpload().bytes(), settings.maxRatio());
        try (var batches = new Batches(reception::receive)) {
            upload.files(limits, batches::add);
            batches.finish();
        }
        reception.complete();
    }

    private static void requireSessions(Reception reception, ImportRequest request) {
        if (reception.sessions().isEmpty()) {
            throw Refusal.invalid(
                    reception
                            .tally()
                            .nothingLeft()
                            .orElse(
                                    "Upload did not include parseable files for session"
                                            + " generation."));
        }
        boolean namesOne = request.names().session() != null;
        boolean isSpot = request.spot() != null && request.handler() != Handler.SI;
        if (reception.sessions().size() > 1 && (namesOne || isSpot)) {
            throw Refusal.invalid("Upload included files for multiple imaging sessions.");
        }
    }

    /// @param built gets the sessions, of which there may be more than were received
    private void build(Reception reception, List<Waiting> built) {
        for (long key : reception.sessions()) {
            List<Waiting> sessions = builder.buildAll(key);
            if (sessions.isEmpty()) {
                throw new IllegalStateException("a new session is gone");
            }
            built.addAll(sessions);
        }
    }

    private void abandon(Reception reception, List<Waiting> built, Throwable failure) {
        try {
            reception.abandon();
            built.forEach(session -> ground.sessions().delete(session.key()));
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    private List<Session> settle(Caller caller, ImportRequest request, List<Waiting> sessions) {
        List<Session> settled = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (Waiting session : sessions) {
            try {
                settled.add(settle(caller, request, session));
            } catch (Refusal refusal) {
                refusals.add(explained(refusal, session));
            }
        }
        if (!refusals.isEmpty()) {
            throw together(refusals, settled);
        }
        return settled;
    }

    private Session settle(Caller caller, ImportRequest request, Waiting session) {
        Wishes wishes = wishes(session);
        if (wishes.goal() == Goal.ARCHIVE && session.project() != null) {
            return new Session(
                    archiver.archive(
                            caller,
                            session,
                            wishes,
                            ArchiveOrder.plain(request.triggersPipelines())),
                    true,
                    "");
        }
        Waiting placed = placement.place(session, request);
        if (placed.status() == Status.CONFLICT) {
            throw Refusal.conflict(placed.message());
        }
        ground.audit()
                .record(
                        caller,
                        Action.IMPORTED,
                        "prearchive",
                        Long.toString(placed.key()),
                        placed.project() == null ? null : placed.project().key());
        return waiting(placed);
    }

    /// Rights may have been taken away while the upload came in.
    private void requireStillMay(Caller caller, Waiting session) {
        if (session.project() != null) {
            ground.locator().project(caller, Right.CREATE, session.project().id());
        }
    }

    /// What the sender wished for, or else what the project says of arriving sessions: 0 is to
    /// wait, 4 to archive, 5 to archive and add to what is there.
    Wishes wishes(Waiting session) {
        Wishes wishes = session.wishes();
        if (session.remarks().preventAutoCommit()) {
            return new Wishes(
                    Goal.PREARCHIVE,
                    wishes.overwrite(),
                    wishes.overwriteFiles(),
                    wishes.quarantine());
        }
        if (wishes.goal() != Goal.AS_PROJECT_SAYS) {
            return wishes;
        }
        int code = session.project() == null ? 0 : archived.prearchiveCode(session.project().key());
        boolean adds = code == 5 && wishes.overwrite() == Overwrite.NONE;
        return new Wishes(
                code == 0 ? Goal.PREARCHIVE : Goal.ARCHIVE,
                adds ? Overwrite.APPEND : wishes.overwrite(),
                wishes.overwriteFiles(),
                wishes.quarantine());
    }

    /// The refusal, and where what was sent waits.
    private Refusal explained(Refusal refusal, Waiting session) {
        String where =
                ground.sessions()
                        .find(session.key())
                        .map(waiting -> " It waits at /data" + waiting.url() + ".")
                        .orElse("");
        String message = refusal.explanation();
        String end = message.endsWith(".") ? "" : ".";
        return new Refusal(refusal.reason(), message + end + where, refusal);
    }

    private static Refusal together(List<Refusal> refusals, List<Session> settled) {
        List<String> messages = new ArrayList<>();
        refusals.forEach(refusal -> messages.add(refusal.explanation()));
        settled.forEach(session ->
                messages.add(
                        String.format(
                                Locale.ROOT,
                                "The session at /data%s was taken in.",
                                session.url())));
        return new Refusal(
                refusals.getFirst().reason(), String.join(" ", messages), refusals.getFirst());
    }
}
