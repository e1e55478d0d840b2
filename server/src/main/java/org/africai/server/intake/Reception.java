package org.africai.server.intake;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Located;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.http.Refusal;
import org.africai.server.intake.PrearchiveTable.Draft;
import org.africai.server.intake.Routing.Route;
import org.africai.server.intake.Waiting.Wishes;
import org.africai.server.intake.WaitingFileTable.NewFile;
import org.africai.server.intake.mapping.HeaderReader.Reading;
import org.africai.store.Digests;
import org.africai.store.Sha256;
import org.africai.store.Spooled;
import org.jspecify.annotations.Nullable;

/// Takes in the files of one upload, batch by batch. Each study becomes a session of its own in the
/// prearchive, which nobody sees before the upload is complete.
///
/// Not for use by several threads at once.
final class Reception {
    /// How many files may come before the first DICOM object.
    private static final int MAX_PENDING = 50_000;

    private final Ground ground;
    private final ObjectIntake objects;
    private final Spots spots;
    private final Caller caller;
    private final ImportRequest request;
    private final @Nullable ProjectRef project;
    private final Tally tally = new Tally();
    private final Map<String, Long> sessions = new LinkedHashMap<>();
    private final List<Leftover> pending = new ArrayList<>();
    private @Nullable Long current;

    /// @param project the one that the sender named
    Reception(Ground ground, Caller caller, ImportRequest request, @Nullable ProjectRef project) {
        this.ground = ground;
        this.objects = new ObjectIntake(ground);
        this.spots = new Spots(ground);
        this.caller = caller;
        this.request = request;
        this.project = project;
    }

    /// Makes the files durable and names them in the prearchive.
    ///
    /// @throws Refusal when one of them must not be there
    void receive(List<Arrived> batch) {
        List<Received> received = new ArrayList<>();
        List<Arrived> others = new ArrayList<>();
        List<Spooled> kept = new ArrayList<>();
        for (Arrived file : batch) {
            switch (file.reading()) {
                case Reading.Understood(var header) -> {
                    received.add(new Received(file.name(), header, file.file().digests()));
                    kept.add(file.file());
                }
                case Reading.NotAnObject(String why) -> {
                    if (isKept(file, why)) {
                        others.add(file);
                        kept.add(file.file());
                    }
                }
            }
        }
        ground.store().publish(kept);
        ground.transactions().run(() -> name(received, others, kept));
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

    private void name(List<Received> received, List<Arrived> others, List<Spooled> kept) {
        Map<Sha256, Long> blobs =
                ground.blobs().insertOrGet(kept.stream().map(Spooled::digests).toList());
        Map<String, List<Received>> byStudy = new LinkedHashMap<>();
        for (Received object : received) {
            byStudy.computeIfAbsent(object.header().studyUid(), _ -> new ArrayList<>()).add(object);
        }
        byStudy.forEach((study, alike) -> {
            long session = session(study, alike.getFirst());
            objects.add(session, alike, blobs, request.rename()).forEach(tally::count);
        });
        others.forEach(file -> addLeftover(file, requireNonNull(blobs.get(file.file().sha256()))));
        placePending();
    }

    private long session(String study, Received first) {
        Long known = sessions.get(study);
        long session = known != null ? known : open(study, first);
        current = session;
        return session;
    }

    private long open(String study, Received first) {
        if (sessions.size() >= ground.settings().maxSessions()) {
            throw Refusal.invalid(
                    "The upload holds more than "
                            + ground.settings().maxSessions()
                            + " imaging sessions.");
        }
        long session = spots.insert(draft(study, first, true), caller);
        sessions.put(study, session);
        return session;
    }

    /// What a session with this object is to be.
    Draft draft(String study, Received object, boolean byUpload) {
        Route route =
                Routing.route(request.names(), project, object.header().attributes(), this::open);
        return new Draft(
                route.project(),
                route.subject(),
                route.session(),
                study,
                byUpload,
                new Wishes(
                        goal(route),
                        request.overwrite(),
                        request.overwriteFiles(),
                        request.quarantine()));
    }

    private ImportRequest.Goal goal(Route route) {
        if (request.goal() != ImportRequest.Goal.AS_PROJECT_SAYS || route.autoArchive() == null) {
            return request.goal();
        }
        return route.autoArchive() ? ImportRequest.Goal.ARCHIVE : ImportRequest.Goal.PREARCHIVE;
    }

    private Optional<ProjectRef> open(String name) {
        try {
            return Optional.of(ground.locator().project(caller, Right.CREATE, name))
                    .map(Located::project);
        } catch (Refusal notTheirs) {
            return Optional.empty();
        }
    }

    private void addLeftover(Arrived file, long blob) {
        tally.count(new Intake.Leftover(file.name()));
        pending.add(new Leftover(file.name(), blob));
        if (pending.size() > MAX_PENDING) {
            throw Refusal.invalid(
                    "Upload did not include parseable files for session generation: none of its"
                            + " first "
                            + MAX_PENDING
                            + " files is a DICOM object.");
        }
    }

    private record Leftover(String name, long blob) {}

    /// Leftovers go with the object that came before them in the upload, those before the first
    /// with that one.
    private void placePending() {
        if (current == null) {
            return;
        }
        long session = current;
        Set<String> taken = new HashSet<>();
        ground.files()
                .insert(session, pending.stream().map(l -> place(session, l, taken)).toList());
        pending.clear();
    }

    private NewFile place(long session, Leftover leftover, Set<String> taken) {
        NewFile file = Leftovers.file(leftover.name(), leftover.blob());
        boolean isFree =
                taken.add(file.resource() + "/" + file.path())
                        && ground.files()
                                .taken(session, file.resource(), List.of(file.path()))
                                .isEmpty();
        return isFree ? file : Leftovers.other(leftover.name(), leftover.blob());
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
        ground.transactions().run(() -> sessions.values().forEach(ground.sessions()::delete));
    }

    /// For a single object.
    static Received received(Arrived file, Reading.Understood reading) {
        Digests digests = file.file().digests();
        return new Received(file.name(), reading.header(), digests);
    }
}
