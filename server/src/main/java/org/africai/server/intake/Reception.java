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
import org.africai.server.intake.PrearchiveTable.Draft;
import org.africai.server.intake.WaitingFileTable.NewFile;
import org.africai.server.intake.mapping.HeaderReader.Reading;
import org.africai.store.Sha256;
import org.africai.store.Spooled;
import org.jspecify.annotations.Nullable;

/// Takes in the files of one upload, batch by batch. Each study becomes a session of its own in the
/// prearchive, which nobody sees before the upload is complete.
///
/// Files that are no DICOM go with the objects that lie nearest to them, see [Neighbours]. Not for
/// use by several threads at once.
final class Reception {
    /// How many files that are no DICOM are held until the upload's end shows what lies nearest to
    /// them, and how many may come before the first object: 30 MB at most.
    private static final int MAX_PENDING = 20_000;

    private final Ground ground;
    private final ObjectIntake objects;
    private final Spots spots;
    private final Caller caller;
    private final ImportRequest request;
    private final Drafts drafts;
    private final Tally tally = new Tally();
    private final Neighbours neighbours = new Neighbours();
    private final List<Leftover> pending = new ArrayList<>();

    /// Keys of the sessions by StudyInstanceUID, in the order they came, as committed.
    private Map<String, Long> sessions = Map.of();

    Reception(Ground ground, Caller caller, ImportRequest request, Drafts drafts) {
        this.ground = ground;
        this.objects = new ObjectIntake(ground);
        this.spots = new Spots(ground);
        this.caller = caller;
        this.request = request;
        this.drafts = drafts;
    }

    /// @param before study of the object before it, `null` when it was the first
    private record Leftover(String name, Spooled file, @Nullable String before) {}

    /// A batch whose headers have been read.
    private record Sorted(List<Received> objects, List<Leftover> leftovers, List<Spooled> kept) {
        Sorted() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    /// Makes the files durable and names the objects in the prearchive.
    ///
    /// @throws Refusal when one of them must not be there
    void receive(List<Arrived> batch) {
        var sorted = new Sorted();
        batch.forEach(file -> sort(file, sorted));
        ground.store().publish(sorted.kept());
        Map<String, Draft> drafted = drafts(sorted);
        Named named = ground.changes().run(() -> name(sorted, drafted));
        sessions = named.sessions();
        named.outcomes().forEach(tally::count);
        sorted.leftovers().forEach(leftover -> tally.count(new Intake.Leftover(leftover.name())));
        pending.addAll(sorted.leftovers());
        if (pending.size() > MAX_PENDING) {
            requireAnObject();
            placePending();
        }
    }

    /// Names the files that are no DICOM, after the last batch.
    void complete() {
        if (!sessions.isEmpty()) {
            placePending();
        }
    }

    private void sort(Arrived file, Sorted sorted) {
        switch (file.reading()) {
            case Reading.Understood(var header) -> {
                sorted.objects().add(new Received(file.name(), header, file.file().digests()));
                neighbours.add(file.name(), header.studyUid());
                sorted.kept().add(file.file());
            }
            case Reading.Directory _ -> tally.count(new Intake.Ignored(file.name()));
            case Reading.NotAnObject(String why) -> {
                if (isKept(file, why)) {
                    sorted.leftovers()
                            .add(new Leftover(file.name(), file.file(), neighbours.last()));
                    sorted.kept().add(file.file());
                }
            }
        }
    }

    private boolean isKept(Arrived file, String why) {
        if (request.handler() == Handler.SI) {
            return true;
        }
        if (!request.ignoreUnparsable() && request.handler() != Handler.INBOX) {
            throw Refusal.invalid("unable to read DICOM object " + file.name() + ": " + why + ".");
        }
        tally.count(new Intake.Ignored(file.name()));
        return false;
    }

    /// What naming a batch gave.
    private record Named(Map<String, Long> sessions, List<Intake> outcomes) {}

