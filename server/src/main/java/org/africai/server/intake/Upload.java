package org.africai.server.intake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.africai.dicom.io.DicomReader;
import org.africai.server.http.Refusal;
import org.africai.store.EntryName;
import org.africai.store.Spool;
import org.africai.store.Spooled;
import org.africai.store.Staged;
import org.africai.store.StorageFailure;
import org.africai.store.TooLarge;
import org.africai.store.archive.ArchiveKind;
import org.africai.store.archive.ArchiveLimits;
import org.africai.store.archive.BadArchive;
import org.jspecify.annotations.Nullable;

/// A request's file, received whole and not looked into yet. Closing it throws it away.
public final class Upload implements AutoCloseable {
    /// What an upload is called whose sender does not say.
    public static final String UNNAMED = "upload";

    /// How deep a folder is looked into.
    private static final int MAX_DEPTH = 32;

    /// What is enough to tell DICOM from anything else.
    private static final int START_BYTES = 512;

    private final Spool spool;
    private final String name;
    private final long maxBytes;
    private final @Nullable Spooled object;
    private final @Nullable Staged other;
    private final @Nullable Path folder;
    private final List<Path> taken = new ArrayList<>();

    private Upload(
            Spool spool,
            String name,
            long maxBytes,
            @Nullable Spooled object,
            @Nullable Staged other,
            @Nullable Path folder) {
        this.spool = spool;
        this.name = name;
        this.maxBytes = maxBytes;
        this.object = object;
        this.other = other;
        this.folder = folder;
    }

    /// What the sender calls it.
    String name() {
        return name;
    }

    /// A folder of this machine, whose files are read when they are asked for. Links are passed
    /// over.
    ///
    /// @param folder without links in its path
    static Upload ofFolder(Spool spool, Path folder, long maxBytes) {
        return new Upload(spool, UNNAMED, maxBytes, null, null, folder);
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
                    ? new Upload(spool, name, maxBytes, spool.receive(in, maxBytes), null, null)
                    : new Upload(spool, name, maxBytes, null, spool.stage(in, maxBytes), null);
        } catch (IOException broken) {
            throw new Refusal(
                    Refusal.Reason.INVALID,
                    "The upload broke off before it was complete; nothing of it was kept.",
                    broken);
        } catch (TooLarge tooLarge) {
            throw tooLarge(tooLarge);
        }
    }

    /// Hands on every file of the archive that it is; archives in it are files like others. The
    /// receiver closes them.
    ///
    /// @throws Refusal when it is no archive, or a damaged or hostile one
    void plainFiles(ArchiveLimits limits, Consumer<Arrived> receiver) {
        if (other == null || ArchiveKind.of(other.path()).isEmpty()) {
            throw Refusal.invalid("Archive file is corrupt or not a valid archive file type.");
        }
        try {
            Unpacking.ofOneLevel(spool, other.path(), limits, maxBytes, receiver)
                    .open(other.path(), name);
        } catch (BadArchive bad) {
            throw new Refusal(Refusal.Reason.INVALID, bad.getMessage() + ".", bad);
        }
    }

    /// Hands on the one DICOM object that it is, or every file of the archive that it is, and of
    /// the archives in it, see [Unpacking]. The receiver closes them.
    ///
    /// @throws Refusal when the archive is damaged or hostile
    void files(ArchiveLimits limits, Consumer<Arrived> receiver) {
        if (folder != null) {
            walk(folder, limits, receiver);
            return;
        }
        if (object != null || ArchiveKind.of(staged().path()).isEmpty()) {
            receiver.accept(single());
            return;
        }
        Path archive = staged().path();
        try {
            new Unpacking(spool, archive, limits, maxBytes, receiver).open(archive, name);
        } catch (BadArchive bad) {
            throw new Refusal(
                    Refusal.Reason.INVALID,
                    "Upload did not include parseable files for session generation: "
                            + bad.getMessage()
                            + ". Nothing of it was kept.",
                    bad);
        }
    }

    private void walk(Path root, ArchiveLimits limits, Consumer<Arrived> receiver) {
        try (Stream<Path> all = Files.walk(root, MAX_DEPTH)) {
            long left = maxBytes;
            Iterator<Path> files =
                    all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                            .sorted()
                            .iterator();
            while (files.hasNext()) {
                if (taken.size() >= limits.maxEntries()) {
                    throw Refusal.invalid(
                            "The folder holds more than " + limits.maxEntries() + " files.");
                }
                left -= receive(root, files.next(), left, receiver);
            }
        } catch (IOException | UncheckedIOException failure) {
            throw Refusal.invalid("The folder could not be read to its end.");
        }
    }

    private long receive(Path root, Path file, long left, Consumer<Arrived> receiver)
            throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            Spooled received = spool.receive(in, left);
            taken.add(file);
            receiver.accept(new Arrived(EntryName.parse(name(root, file)).path(), received));
            return received.digests().size();
        } catch (TooLarge tooLarge) {
            throw tooLarge(tooLarge);
        }
    }

    private static String name(Path root, Path file) {
        return root.relativize(file).toString();
    }

    /// Notes the file of this machine that it was read from.
    Upload from(Path file) {
        taken.add(file);
        return this;
    }

    /// The files of this machine that it was read from, if it was.
    List<Path> takenFrom() {
        return List.copyOf(taken);
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

    static Refusal tooLarge(TooLarge tooLarge) {
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
