package org.africai.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forces blobs that only the journal keeps, segment by segment, and lets the segments be used
/// again: when they have lain for a while, so that the system has written most of it by itself, or
/// when few are left.
final class JournalUpkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalUpkeep.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final long LIES_NANOS = TimeUnit.SECONDS.toNanos(10);

    /// With fewer segments unused than these, none lies any longer.
    private static final int FEW = 3;

    private final JournalSegments segments;
    private final Durability durability;
    private final BlobFolders folders;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("journal-upkeep").factory());

    JournalUpkeep(JournalSegments segments, Durability durability, BlobFolders folders) {
        this.segments = segments;
        this.durability = durability;
        this.folders = folders;
    }

    void start() {
        var _ =
                timer.scheduleWithFixedDelay(
                        () -> run(LIES_NANOS),
                        EVERY.toMillis(),
                        EVERY.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private void run(long liesNanos) {
        try {
            for (JournalSegment segment : segments.full(liesNanos)) {
                if (segment.idleNanos() >= liesNanos || segments.unused() < FEW) {
                    settle(segment);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException failure) {
            // the segment stays; without a free one files are forced when they are published
            LOG.warn("blobs of the journal were not forced", failure);
        }
    }

    private void settle(JournalSegment segment) throws IOException, InterruptedException {
        settleUnused(segment);
        segments.settled(segment);
    }

    private void settleUnused(JournalSegment segment) throws IOException, InterruptedException {
        List<Sha256> names = segment.awaitNames();
        force(names, durability, folders);
        segment.settle();
    }

    /// Overwrites what the journal holds of blobs that are to be nowhere any more.
    ///
    /// @throws StorageFailure when it could not; whoever asked is to ask again
    void wipe(Set<Sha256> blobs) {
        try {
            var wiped =
                    timer.submit(() -> {
                        for (JournalSegment segment : segments.withdraw(blobs)) {
                            settleUnused(segment);
                            segment.wipe();
                            segments.settled(segment);
                        }
                        return true;
                    });
            var _ = wiped.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StorageFailure(
                    StorageFailure.Kind.IO, "stopped before the journal was wiped", stopped);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof StorageFailure f
                    ? f
                    : new StorageFailure(
                            StorageFailure.Kind.IO, "the journal cannot be wiped", failure);
        }
    }

    /// Forces blobs and their names. Those that are not there were never given their names.
    static void force(List<Sha256> names, Durability durability, BlobFolders folders) {
        List<Path> files =
                names.stream().distinct().map(folders::file).filter(Files::exists).toList();
        durability.files(files);
        Set<Path> changed = new HashSet<>();
        files.forEach(file -> changed.add(file.getParent()));
        if (!changed.isEmpty()) {
            durability.folders(changed, folders.format());
        }
    }

    /// Forces all that is left.
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (timer.awaitTermination(1, TimeUnit.MINUTES)) {
                run(-1);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
