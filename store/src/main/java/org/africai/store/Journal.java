package org.africai.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the bytes of a few files durable by one write, where forcing each file and its folder
/// would make the file system commit its own journal twice.
///
/// The bytes are written a second time, one file behind the other, past the page cache and with
/// `O_DSYNC`, over blocks that the file has already: nothing but the data has to reach the disk.
/// All who publish at the same time share a write. The blobs themselves are forced later, many at a
/// time, by [JournalUpkeep]; after a crash [JournalReplay] makes those whole that were not.
///
/// A batch that is large gains nothing from this and would be written twice, and where no segment
/// is free there is no place for it: such files are to be forced as they are.
final class Journal implements AutoCloseable {
    /// What one write takes; held in memory from the first write on.
    static final int WRITE_BYTES = 8 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final FileChannel lock;
    private final JournalSegments segments;
    private final JournalUpkeep upkeep;
    private final Durability durability;
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final Thread writer =
            Thread.ofPlatform().daemon().name("journal").unstarted(this::serve);

    /// Of the writing thread.
    private @Nullable ByteBuffer buffer;

    /// Of the writing thread: what did not fit into the write before.
    private @Nullable Request leftOver;

    private Journal(
            FileChannel lock,
            JournalSegments segments,
            Durability durability,
            BlobFolders folders) {
        this.lock = lock;
        this.segments = segments;
        this.durability = durability;
        this.upkeep = new JournalUpkeep(segments, durability, folders);
        writer.start();
        upkeep.start();
    }

    /// Opens the journal, after what a crash has left in it has been made whole.
    ///
    /// @param hasRoom whether the volume may hold so many bytes more
    /// @return empty when another store uses it, which was opened on the same folder
    static Optional<Journal> open(BlobFolders folders, Durability durability, LongPredicate hasRoom)
            throws IOException {
        Path file = folders.journal().resolve("lock");
        FileChannel lock =
                FileChannel.open(
                        file,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                        Private.fileAttributes(file));
        if (!isLocked(lock)) {
            lock.close();
            LOG.warn("another store uses the journal folder={}", folders.journal());
            return Optional.empty();
        }
        long generation = new JournalReplay(folders, durability).run();
        var segments = new JournalSegments(folders.journal(), generation, hasRoom);
        return Optional.of(new Journal(lock, segments, durability, folders));
    }

