package org.africai.server.intake;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.africai.server.access.Caller;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.http.Refusal;
import org.africai.server.intake.PrearchiveTable.Draft;
import org.africai.server.intake.WaitingFileTable.NewFile;
import org.africai.server.intake.mapping.HeaderReader.Reading;
import org.africai.server.intake.mapping.ObjectHeader;
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
    private final Door door;
    private final Entrance entrance;
    private final Caller caller;
    private final ImportRequest request;
    private final @Nullable ProjectRef project;
    private final Drafts drafts;
    private final Tally tally = new Tally();
    private final Neighbours neighbours = new Neighbours();
    private final List<Leftover> pending = new ArrayList<>();

    /// Hears what became of each file at the door, by its name.
    private BiConsumer<String, Passage> listener = (_, _) -> {};

    /// Keys of the sessions by StudyInstanceUID, in the order they came, as committed.
    private Map<String, Long> sessions = Map.of();

    /// @param project the one that the sender named
    Reception(
            Ground ground,
            Door door,
            Caller caller,
            ImportRequest request,
            @Nullable ProjectRef project) {
        this.ground = ground;
        this.door = door;
        this.project = project;
        this.drafts = new Drafts(ground, caller, request, project);
        this.entrance = door.entrance(request, () -> drafts, true);
        this.objects = new ObjectIntake(ground);
        this.spots = new Spots(ground);
        this.caller = caller;
        this.request = request;
    }

    /// Says who hears what becomes of each file at the door.
    void tell(BiConsumer<String, Passage> heard) {
        listener = heard;
    }

    /// @param before study of the object before it, `null` when it was the first
    private record Leftover(String name, Spooled file, @Nullable String before) {}

    /// A batch whose headers have been read.
    ///
    /// @param kept what is to be made durable
    /// @param made those of them that a script made
    /// @param asides what a script cannot handle
    private record Sorted(
            List<Received> objects,
            List<Leftover> leftovers,
            List<Spooled> kept,
            List<Spooled> made,
            List<Aside> asides) {
        Sorted() {
            this(
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
        }
    }

    /// Makes the files durable and names the objects in the prearchive.
    ///
    /// @throws Refusal when one of them must not be there
    void receive(List<Arrived> batch) {
        var sorted = new Sorted();
        try {
            batch.forEach(file -> sort(file, sorted));
            receive(sorted);
        } finally {
            sorted.made().forEach(Spooled::close);
        }
    }

    private void receive(Sorted sorted) {
        door.setAside(caller, sorted.asides());
        sorted.asides().forEach(aside -> tally.count(new Intake.SetAside(aside.reason())));
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
            case Reading.Understood(var header) -> sort(file, header, sorted);
            case Reading.Directory _ -> tally.count(new Intake.Ignored(file.name()));
            case Reading.NotAnObject(String why) -> {
                if (isKept(file, why)) {
                    sortOther(file, sorted);
                }
            }
        }
    }

    private void sort(Arrived file, ObjectHeader header, Sorted sorted) {
        Passage passage = entrance.pass(file, header);
        switch (passage) {
            case Passage.AsItCame _ -> {
                var object = new Received(file.name(), header, file.file().digests());
                keep(object, file.file(), sorted);
            }
            case Passage.Changed(Received object, Spooled made) -> {
                sorted.made().add(made);
                keep(object, made, sorted);
            }
            case Passage.Dropped _ -> tally.count(new Intake.Dropped());
            case Passage.Refused(Aside aside) -> sorted.asides().add(aside);
        }
        listener.accept(file.name(), passage);
    }

    private void keep(Received object, Spooled file, Sorted sorted) {
        sorted.objects().add(object);
        neighbours.add(object.name(), object.header().studyUid());
        sorted.kept().add(file);
    }

    private void sortOther(Arrived file, Sorted sorted) {
        if (entrance.passOther(file, project) instanceof Passage.Refused(Aside aside)) {
            sorted.asides().add(aside);
            return;
        }
        sorted.leftovers().add(new Leftover(file.name(), file.file(), neighbours.last()));
        sorted.kept().add(file.file());
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
                        drafted.put(study, draft(alike.getFirst()));
                    }
                });
        return drafted;
    }

    private Draft draft(Received first) {
        Draft decided = first.passed().draft();
        return decided == null ? drafts.draft(first, true) : decided;
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
