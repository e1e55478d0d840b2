package org.africai.server.intake;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.africai.server.access.Caller;
import org.africai.server.http.Refusal;
import org.africai.server.intake.Waiting.Status;
import org.africai.server.intake.WaitingFileTable.NewFile;
import org.africai.server.intake.mapping.HeaderReader.Reading;
import org.africai.store.Sha256;
import org.africai.store.Spooled;
import org.jspecify.annotations.Nullable;

/// Takes in the files of one upload, batch by batch. Each study becomes a session of its own in the
/// prearchive, which nobody sees before the upload is complete.
///
/// Files that are no DICOM go with the object that came before them in the upload, those before the
/// first object with that one. Not for use by several threads at once.
final class Reception {
    /// How many files may come before the first DICOM object.
    private static final int MAX_PENDING = 50_000;

    private final Ground ground;
    private final ObjectIntake objects;
    private final Spots spots;
    private final Caller caller;
    private final ImportRequest request;
    private final Drafts drafts;
    private final Tally tally = new Tally();
    private State state = new State(Map.of(), List.of(), null);

    Reception(Ground ground, Caller caller, ImportRequest request, Drafts drafts) {
        this.ground = ground;
        this.objects = new ObjectIntake(ground);
        this.spots = new Spots(ground);
        this.caller = caller;
        this.request = request;
        this.drafts = drafts;
    }

    /// What has been received, as far as transactions have been committed.
    ///
    /// @param sessions keys of the sessions by StudyInstanceUID, in the order they came
    /// @param pending leftovers for which there is no session yet
    /// @param last the session of the last object
    private record State(Map<String, Long> sessions, List<Leftover> pending, @Nullable Long last) {}

    /// @param study that of the object before it in the same batch, if any
    private record Leftover(String name, Spooled file, @Nullable String study) {}

    /// A batch whose headers have been read.
    private record Sorted(List<Received> objects, List<Leftover> leftovers, List<Spooled> kept) {
        Sorted() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        @Nullable String lastStudy() {
            return objects.isEmpty() ? null : objects.getLast().header().studyUid();
        }
    }

    /// Makes the files durable and names them in the prearchive.
    ///
    /// @throws Refusal when one of them must not be there
    void receive(List<Arrived> batch) {
        var sorted = new Sorted();
        batch.forEach(file -> sort(file, sorted));
        ground.store().publish(sorted.kept());
        State before = state;
        List<Intake> outcomes =
                ground.changes()
                        .run(() -> {
                            var attempt = new Attempt(before);
                            attempt.name(sorted);
                            state = attempt.after();
                            return attempt.outcomes;
                        });
        outcomes.forEach(tally::count);
    }

    private void sort(Arrived file, Sorted sorted) {
        switch (file.reading()) {
            case Reading.Understood(var header) -> {
                sorted.objects().add(new Received(file.name(), header, file.file().digests()));
                sorted.kept().add(file.file());
            }
            case Reading.NotAnObject(String why) -> {
                if (isKept(file, why)) {
                    sorted.leftovers()
                            .add(new Leftover(file.name(), file.file(), sorted.lastStudy()));
                    sorted.kept().add(file.file());
                }
            }
        }
    }

    private boolean isKept(Arrived file, String why) {
        if (request.handler() == Handler.SI) {
            return true;
        }
        if (!request.ignoreUnparsable()) {
            throw Refusal.invalid("unable to read DICOM object " + file.name() + ": " + why + ".");
        }
        tally.count(new Intake.Ignored(file.name()));
        return false;
    }

    /// One try to name a batch; what it found out is forgotten when its transaction is.
    private final class Attempt {
        private final Map<String, Long> sessions;
        private final List<Leftover> pending;
        private final @Nullable Long lastBefore;
        private @Nullable Long last;
        private final List<Intake> outcomes = new ArrayList<>();

        Attempt(State before) {
            sessions = new LinkedHashMap<>(before.sessions());
            pending = new ArrayList<>(before.pending());
            lastBefore = before.last();
            last = lastBefore;
        }

