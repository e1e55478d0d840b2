package org.africai.server.intake;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.africai.server.http.Refusal;
import org.africai.server.intake.ObjectSenders.Terms;
import org.africai.server.intake.PrearchiveTable.Draft;
import org.africai.server.intake.mapping.Attributes;
import org.africai.server.intake.mapping.HeaderReader;
import org.africai.server.intake.mapping.HeaderReader.Reading;
import org.africai.server.intake.mapping.ObjectHeader;
import org.africai.store.Hashing;
import org.africai.store.SpoolOutput;
import org.africai.store.Spooled;
import org.jspecify.annotations.Nullable;

/// Somebody who sends objects one after the other, over one connection. For one thread.
public final class ObjectSender {
    /// Small enough to stay in a core's cache while it is received, hashed and written, and for
    /// little to be left to do when the last of it has come; held as long as the connection.
    private static final int BUFFER_BYTES = 64 << 10;

    /// How long it is remembered where objects of one study go; rights are asked as often.
    private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Ground ground;
    private final ObjectPipeline pipeline;
    private final Terms terms;
    private final LongSupplier nanos;
    private final Door door;
    private final Entrance entrance;
    private byte @Nullable [] buffer;
    private @Nullable Decision last;

    ObjectSender(
            Ground ground, ObjectPipeline pipeline, Door door, Terms terms, LongSupplier nanos) {
        this.door = door;
        this.entrance = door.entrance(terms.request(), () -> drafts(ground, terms), false);
        this.ground = ground;
        this.pipeline = pipeline;
        this.terms = terms;
        this.nanos = nanos;
    }

    /// Where an object went, and what decided it.
    private record Decision(
            String study, List<Optional<String>> values, Draft draft, long madeAt) {}

    /// Receives one object. When it is kept it is durable, and found after a crash.
    ///
    /// @param sopClass what the sender says it is
    /// @param sopInstance what the sender says it is called
    /// @param file a whole DICOM file; read to its end unless something fails
    /// @throws IOException when `file` cannot be read: the sender's side failed, not ours
    /// @throws Refusal when the caller may not add it, or the database is busy
    /// @throws org.africai.store.TooLarge when it is longer than an upload may be
    /// @throws org.africai.store.StorageFailure when it cannot be written
    public Arrival receive(String sopClass, String sopInstance, InputStream file)
            throws IOException {
        try (Spooled received = spool(file)) {
            return switch (HeaderReader.read(received.path())) {
                case Reading.Directory _ -> new Arrival.NotAnObject("directory of a medium");
                case Reading.NotAnObject(String why) -> new Arrival.NotAnObject(why);
                case Reading.Understood(ObjectHeader header) ->
                        mismatch(header, sopClass, sopInstance)
                                .orElseGet(() -> pass(header, received));
            };
        }
    }

    private Spooled spool(InputStream file) throws IOException {
        try (SpoolOutput out =
                ground.store()
                        .spool()
                        .begin(ground.settings().maxUpload().bytes(), Hashing.WITHOUT_MD5)) {
            byte[] bytes = buffer == null ? new byte[BUFFER_BYTES] : buffer;
            buffer = bytes;
            for (int n = fill(file, bytes); n > 0; n = fill(file, bytes)) {
                out.write(bytes, 0, n);
            }
            return out.finish();
        }
    }

    private static int fill(InputStream in, byte[] bytes) throws IOException {
        int filled = 0;
        while (filled < bytes.length) {
            int n = in.read(bytes, filled, bytes.length - filled);
            if (n < 0) {
                break;
            }
            filled += n;
        }
        return filled;
    }

    private static Optional<Arrival> mismatch(
            ObjectHeader header, String sopClass, String sopInstance) {
        if (!header.sopClass().equals(sopClass)) {
            return Optional.of(new Arrival.Mismatch("SOP Class UID"));
        }
        return header.sopUid().equals(sopInstance)
                ? Optional.empty()
                : Optional.of(new Arrival.Mismatch("SOP Instance UID"));
    }

    private Arrival pass(ObjectHeader header, Spooled file) {
        var arrived = new Arrived(Upload.UNNAMED, file);
        return switch (entrance.pass(arrived, header)) {
            case Passage.AsItCame _ -> {
                pipeline.publish(file);
                var object = new Received(Upload.UNNAMED, header, file.digests());
                yield name(draft(object), object);
            }
            case Passage.Changed(Received object, Spooled made) -> {
                try (made) {
                    pipeline.publish(made);
                    yield name(requireNonNull(object.passed().draft()), object);
                }
            }
            case Passage.Dropped _ -> new Arrival.Kept();
            case Passage.Refused(Aside aside) -> {
                door.setAside(terms.caller(), List.of(aside));
                yield new Arrival.SetAside(aside.reason());
            }
        };
    }

    private Arrival name(Draft draft, Received object) {
        return switch (pipeline.name(draft, terms.caller(), object).outcome()) {
            case Intake.Conflict _ -> new Arrival.KeptBeside();
            case Intake.Stored _, Intake.Duplicate _ -> new Arrival.Kept();
            case Intake.Leftover _, Intake.Ignored _, Intake.SetAside _, Intake.Dropped _ ->
                    throw new IllegalStateException("an object was not taken for one");
        };
    }

    /// Objects of a study come in thousands, and all go to one place.
    private Draft draft(Received object) {
        ObjectHeader header = object.header();
        List<Optional<String>> values = relevant(header.attributes());
        Decision before = last;
        long now = nanos.getAsLong();
        if (before != null
                && now - before.madeAt() < REMEMBERED_NANOS
                && before.study().equals(header.studyUid())
                && before.values().equals(values)) {
            return before.draft();
        }
        Draft draft = drafts(ground, terms).draft(object, false);
        last = new Decision(header.studyUid(), values, draft, now);
        return draft;
    }

    private static Drafts drafts(Ground ground, Terms terms) {
        return new Drafts(
                ground,
                terms.caller(),
                terms.request(),
                ObjectSenders.project(ground, terms),
                terms.rules());
    }

    private static List<Optional<String>> relevant(Attributes object) {
        return Routing.relevantTags().mapToObj(tag -> object.text(tag)).toList();
    }
}