    /// What the sessions are to be that begin with this batch, by StudyInstanceUID.
    private Map<String, Draft> drafts(Sorted batch) {
        Map<String, Draft> drafted = new LinkedHashMap<>();
        byStudy(batch.objects())
                .forEach((study, alike) -> {
                    if (!sessions.containsKey(study)) {
                        requireFewSessions(sessions.size() + drafted.size());
                        drafted.put(study, drafts.draft(alike.getFirst(), true));
                    }
                });
        return drafted;
    }

    private Named name(Sorted batch, Map<String, Draft> drafted) {
        Map<Sha256, Long> blobs =
                ground.blobs().insertOrGet(batch.kept().stream().map(Spooled::digests).toList());
        Map<String, Long> found = new LinkedHashMap<>(sessions);
        found.values().forEach(this::requireThere);
        List<Intake> outcomes = new ArrayList<>();
        byStudy(batch.objects())
                .forEach((study, alike) -> {
                    if (!found.containsKey(study)) {
                        found.put(study, spots.insert(requireNonNull(drafted.get(study)), caller));
                    }
                    long session = requireNonNull(found.get(study));
                    outcomes.addAll(objects.add(session, alike, blobs, request.rename()));
                });
        return new Named(found, outcomes);
    }

    private void requireFewSessions(int sessionsBefore) {
        if (sessionsBefore >= ground.settings().maxSessions()) {
            throw Refusal.invalid(
                    "The upload holds more than "
                            + ground.settings().maxSessions()
                            + " imaging sessions.");
        }
    }

    private void requireAnObject() {
        if (sessions.isEmpty()) {
            throw Refusal.invalid(
                    "Upload did not include parseable files for session generation: none of its"
                            + " first "
                            + MAX_PENDING
                            + " files is a DICOM object.");
        }
    }

    private void placePending() {
        Map<Long, List<Leftover>> bySession = new LinkedHashMap<>();
        pending.forEach(leftover ->
                bySession
                        .computeIfAbsent(sessionOf(leftover), _ -> new ArrayList<>())
                        .add(leftover));
        ground.changes()
                .run(() -> {
                    sessions.values().forEach(this::requireThere);
                    bySession.forEach(this::place);
                    return bySession.size();
                });
        pending.clear();
    }

    private long sessionOf(Leftover leftover) {
        return requireNonNull(sessions.get(neighbours.nearest(leftover.name(), leftover.before())));
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
        if (!ground.sessions().keepReceiving(session)) {
            throw Refusal.notFound("The project was deleted while the upload came in.");
        }
    }

    private void place(long session, List<Leftover> leftovers) {
        Map<Sha256, Long> blobs =
                ground.blobs()
                        .insertOrGet(leftovers.stream().map(l -> l.file().digests()).toList());
        List<NewFile> wished =
                leftovers.stream().map(l -> Leftovers.file(l.name(), blob(blobs, l))).toList();
        Set<String> taken = taken(session, wished);
        List<NewFile> rows = new ArrayList<>();
        for (int i = 0; i < wished.size(); i++) {
            NewFile file = wished.get(i);
            boolean isFree = taken.add(place(file));
            rows.add(isFree ? file : Leftovers.other(leftovers.get(i).name(), file.blob()));
        }
        ground.files().insert(session, rows);
    }

    private static long blob(Map<Sha256, Long> blobs, Leftover leftover) {
        return requireNonNull(blobs.get(leftover.file().sha256()));
    }

    /// The places that files of the session have already.
    private Set<String> taken(long session, List<NewFile> wished) {
        Map<String, List<String>> paths = new LinkedHashMap<>();
        wished.forEach(file ->
                paths.computeIfAbsent(file.resource(), _ -> new ArrayList<>()).add(file.path()));
        Set<String> taken = new HashSet<>();
        paths.forEach((resource, all) ->
                ground.files()
                        .taken(session, resource, all)
                        .forEach(path -> taken.add(resource + "/" + path)));
        return taken;
    }

    private static String place(NewFile file) {
        return file.resource() + "/" + file.path();
    }

    /// The sessions received, by key.
    Collection<Long> sessions() {
        return List.copyOf(sessions.values());
    }

    Tally tally() {
        return tally;
    }

    /// Forgets everything; the bytes are swept later.
    void abandon() {
        ground.transactions().run(() -> sessions().forEach(ground.sessions()::delete));
    }
}
