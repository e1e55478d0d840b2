package org.africai.server.intake;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.africai.server.access.Caller;
import org.africai.server.deid.Cleaned;
import org.africai.server.deid.DeidServices;
import org.africai.server.deid.Labels;
import org.africai.server.deid.Script;
import org.africai.server.http.Refusal;
import org.africai.server.intake.PrearchiveTable.Draft;
import org.africai.server.intake.PrearchiveTable.Said;
import org.africai.server.intake.WaitingFileTable.WaitingFile;
import org.africai.server.intake.mapping.HeaderReader;
import org.africai.server.intake.mapping.HeaderReader.Reading;
import org.africai.server.intake.mapping.ObjectHeader;
import org.africai.store.Sha256;
import org.africai.store.Spooled;
import org.jspecify.annotations.Nullable;

/// Puts what a project's script makes of a waiting session's objects into a new session that nobody
/// sees. For one session, and one thread.
final class SessionCleaning {
    private static final int FILES_AT_A_TIME = 64;
    private static final long BYTES_AT_A_TIME = 64L << 20;

    private final Ground ground;
    private final DeidServices deid;
    private final Door door;
    private final ObjectIntake objects;
    private final Spots spots;
    private final Caller caller;
    private final Waiting waiting;
    private final Script script;
    private final Said said;
    private final List<Prepared.Refused> asides = new ArrayList<>();
    private final List<Received> cleaned = new ArrayList<>();
    private final List<Spooled> made = new ArrayList<>();
    private @Nullable Draft draft;
    private @Nullable Long into;
    private long dropped;

    SessionCleaning(
            Ground ground,
            DeidServices deid,
            Door door,
            Caller caller,
            Waiting waiting,
            Script script,
            ArchiveOrder order) {
        this.ground = ground;
        this.deid = deid;
        this.door = door;
        this.objects = new ObjectIntake(ground);
        this.spots = new Spots(ground);
        this.caller = caller;
        this.waiting = waiting;
        this.script = script;
        Said before = ground.sessions().said(waiting.key());
        this.said =
                new Said(
                        before.subject() || order.subject() != null,
                        before.session() || order.session() != null);
    }

    /// @throws Refusal when nothing passes the script
    Prepared run() {
        try {
            long last = 0;
            List<WaitingFile> page = page(last);
            while (!page.isEmpty()) {
                page.forEach(this::clean);
                last = page.getLast().key();
                page = page(last);
            }
            flush();
            return new Prepared(passed(), script.version(), asides);
        } catch (RuntimeException | Error failure) {
            abandon(failure);
            throw failure;
        } finally {
            made.forEach(Spooled::close);
        }
    }

    private List<WaitingFile> page(long after) {
        return ground.files().page(waiting.key(), after, FILES_AT_A_TIME);
    }

    private long passed() {
        if (into != null) {
            return into;
        }
        String reason =
                asides.isEmpty() ? "" : " (the last because: " + asides.getLast().reason() + ")";
        throw new Refusal(
                Refusal.Reason.UNPROCESSABLE,
                "Empty sessions cannot be archived: the project's script lets nothing of this"
                        + " session through, "
                        + asides.size()
                        + " files cannot be handled"
                        + reason
                        + ", "
                        + dropped
                        + " are not wanted.");
    }

    private void abandon(Throwable failure) {
        if (into == null) {
            return;
        }
        try {
            ground.sessions().delete(into);
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    private void clean(WaitingFile file) {
        if (file.object() == null) {
            asides.add(new Prepared.Refused(file, Entrance.NO_OBJECT));
            return;
        }
        var labels = new Labels(waiting.projectName(), waiting.subject(), waiting.label());
        switch (deid.cleaner().clean(script, labels, waiting.projectKey(), file.digests())) {
            case Cleaned.Dropped _ -> dropped++;
            case Cleaned.SetAside(String reason) -> asides.add(new Prepared.Refused(file, reason));
            case Cleaned.Changed(Spooled result, String risk) -> {
                made.add(result);
                take(file, result, risk);
            }
        }
    }

    private void take(WaitingFile file, Spooled result, String risk) {
        if (!(HeaderReader.read(result.path()) instanceof Reading.Understood(var header))) {
            asides.add(new Prepared.Refused(file, "what the script left is no DICOM object"));
            return;
        }
        List<Long> scripts = new ArrayList<>(file.scripts());
        scripts.add(script.version());
        cleaned.add(
                new Received(
                        file.path(),
                        header,
                        result.digests(),
                        new Passed(scripts, risk, draft(file, header))));
        long bytes = made.stream().mapToLong(one -> one.digests().size()).sum();
        if (made.size() >= FILES_AT_A_TIME || bytes >= BYTES_AT_A_TIME) {
            flush();
        }
    }

    /// What the session becomes is decided by the first object that passes.
    private Draft draft(WaitingFile file, ObjectHeader after) {
        Draft known = draft;
        if (known == null) {
            Draft before =
                    new Draft(
                            waiting.project(),
                            waiting.subject(),
                            waiting.label(),
                            after.studyUid(),
                            true,
                            waiting.wishes(),
                            waiting.remarks(),
                            said);
            known = door.renamed(before, said, original(file), after);
            draft = known;
        }
        return known;
    }

    private ObjectHeader original(WaitingFile file) {
        Sha256 blob = file.digests().sha256();
        try (SeekableByteChannel channel = ground.store().open(blob)) {
            if (HeaderReader.read(channel, blob.hex()) instanceof Reading.Understood(var header)) {
                return header;
            }
            throw new IllegalStateException("a waiting object cannot be read");
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + blob, failure);
        }
    }

    private void flush() {
        if (cleaned.isEmpty()) {
            return;
        }
        List<Spooled> files = made.stream().filter(one -> isTaken(one)).toList();
        ground.store().publish(files);
        into = ground.changes().run(() -> name(files));
        cleaned.clear();
        made.forEach(Spooled::close);
        made.clear();
    }

    private boolean isTaken(Spooled file) {
        return cleaned.stream().anyMatch(one -> one.digests().equals(file.digests()));
    }

    private long name(List<Spooled> files) {
        Long known = into;
        long session = known == null ? spots.insert(requireNonNull(draft), caller) : known;
        if (!ground.sessions().keepReceiving(session)
                || !ground.sessions().keepArchiving(waiting.key())) {
            throw new Refusal(
                    Refusal.Reason.BUSY, "The session was changed while it was de-identified.");
        }
        Map<Sha256, Long> blobs =
                ground.blobs().insertOrGet(files.stream().map(Spooled::digests).toList());
        var _ = objects.add(session, cleaned, blobs, true);
        return session;
    }
}
