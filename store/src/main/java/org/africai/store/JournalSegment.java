package org.africai.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A file of the journal: a block that says whether what follows is still needed, and entries one
/// behind the other. It is used again and again, each time with another generation.
///
/// One thread writes; others tell that blobs have their names, and wait for that.
final class JournalSegment {
    private static final long MARK = 0x4146524A53454731L; // AFRJSEG1
    private static final long NEEDED = 1;
    private static final long SETTLED = 0;
    private static final int WIPED_AT_A_TIME = 1 << 20;

    private final Path path;
    private final FileChannel channel;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition allNamed = lock.newCondition();

    /// Guarded by `lock`, as are the next two.
    private final List<Sha256> names = new ArrayList<>();

    private int unnamed;
    private long writtenAt;

    private volatile long generation;
    private volatile long end;

    JournalSegment(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// What the first block of a segment says.
    ///
    /// @param isNeeded whether its blobs may not be durable in their own files
    record State(long generation, boolean isNeeded) {
        /// @return that of a segment that holds nothing when the block is none of ours
        static State read(ByteBuffer block) {
            boolean isOurs = block.getLong() == MARK;
            long generation = block.getLong();
            return isOurs ? new State(generation, block.getLong() == NEEDED) : new State(0, false);
        }

        private void writeTo(ByteBuffer target) {
            target.putLong(MARK).putLong(generation).putLong(isNeeded ? NEEDED : SETTLED);
            JournalEntry.pad(target);
        }
    }

    Path path() {
        return path;
    }

    long generation() {
        return generation;
    }

    /// Where the next entry goes; 0 when nothing has been written in this generation.
    long end() {
        return end;
    }

    /// Empties it.
    void renew(long nextGeneration) {
        lock.lock();
        try {
            names.clear();
        } finally {
            lock.unlock();
        }
        generation = nextGeneration;
        end = 0;
    }

    /// Puts the first block in front of the first entries.
    void begin(ByteBuffer bytes) {
        if (end == 0) {
            new State(generation, true).writeTo(bytes);
        }
    }

    /// Makes bytes durable at the end of the segment.
    ///
    /// @param added of the files that they are of
    /// @throws IOException when the disk does not take them
    void write(ByteBuffer bytes, List<Sha256> added) throws IOException {
        long from = end;
        while (bytes.hasRemaining()) {
            from += channel.write(bytes, from);
        }
        lock.lock();
        try {
            names.addAll(added);
            unnamed += added.size();
            writtenAt = System.nanoTime();
        } finally {
            lock.unlock();
        }
        end = from;
    }

    /// Tells that so many files have their names.
    void named(int files) {
        lock.lock();
        try {
            unnamed -= files;
            allNamed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Nanoseconds since something was written; 0 when nothing has been.
    long idleNanos() {
        lock.lock();
        try {
            return names.isEmpty() ? 0 : System.nanoTime() - writtenAt;
        } finally {
            lock.unlock();
        }
    }

    /// The files that it holds, once all of them have their names.
    List<Sha256> awaitNames() throws InterruptedException {
        lock.lock();
        try {
            while (unnamed > 0) {
                allNamed.await();
            }
            return List.copyOf(names);
        } finally {
            lock.unlock();
        }
    }

    /// Whether any of the blobs was written to it in this generation.
    boolean holdsAny(Set<Sha256> blobs) {
        lock.lock();
        try {
            return names.stream().anyMatch(blobs::contains);
        } finally {
            lock.unlock();
        }
    }

    /// Overwrites what it holds, once it has been settled.
    void wipe() throws IOException {
        ByteBuffer nothing =
                ByteBuffer.allocateDirect(WIPED_AT_A_TIME + JournalEntry.BLOCK)
                        .alignedSlice(JournalEntry.BLOCK);
        for (long at = JournalEntry.BLOCK; at < end; ) {
            nothing.clear().limit((int) Math.min(WIPED_AT_A_TIME, end - at));
            at += channel.write(nothing, at);
        }
        lock.lock();
        try {
            names.clear();
        } finally {
            lock.unlock();
        }
    }

    /// Notes that all it holds is durable elsewhere.
    void settle() throws IOException {
        settle(channel, generation);
    }

    static void settle(FileChannel channel, long generation) throws IOException {
        ByteBuffer block =
                ByteBuffer.allocateDirect(2 * JournalEntry.BLOCK).alignedSlice(JournalEntry.BLOCK);
        new State(generation, false).writeTo(block);
        block.flip();
        for (long at = 0; block.hasRemaining(); ) {
            at += channel.write(block, at);
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw StorageFailure.io(path, e);
        }
    }
}
