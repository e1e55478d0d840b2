package org.africai.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Takes bytes in: into temporary files of our own naming, hashed while they are written, within a
/// limit, and only while the volume has room. Nothing here is durable or visible; a
/// [BlobStore#publish] makes it so.
///
/// Safe for use by many threads.
public final class Spool {
    private final Path folder;
    private final FileStore volume;
    private final long lowWaterBytes;
    private final Set<Path> inUse = ConcurrentHashMap.newKeySet();

    Spool(Path folder, long lowWaterBytes) throws IOException {
        this.folder = folder;
        this.volume = Files.getFileStore(folder);
        this.lowWaterBytes = lowWaterBytes;
    }

    /// Receives `in` to its end; `in` stays open. The caller closes what is returned.
    ///
    /// @param limitBytes the most bytes allowed
    /// @throws IOException when `in` cannot be read: the sender's side failed, not ours
    /// @throws TooLarge when `in` holds more than `limitBytes`
    /// @throws StorageFailure when it cannot be written, [StorageFailure.Kind#NO_SPACE] when the
    ///   volume has no room
    public Spooled receive(InputStream in, long limitBytes) throws IOException {
        return receive(in, limitBytes, Hashing.ALL);
    }

    /// As the other `receive`, with the digests that are wanted.
    ///
    /// @throws IOException as [#receive(InputStream, long)]
    /// @throws TooLarge as [#receive(InputStream, long)]
    /// @throws StorageFailure as [#receive(InputStream, long)]
    public Spooled receive(InputStream in, long limitBytes, Hashing hashing) throws IOException {
        try (SpoolOutput out = begin(limitBytes, hashing)) {
            Copy.whole(in, out::write);
            return out.finish();
        }
    }

    /// Receives `in` without computing digests, for what is only read and thrown away again, such
    /// as an archive to be extracted. The caller closes what is returned.
    ///
    /// @throws IOException as [#receive(InputStream, long)]
    /// @throws TooLarge as [#receive(InputStream, long)]
    /// @throws StorageFailure as [#receive(InputStream, long)]
    public Staged stage(InputStream in, long limitBytes) throws IOException {
        try (var file = new SpoolFile(this, limitBytes)) {
            Copy.whole(in, file::write);
            return file.finish();
        }
    }

    /// Begins a file that the caller writes.
    ///
    /// @param limitBytes the most bytes allowed
    /// @throws StorageFailure as [#receive(InputStream, long)]
    public SpoolOutput begin(long limitBytes, Hashing hashing) {
        return new SpoolOutput(new SpoolFile(this, limitBytes), hashing);
    }

    /// Refuses work that would leave less than the low-water mark free; call it with a
    /// `Content-Length` before reading the body.
    ///
    /// @throws StorageFailure [StorageFailure.Kind#NO_SPACE] when `bytes` more would be too many
    public void requireRoom(long bytes) {
        long free = freeBytes();
        if (free - lowWaterBytes < bytes) {
            throw new StorageFailure(
                    StorageFailure.Kind.NO_SPACE,
                    "no room for "
                            + bytes
                            + " bytes: "
                            + free
                            + " are free, "
                            + lowWaterBytes
                            + " of them stay so",
                    null);
        }
    }

    /// How many bytes the volume has left.
    public long freeBytes() {
        try {
            return volume.getUsableSpace();
        } catch (IOException e) {
            throw StorageFailure.io(folder, e);
        }
    }

    /// Removes files older than `before` that this process does not use.
    long sweep(Instant before) {
        long swept = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                swept += isStale(file, before) && Files.deleteIfExists(file) ? 1 : 0;
            }
        } catch (IOException e) {
            throw StorageFailure.io(folder, e);
        }
        return swept;
    }

    private boolean isStale(Path file, Instant before) throws IOException {
        try {
            return !inUse.contains(file)
                    && Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    Path folder() {
        return folder;
    }

    /// A new name, in use until [#delete] or [#left].
    Path newFile() {
        Path file = folder.resolve(UUID.randomUUID().toString());
        inUse.add(file);
        return file;
    }

    /// The file has been renamed away.
    void left(Path file) {
        inUse.remove(file);
    }

    void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw StorageFailure.io(file, e);
        } finally {
            inUse.remove(file);
        }
    }
}
