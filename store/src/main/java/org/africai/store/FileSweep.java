package org.africai.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// One pass over the folders of a [FileBlobStore] that removes old blobs no row names.
///
/// Whether a row names a blob is asked without a lock; then, under the lock that publishers take
/// for the folder, the blob's time is read again. A blob that was published or renewed in between
/// has a new time and stays; one that is published later finds no file and puts one there.
final class FileSweep {
    private static final int BATCH = 1000;

    private final BlobFolders folders;
    private final References references;
    private final Instant before;
    private long blobs;
    private long bytes;

    FileSweep(BlobFolders folders, References references, Instant before) {
        this.folders = folders;
        this.references = references;
        this.before = before;
    }

    /// Sweeps the folder of one first byte.
    void folder(int firstByte, ReentrantLock lock) {
        Path folder = folders.folder(firstByte);
        List<Sha256> batch = new ArrayList<>(BATCH);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (isOld(file)) {
                    BlobFolders.blob(file).ifPresent(batch::add);
                }
                if (batch.size() == BATCH) {
                    batch(batch, lock);
                }
            }
        } catch (IOException e) {
            throw StorageFailure.io(folder, e);
        }
        batch(batch, lock);
    }

    private void batch(List<Sha256> candidates, ReentrantLock lock) {
        if (candidates.isEmpty()) {
            return;
        }
        Set<Sha256> kept = references.among(List.copyOf(candidates));
        candidates.stream().filter(b -> !kept.contains(b)).forEach(b -> remove(b, lock));
        candidates.clear();
    }

    private void remove(Sha256 orphan, ReentrantLock lock) {
        Path file = folders.file(orphan);
        lock.lock();
        try {
            if (isOld(file)) {
                long size = Files.size(file);
                Files.delete(file);
                blobs++;
                bytes += size;
            }
        } catch (IOException e) {
            throw StorageFailure.io(file, e);
        } finally {
            lock.unlock();
        }
    }

    private boolean isOld(Path file) {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class)
                    .lastModifiedTime()
                    .toInstant()
                    .isBefore(before);
        } catch (NoSuchFileException _) {
            return false;
        } catch (IOException e) {
            throw StorageFailure.io(file, e);
        }
    }

    Swept swept(long spoolFiles) {
        return new Swept(blobs, bytes, spoolFiles, false);
    }
}