    /// The lock ends with the process, however that ends.
    private static boolean isLocked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException thisProcess) {
            return false;
        }
    }

    /// Files that wait to be written; none is the end of all.
    private record Request(
            List<Spooled> files, long bytes, CompletableFuture<Optional<JournalSegment>> done) {
        static Request of(List<Spooled> files) {
            long bytes =
                    files.stream().mapToLong(f -> JournalEntry.bytes(f.digests().size())).sum();
            return new Request(files, bytes, new CompletableFuture<>());
        }
    }

    /// Files that are durable. Whoever wrote them gives them their names next.
    record Written(JournalSegment segment, int files) {
        /// Tells that the files have their names, or will not get them.
        void named() {
            segment.named(files);
        }
    }

    /// Writes the files. When this returns something, they are found again after a crash, by the
    /// names of their digests.
    ///
    /// @return empty when nothing was done, and the files must be forced
    /// @throws StorageFailure when a file cannot be read, or the disk fails
    Optional<Written> write(List<Spooled> files) {
        Request request = Request.of(files);
        if (files.isEmpty() || request.bytes() > WRITE_BYTES || !segments.mayBeFree()) {
            return Optional.empty();
        }
        requests.add(request);
        try {
            return request.done().join().map(segment -> new Written(segment, files.size()));
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof StorageFailure f
                    ? new StorageFailure(f.kind(), String.valueOf(f.getMessage()), f)
                    : failed;
        }
    }

    /// Overwrites what it holds of blobs that have been removed and are to be nowhere any more.
    ///
    /// @throws StorageFailure when the disk fails
    void wipe(Set<Sha256> blobs) {
        upkeep.wipe(blobs);
    }

    private void serve() {
        while (true) {
            try {
                List<Request> group = gather();
                if (group.isEmpty()) {
                    return;
                }
                serve(group);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /// Those who wait, as far as one write takes them.
    private List<Request> gather() throws InterruptedException {
        List<Request> group = new ArrayList<>();
        Request next = leftOver == null ? requests.take() : leftOver;
        leftOver = null;
        long bytes = 0;
        while (next != null && !next.files().isEmpty()) {
            if (bytes + next.bytes() > WRITE_BYTES) {
                leftOver = next;
                return group;
            }
            group.add(next);
            bytes += next.bytes();
            next = requests.poll();
        }
        leftOver = next;
        return group;
    }

    private void serve(List<Request> group) {
        try {
            durability.requireWorking();
            serve(group, segments.current(group.stream().mapToLong(Request::bytes).sum()));
        } catch (StorageFailure failure) {
            group.forEach(request -> request.done().completeExceptionally(failure));
        } catch (RuntimeException failure) {
            LOG.error("the journal failed", failure);
            group.forEach(request -> request.done().completeExceptionally(failure));
        } finally {
            segments.written();
        }
    }

    private void serve(List<Request> group, @Nullable JournalSegment segment) {
        if (segment == null) {
            group.forEach(request -> request.done().complete(Optional.empty()));
            return;
        }
        ByteBuffer bytes = cleared();
        segment.begin(bytes);
        List<Request> whole = new ArrayList<>();
        for (Request request : group) {
            if (append(request, segment, bytes)) {
                whole.add(request);
            }
        }
        boolean isWritten = whole.isEmpty() || write(segment, bytes.flip(), whole);
        whole.forEach(request ->
                request.done().complete(isWritten ? Optional.of(segment) : Optional.empty()));
    }

    private ByteBuffer cleared() {
        ByteBuffer known = buffer;
        if (known == null) {
            int room = WRITE_BYTES + 2 * JournalEntry.BLOCK;
            known = ByteBuffer.allocateDirect(room).alignedSlice(JournalEntry.BLOCK);
            buffer = known;
        }
        return known.clear();
    }

    /// @return whether its files could be read
    private static boolean append(Request request, JournalSegment segment, ByteBuffer bytes) {
        int begin = bytes.position();
        try {
            for (Spooled file : request.files()) {
                JournalEntry entry =
                        new JournalEntry(
                                segment.generation(), file.sha256(), file.digests().size());
                entry.writeTo(bytes);
                read(file, bytes);
                JournalEntry.pad(bytes);
            }
            return true;
        } catch (StorageFailure failure) {
            bytes.position(begin);
            request.done().completeExceptionally(failure);
            return false;
        }
    }

    private static void read(Spooled file, ByteBuffer target) {
        int end = target.position() + Math.toIntExact(file.digests().size());
        ByteBuffer part = target.duplicate().limit(end);
        try (FileChannel channel = FileChannel.open(file.path(), StandardOpenOption.READ)) {
            while (part.hasRemaining()) {
                if (channel.read(part) < 0) {
                    throw new IOException("it has become shorter");
                }
            }
        } catch (IOException e) {
            throw StorageFailure.io(file.path(), e);
        }
        target.position(end);
    }

    /// @return whether it is written; else the disk has no room
    private boolean write(JournalSegment segment, ByteBuffer bytes, List<Request> whole) {
        List<Sha256> names =
                whole.stream().flatMap(r -> r.files().stream()).map(Spooled::sha256).toList();
        try {
            segment.write(bytes, names);
            return true;
        } catch (IOException e) {
            segments.giveUp(segment);
            if (NoSpace.isCauseOf(e)) {
                return false;
            }
            throw durability.stop(segment.path(), e);
        }
    }

    /// Forces all blobs, so that the next start has nothing to do.
    @Override
    public void close() {
        requests.add(Request.of(List.of()));
        try {
            writer.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return;
        }
        upkeep.close();
        segments.close();
        unlock();
    }

    private void unlock() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the journal cannot be unlocked", e);
        }
    }
}