        State after() {
            return new State(sessions, pending, last);
        }

        void name(Sorted batch) {
            Map<Sha256, Long> blobs =
                    ground.blobs()
                            .insertOrGet(batch.kept().stream().map(Spooled::digests).toList());
            sessions.values().forEach(Reception.this::requireThere);
            byStudy(batch.objects())
                    .forEach((study, alike) -> {
                        long session = sessions.computeIfAbsent(study, _ -> open(alike.getFirst()));
                        outcomes.addAll(objects.add(session, alike, blobs, request.rename()));
                    });
            String lastStudy = batch.lastStudy();
            last = lastStudy == null ? lastBefore : sessions.get(lastStudy);
            batch.leftovers().forEach(this::add);
            placePending();
        }

        private long open(Received first) {
            if (sessions.size() >= ground.settings().maxSessions()) {
                throw Refusal.invalid(
                        "The upload holds more than "
                                + ground.settings().maxSessions()
                                + " imaging sessions.");
            }
            return spots.insert(drafts.draft(first, true), caller);
        }

        private void add(Leftover leftover) {
            outcomes.add(new Intake.Leftover(leftover.name()));
            pending.add(leftover);
            if (pending.size() > MAX_PENDING) {
                throw Refusal.invalid(
                        "Upload did not include parseable files for session generation: none of"
                                + " its first "
                                + MAX_PENDING
                                + " files is a DICOM object.");
            }
        }

        private void placePending() {
            if (sessions.isEmpty()) {
                return;
            }
            Map<Long, List<Leftover>> bySession = new LinkedHashMap<>();
            pending.forEach(leftover ->
                    bySession
                            .computeIfAbsent(sessionOf(leftover), _ -> new ArrayList<>())
                            .add(leftover));
            bySession.forEach(Reception.this::place);
            pending.clear();
        }

        private long sessionOf(Leftover leftover) {
            if (leftover.study() != null) {
                return requireNonNull(sessions.get(leftover.study()));
            }
            return lastBefore != null ? lastBefore : sessions.values().iterator().next();
        }
    }

    private static Map<String, List<Received>> byStudy(List<Received> objects) {
        Map<String, List<Received>> byStudy = new LinkedHashMap<>();
        objects.forEach(object ->
                byStudy.computeIfAbsent(object.header().studyUid(), _ -> new ArrayList<>())
                        .add(object));
        return byStudy;
    }

    /// Its project may have been deleted, and the session with it.
    private void requireThere(long session) {
        if (!ground.sessions().lock(session, Status.RECEIVING)) {
            throw Refusal.notFound("The project was deleted while the upload came in.");
        }
    }

    private void place(long session, List<Leftover> leftovers) {
        Map<Sha256, Long> blobs =
                ground.blobs()
                        .insertOrGet(leftovers.stream().map(l -> l.file().digests()).toList());
        Set<String> taken = new HashSet<>();
        List<NewFile> rows = new ArrayList<>();
        for (Leftover leftover : leftovers) {
            long blob = requireNonNull(blobs.get(leftover.file().sha256()));
            rows.add(place(session, leftover.name(), blob, taken));
        }
        ground.files().insert(session, rows);
    }

    private NewFile place(long session, String name, long blob, Set<String> taken) {
        NewFile file = Leftovers.file(name, blob);
        boolean isFree =
                taken.add(file.resource() + "/" + file.path())
                        && ground.files()
                                .taken(session, file.resource(), List.of(file.path()))
                                .isEmpty();
        return isFree ? file : Leftovers.other(name, blob);
    }

    /// The sessions received, by key.
    Collection<Long> sessions() {
        return List.copyOf(state.sessions().values());
    }

    Tally tally() {
        return tally;
    }

    /// Forgets everything; the bytes are swept later.
    void abandon() {
        ground.transactions().run(() -> sessions().forEach(ground.sessions()::delete));
    }
}
