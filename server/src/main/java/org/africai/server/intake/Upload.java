package org.africai.server.intake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Consumer;
import org.africai.dicom.io.DicomReader;
import org.africai.server.http.Refusal;
import org.africai.store.Spool;
import org.africai.store.Spooled;
import org.africai.store.Staged;
import org.africai.store.StorageFailure;
import org.africai.store.TooLarge;
import org.africai.store.archive.ArchiveEntry;
import org.africai.store.archive.ArchiveKind;
import org.africai.store.archive.ArchiveLimits;
import org.africai.store.archive.ArchiveReader;
import org.africai.store.archive.BadArchive;
import org.jspecify.annotations.Nullable;

/// A request's file, received whole and not looked into yet. Closing it throws it away.
public final class Upload implements AutoCloseable {
    /// What an upload is called whose sender does not say.
    public static final String UNNAMED = "upload";

    /// What is enough to tell DICOM from anything else.
    private static final int START_BYTES = 512;

    private final Spool spool;
    private final String name;
    private final long maxBytes;
    private final @Nullable Spooled object;
    private final @Nullable Staged other;

    private Upload(
            Spool spool,
            String name,
            long maxBytes,
            @Nullable Spooled object,
            @Nullable Staged other) {
        this.spool = spool;
        this.name = name;
        this.maxBytes = maxBytes;
        this.object = object;
        this.other = other;
    }

    /// @param name what the sender calls it
    /// @throws Refusal when it breaks off or is too large
    static Upload receive(Spool spool, String name, InputStream body, long maxBytes) {
        try {
            var in = new BufferedInputStream(body, START_BYTES);
            in.mark(START_BYTES);
            byte[] start = in.readNBytes(START_BYTES);
            in.reset();
            return DicomReader.looksLikeDicom(start)
                    ? new Upload(spool, name, maxBytes, spool.receive(in, maxBytes), null)
                    : new Upload(spool, name, maxBytes, null, spool.stage(in, maxBytes));
        } catch (IOException brokenOff) {
            throw new Refusal(
                    Refusal.Reason.INVALID,
                    "The upload broke off before it was complete; nothing of it was kept.",
                    brokenOff);
        } catch (TooLarge tooLarge) {
            throw tooLarge(tooLarge);
        }
    }

    /// Hands on the one DICOM object that it is, or every file of the archive that it is. The
    /// receiver closes them.
    ///
    /// @throws Refusal when the archive is damaged or hostile
    void files(ArchiveLimits limits, Consumer<Arrived> receiver) {
        if (object != null || ArchiveKind.of(staged().path()).isEmpty()) {
            receiver.accept(single());
            return;
        }
        try (ArchiveReader reader = ArchiveReader.open(staged().path(), name, limits)) {
            Optional<ArchiveEntry> entry = reader.next();
            while (entry.isPresent()) {
                receive(entry.get(), receiver);
                entry = reader.next();
            }
        } catch (BadArchive bad) {
            throw new Refusal(
                    Refusal.Reason.INVALID,
                    "Upload did not include parseable files for session generation: "
                            + bad.getMessage()
                            + ". Nothing of it was kept.",
                    bad);
        }
    }

    private void receive(ArchiveEntry entry, Consumer<Arrived> receiver) {
        if (entry.name().isMacJunk()) {
            return;
        }
        try {
            Spooled file = spool.receive(entry.content(), maxBytes);
            receiver.accept(new Arrived(entry.name().path(), file));
        } catch (IOException failure) {
            throw StorageFailure.io(staged().path(), failure);
        } catch (TooLarge tooLarge) {
            throw tooLarge(tooLarge);
        }
    }

    /// The whole as one file, with its digests.
    Arrived single() {
        if (object != null) {
            return new Arrived(name, object);
        }
        try (InputStream in = Files.newInputStream(staged().path())) {
            return new Arrived(name, spool.receive(in, maxBytes));
        } catch (IOException failure) {
            throw StorageFailure.io(staged().path(), failure);
        }
    }

    private Staged staged() {
        if (other == null) {
            throw new IllegalStateException("the upload is a single object");
        }
        return other;
    }

    private static Refusal tooLarge(TooLarge tooLarge) {
        return new Refusal(
                Refusal.Reason.TOO_LARGE, "The upload is " + tooLarge.getMessage() + ".", tooLarge);
    }

    @Override
    public void close() {
        if (object != null) {
            object.close();
        }
        if (other != null) {
            other.close();
        }
    }
}
