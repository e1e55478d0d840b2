package org.africai.server.intake;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.deid.Script;
import org.africai.server.intake.PrearchiveTable.Draft;
import org.africai.server.intake.mapping.Attributes;
import org.africai.server.intake.mapping.ObjectHeader;
import org.jspecify.annotations.Nullable;

/// The [Door] as one sender uses it: remembers for a moment where the objects of a study go. For
/// one thread at a time.
final class Entrance {
    /// What is no DICOM, when a script is in force.
    static final String NO_OBJECT = "no script can de-identify a file that is no DICOM object";

    private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final int MOST_REMEMBERED = 256;

    private final Door door;
    private final ImportRequest request;
    private final Supplier<Drafts> drafts;
    private final boolean byUpload;
    private final Map<Seen, Decision> remembered = new LinkedHashMap<>();
    private @Nullable Draft last;

    Entrance(Door door, ImportRequest request, Supplier<Drafts> drafts, boolean byUpload) {
        this.door = door;
        this.request = request;
        this.drafts = drafts;
        this.byUpload = byUpload;
    }

    /// What decides where an object goes.
    private record Seen(String study, List<Optional<String>> values) {}

    private record Decision(Draft draft, long madeAt) {}

    /// Lets an object through, or what the script makes of it.
    ///
    /// @throws org.africai.store.StorageFailure when the disk fails
    Passage pass(Arrived file, ObjectHeader header) {
        Optional<Script> script = script();
        if (script.isEmpty()) {
            return new Passage.AsItCame();
        }
        Draft draft = draft(file, header);
        last = draft;
        return door.pass(script.get(), file, header, draft);
    }

    /// Lets a file through that is no object.
    ///
    /// @param project that its sender named
    Passage passOther(Arrived file, @Nullable ProjectRef project) {
        Optional<Script> script = script();
        if (script.isEmpty()) {
            return new Passage.AsItCame();
        }
        Draft near = last;
        return new Passage.Refused(
                new Aside(
                        file.file(),
                        false,
                        near == null ? project : near.project(),
                        near == null ? "" : near.saidSubject(),
                        near == null ? "" : near.saidSession(),
                        script.get().version(),
                        NO_OBJECT));
    }

    private Optional<Script> script() {
        return request.remarks().preventAnon() ? Optional.empty() : door.script();
    }

    private Draft draft(Arrived file, ObjectHeader header) {
        var seen = new Seen(header.studyUid(), relevant(header.attributes()));
        Decision known = remembered.get(seen);
        long now = System.nanoTime();
        if (known != null && now - known.madeAt() < REMEMBERED_NANOS) {
            return known.draft();
        }
        Draft draft =
                drafts.get()
                        .draft(header, () -> Files.newByteChannel(file.file().path()), byUpload);
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(seen, new Decision(draft, now));
        return draft;
    }

    private static List<Optional<String>> relevant(Attributes object) {
        return Routing.relevantTags().mapToObj(tag -> object.text(tag)).toList();
    }
}
