package org.africai.server.intake;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.africai.server.access.Caller;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.http.Refusal;
import org.africai.server.intake.ObjectNaming.Named;
import org.africai.server.intake.PrearchiveTable.Draft;
import org.africai.server.intake.mapping.HeaderReader.Reading;
import org.africai.server.intake.mapping.ObjectHeader;
import org.africai.store.Sha256;
import org.africai.store.Spooled;
import org.jspecify.annotations.Nullable;

/// Takes single objects in. Their session waits for more of them, and is built and archived once
/// none has come for a while.
final class GradualIntake {
    private final Ground ground;
    private final ObjectPipeline pipeline;
    private final Door door;

    GradualIntake(Ground ground, ObjectPipeline pipeline, Door door) {
        this.ground = ground;
        this.pipeline = pipeline;
        this.door = door;
    }

    /// An object that was taken in.
    ///
    /// @param session that it waits in
    record Kept(Waiting session, ImportAnswer.Counts counts, ImportAnswer.Receipt receipt) {}

    /// @param project the one that the sender named
    /// @return empty when the script in force does not want it
    /// @throws Refusal when it is no object, another with its UID has come before, or it has been
    ///   set aside
    Optional<Kept> receive(
            Caller caller, ImportRequest request, @Nullable ProjectRef project, Upload upload) {
        Arrived file = upload.single();
        try {
            return switch (file.reading()) {
                case Reading.Directory _ ->
                        throw unreadable(file, "it is the directory of a medium and no object");
                case Reading.NotAnObject(String why) -> throw unreadable(file, why);
                case Reading.Understood understood ->
                        receive(caller, request, project, file, understood.header());
            };
        } finally {
            file.file().close();
        }
    }

    private Optional<Kept> receive(
            Caller caller,
            ImportRequest request,
            @Nullable ProjectRef project,
            Arrived file,
            ObjectHeader header) {
        var drafts = new Drafts(ground, caller, request, project);
        Sha256 came = file.file().digests().sha256();
        return switch (door.entrance(request, () -> drafts, false).pass(file, header)) {
            case Passage.AsItCame _ -> {
                pipeline.publish(file.file());
                Received object = received(request, file, header);
                yield Optional.of(keep(caller, drafts.draft(object, false), object, came));
            }
            case Passage.Changed(Received object, Spooled made) -> {
                try (made) {
                    pipeline.publish(made);
                    Draft draft = requireNonNull(object.passed().draft());
                    yield Optional.of(keep(caller, draft, object, came));
                }
            }
            case Passage.Dropped _ -> Optional.empty();
            case Passage.Refused(Aside aside) -> {
                door.setAside(caller, List.of(aside));
                throw new Refusal(
                        Refusal.Reason.UNPROCESSABLE,
                        "De-identification cannot handle the object, which was set aside: "
                                + aside.reason()
                                + ".");
            }
        };
    }

    private static Refusal unreadable(Arrived file, String why) {
        return Refusal.invalid("unable to read DICOM object " + file.name() + ": " + why + ".");
    }

    private static Received received(ImportRequest request, Arrived file, ObjectHeader header) {
        String name = request.rename() ? Upload.UNNAMED : file.name();
        return new Received(name, header, file.file().digests());
    }

    /// @param came digest of the bytes as they came
    private Kept keep(Caller caller, Draft draft, Received object, Sha256 came) {
        Named.Done done = pipeline.name(draft, caller, object);
        Waiting session =
                ground.sessions()
                        .find(done.session())
                        .orElseThrow(() -> Refusal.notFound("Its session was deleted meanwhile."));
        if (done.outcome() instanceof Intake.Conflict(String sopUid, String difference)) {
            throw Refusal.conflict(
                    "The object "
                            + sopUid
                            + " came before with "
                            + difference
                            + ". Both wait at /data"
                            + session.url()
                            + ".");
        }
        var tally = new Tally();
        tally.count(done.outcome());
        var receipt = new ImportAnswer.Receipt(came, object.digests().sha256());
        return new Kept(session, tally.counts(), receipt);
    }
}
