package org.africai.server.intake;

import java.util.List;
import java.util.Map;
import org.africai.server.access.Caller;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.http.Refusal;
import org.africai.server.intake.PrearchiveTable.Draft;
import org.africai.server.intake.mapping.HeaderReader.Reading;
import org.africai.server.intake.mapping.ObjectHeader;
import org.africai.store.Sha256;
import org.jspecify.annotations.Nullable;

/// Takes single objects in. Their session waits for more of them, and is built and archived once
/// none has come for a while.
final class GradualIntake {
    private final Ground ground;
    private final ObjectIntake objects;
    private final Spots spots;

    GradualIntake(Ground ground) {
        this.ground = ground;
        this.objects = new ObjectIntake(ground);
        this.spots = new Spots(ground);
    }

    /// An object that was taken in.
    ///
    /// @param session that it waits in
    record Kept(Waiting session, ImportAnswer.Counts counts) {}

    /// @param project the one that the sender named
    /// @throws Refusal when it is no object, or another with its UID has come before
    Kept receive(
            Caller caller, ImportRequest request, @Nullable ProjectRef project, Upload upload) {
        Arrived file = upload.single();
        try {
            return switch (file.reading()) {
                case Reading.Directory _ ->
                        throw unreadable(file, "it is the directory of a medium and no object");
                case Reading.NotAnObject(String why) -> throw unreadable(file, why);
                case Reading.Understood understood -> {
                    ground.store().publish(file.file());
                    yield store(caller, request, project, received(file, understood.header()));
                }
            };
        } finally {
            file.file().close();
        }
    }

    private static Refusal unreadable(Arrived file, String why) {
        return Refusal.invalid("unable to read DICOM object " + file.name() + ": " + why + ".");
    }

    private static Received received(Arrived file, ObjectHeader header) {
        return new Received(file.name(), header, file.file().digests());
    }

    private record Stored(Waiting session, Intake outcome) {}

    private Kept store(
            Caller caller, ImportRequest request, @Nullable ProjectRef project, Received object) {
        var drafts = new Drafts(ground, caller, request, project);
        Draft draft = drafts.draft(object, false);
        Stored stored = ground.changes().run(() -> store(caller, draft, object, request.rename()));
        var tally = new Tally();
        tally.count(stored.outcome());
        if (stored.outcome() instanceof Intake.Conflict(String sopUid, String difference)) {
            throw Refusal.conflict(
                    "The object "
                            + sopUid
                            + " came before with "
                            + difference
                            + ". Both wait at /data"
                            + stored.session().url()
                            + ".");
        }
        return new Kept(stored.session(), tally.counts());
    }

    private Stored store(Caller caller, Draft draft, Received object, boolean rename) {
        ground.sessions().holdStudy(draft.studyUid());
        long session =
                ground.sessions()
                        .findStudy(draft)
                        .map(Waiting::key)
                        .filter(ground.sessions()::open)
                        .orElseGet(() -> spots.insert(draft, caller));
        Map<Sha256, Long> blobs = ground.blobs().insertOrGet(List.of(object.digests()));
        Intake outcome = objects.add(session, List.of(object), blobs, rename).getFirst();
        return new Stored(ground.sessions().find(session).orElseThrow(), outcome);
    }
}
