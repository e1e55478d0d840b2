package org.africai.server.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.africai.dicom.io.DicomReader;
import org.africai.server.http.Refusal;
import org.africai.store.Spool;
import org.africai.store.Spooled;
import org.africai.store.StorageFailure;
import org.africai.store.TooLarge;
import org.africai.store.archive.ArchiveEntry;
import org.africai.store.archive.ArchiveKind;
import org.africai.store.archive.ArchiveLimits;
import org.africai.store.archive.ArchiveReader;
import org.africai.store.archive.BadArchive;

/// Takes one uploaded archive apart, and the archives in it that hold DICOM objects or further
/// archives. Any other archive, such as a text document that happens to be a ZIP, is a file.
///
/// The limits hold for all levels together: what comes out of an inner archive counts as what comes
/// out of the outer one, and the ratio is that of all files to the upload. For one thread.
final class Unpacking {
    /// How many archives may lie around a file.
    static final int MAX_DEPTH = 4;

    /// What is enough to tell DICOM from anything else.
    private static final int START_BYTES = 512;

    private static final List<String> ENDINGS = List.of(".zip", ".tar", ".tar.gz", ".tgz");

    private final Spool spool;
    private final ArchiveLimits limits;
    private final long maxFileBytes;
    private final long uploadBytes;
    private final boolean opensInner;
    private final Consumer<Arrived> receiver;
    private long entries;
    private long bytes;

    /// @param upload the outermost archive
    /// @param maxFileBytes the largest single file
    /// @param receiver gets every file, and closes it
    Unpacking(
            Spool spool,
            Path upload,
            ArchiveLimits limits,
            long maxFileBytes,
            Consumer<Arrived> receiver) {
        this(spool, upload, limits, maxFileBytes, receiver, true);
    }

    /// One for which archives in the archive are files.
    static Unpacking ofOneLevel(
            Spool spool,
            Path upload,
            ArchiveLimits limits,
            long maxFileBytes,
            Consumer<Arrived> receiver) {
        return new Unpacking(spool, upload, limits, maxFileBytes, receiver, false);
    }

    private Unpacking(
            Spool spool,
            Path upload,
            ArchiveLimits limits,
            long maxFileBytes,
            Consumer<Arrived> receiver,
            boolean opensInner) {
        this.opensInner = opensInner;
        this.spool = spool;
        this.limits = limits;
        this.maxFileBytes = maxFileBytes;
        this.receiver = receiver;
        this.uploadBytes = size(upload);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failure) {
            throw StorageFailure.io(file, failure);
        }
    }

    /// @param name what the sender calls the upload
    /// @throws BadArchive when it is damaged or hostile
    void open(Path upload, String name) {
        open(upload, name, "", 1);
    }

    private void open(Path archive, String name, String folder, int depth) {
        try (ArchiveReader reader = ArchiveReader.open(archive, name, left())) {
            Optional<ArchiveEntry> entry = reader.next();
            while (entry.isPresent()) {
                if (!entry.get().name().isMacJunk()) {
                    take(archive, entry.get(), folder, depth);
                }
                entry = reader.next();
            }
        }
    }

    private ArchiveLimits left() {
        return new ArchiveLimits(
                Math.max(limits.maxEntries() - entries, 1),
                Math.max(limits.maxTotalBytes() - bytes, 1),
                limits.maxRatio());
    }

    private void take(Path archive, ArchiveEntry entry, String folder, int depth) {
        String name = folder + entry.name().path();
        byte[] start = start(archive, entry);
        Spooled file = receive(archive, entry, start);
        boolean isHandedOn = false;
        try {
            count(file.digests().size());
            if (isObject(start) || !isToBeOpened(file.path(), name)) {
                isHandedOn = true;
                receiver.accept(new Arrived(name, file));
            } else {
                requireShallow(depth);
                open(file.path(), name, name + "/", depth + 1);
            }
        } finally {
            if (!isHandedOn) {
                file.close();
            }
        }
    }

    private static byte[] start(Path archive, ArchiveEntry entry) {
        try {
            return entry.content().readNBytes(START_BYTES);
        } catch (IOException failure) {
            throw StorageFailure.io(archive, failure);
        }
    }

    private static boolean isObject(byte[] start) {
        return DicomReader.looksLikeDicom(start);
    }

    private Spooled receive(Path archive, ArchiveEntry entry, byte[] start) {
        try {
            var whole = new SequenceInputStream(new ByteArrayInputStream(start), entry.content());
            return spool.receive(whole, maxFileBytes);
        } catch (IOException failure) {
            throw StorageFailure.io(archive, failure);
        } catch (TooLarge tooLarge) {
            throw Upload.tooLarge(tooLarge);
        }
    }

    private void count(long size) {
        entries++;
        bytes += size;
        if (entries > limits.maxEntries() || bytes > limits.maxTotalBytes()) {
            throw Refusal.invalid(
                    "The archives within the upload hold more than "
                            + limits.maxEntries()
                            + " files or "
                            + limits.maxTotalBytes()
                            + " bytes together.");
        }
        if (bytes > ArchiveLimits.RATIO_FREE_BYTES && bytes / limits.maxRatio() > uploadBytes) {
            throw Refusal.invalid(
                    "The files of the upload are more than "
                            + limits.maxRatio()
                            + " times as large as the upload.");
        }
    }

    private static void requireShallow(int depth) {
        if (depth >= MAX_DEPTH) {
            throw Refusal.invalid(
                    "The upload holds archives within archives, more than " + MAX_DEPTH + " deep.");
        }
    }

    /// A damaged archive is a file like others: what becomes of those, the import's handler says.
    private boolean isToBeOpened(Path file, String name) {
        if (!opensInner || ArchiveKind.of(file).isEmpty()) {
            return false;
        }
        try (ArchiveReader reader = ArchiveReader.open(file, name, limits)) {
            Optional<ArchiveEntry> entry = reader.next();
            while (entry.isPresent()) {
                if (isNamedArchive(entry.get()) || isObject(start(file, entry.get()))) {
                    return true;
                }
                entry = reader.next();
            }
            return false;
        } catch (BadArchive damaged) {
            return false;
        }
    }

    private static boolean isNamedArchive(ArchiveEntry entry) {
        String name = entry.name().path().toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }
}
