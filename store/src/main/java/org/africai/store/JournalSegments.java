package org.africai.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// The files of the journal, as a ring: one is written, full ones wait until their blobs have been
/// forced, the rest is free. They grow when they are written for the first time, as far as the
/// volume has room. Thread-safe.
final class JournalSegments {
    /// Room for a hundred images of half a megabyte.
    static final long SEGMENT_BYTES = 64L << 20;

    /// A quarter of the ring is a study of some hundred images.
    static final int SEGMENTS = 8;

    private final Path folder;
    private final LongPredicate hasRoom;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notWriting = lock.newCondition();

    /// Guarded by `lock`, as are the next five; those used first come first.
    private final Deque<JournalSegment> full = new ArrayDeque<>();

    private final Deque<JournalSegment> free = new ArrayDeque<>();
    private @Nullable JournalSegment current;
    private boolean isWriting;
    private int opened;
    private long generation;

    /// @param lastGeneration the highest that was ever used
    /// @param hasRoom whether the volume may hold so many bytes more
    JournalSegments(Path folder, long lastGeneration, LongPredicate hasRoom) {
        this.folder = folder;
        this.generation = lastGeneration;
        this.hasRoom = hasRoom;
    }

    static Path file(Path folder, int number) {
        return folder.resolve(Integer.toString(number));
    }

    /// Whether it is worth while to wait for a write.
    boolean mayBeFree() {
        lock.lock();
        try {
            return current != null || !free.isEmpty() || opened < SEGMENTS;
        } finally {
            lock.unlock();
        }
    }

    /// How many segments can be begun.
    int unused() {
        lock.lock();
        try {
            return free.size() + SEGMENTS - opened;
        } finally {
            lock.unlock();
        }
    }

    /// The segment to write to, which stays the current one until [#written].
    ///
    /// @return absent when none has room for so many bytes
    @Nullable JournalSegment current(long bytes) {
        lock.lock();
        try {
            JournalSegment now = current;
            if (now != null && now.end() + bytes > SEGMENT_BYTES) {
                full.add(now);
                now = null;
            }
            current = now == null ? next().orElse(null) : now;
            isWriting = current != null;
            return current;
        } finally {
            lock.unlock();
        }
    }

    /// Tells that what was to be written to the current segment is, or will not be.
    void written() {
        lock.lock();
        try {
            isWriting = false;
            notWriting.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Optional<JournalSegment> next() {
        JournalSegment next = free.poll();
        if (next == null && opened < SEGMENTS && hasRoom.test(SEGMENT_BYTES)) {
            next = open(file(folder, opened)).orElse(null);
            opened += next == null ? 0 : 1;
        }
        if (next != null) {
            generation++;
            next.renew(generation);
        }
        return Optional.ofNullable(next);
    }

    /// @return empty when it cannot be made, as when the disk is full
    private static Optional<JournalSegment> open(Path file) {
        try {
            return Optional.of(new JournalSegment(file, channel(file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static FileChannel channel(Path file) throws IOException {
        Set<OpenOption> options =
                new HashSet<>(
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.DSYNC));
        Optional<OpenOption> direct = DirectRead.option();
        if (direct.isPresent() && isDirectAllowed(file)) {
            try {
                Set<OpenOption> past = new HashSet<>(options);
                past.add(direct.get());
                return FileChannel.open(file, past, Private.fileAttributes(file));
            } catch (IOException | UnsupportedOperationException notHere) {
                // some file systems, such as those in memory, cannot go past the page cache
                return FileChannel.open(file, options, Private.fileAttributes(file));
            }
        }
        return FileChannel.open(file, options, Private.fileAttributes(file));
    }

    private static boolean isDirectAllowed(Path file) throws IOException {
        return JournalEntry.BLOCK % Files.getFileStore(file.resolveSibling("")).getBlockSize() == 0;
    }

    /// Writes no more to a segment that could not be written; what it holds stays.
    void giveUp(JournalSegment segment) {
        lock.lock();
        try {
            if (current == segment) {
                full.add(segment);
                current = null;
            }
        } finally {
            lock.unlock();
        }
    }

    /// The segments whose blobs are to be forced, the oldest first.
    ///
    /// @param idleNanos for how long nothing may have been written to the current one
    List<JournalSegment> full(long idleNanos) {
        lock.lock();
        try {
            JournalSegment now = current;
            if (now != null && !isWriting && now.idleNanos() > idleNanos) {
                full.add(now);
                current = null;
            }
            return new ArrayList<>(full);
        } finally {
            lock.unlock();
        }
    }

    /// Takes segments that hold any of these blobs, used up or not, out of use.
    ///
    /// @return segments that nobody writes to until they are [#settled]
    List<JournalSegment> withdraw(Set<Sha256> blobs) throws InterruptedException {
        lock.lock();
        try {
            while (isWriting) {
                notWriting.await();
            }
            JournalSegment now = current;
            if (now != null && now.holdsAny(blobs)) {
                full.add(now);
                current = null;
            }
            List<JournalSegment> unused = free.stream().filter(s -> s.holdsAny(blobs)).toList();
            free.removeAll(unused);
            full.addAll(unused);
            return full.stream().filter(s -> s.holdsAny(blobs)).toList();
        } finally {
            lock.unlock();
        }
    }

    /// Lets a segment be used again.
    void settled(JournalSegment segment) {
        lock.lock();
        try {
            full.remove(segment);
            free.add(segment);
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            free.forEach(JournalSegment::close);
            full.forEach(JournalSegment::close);
            if (current != null) {
                current.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
