package org.africai.server.files;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does [StorageCare] once a day.
public final class StorageCareJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StorageCareJob.class);
    private static final Duration FIRST_AFTER = Duration.ofHours(1);
    private static final Duration EVERY = Duration.ofDays(1);

    /// Slow enough to leave a cheap disk to those who wait for it.
    private static final long SCRUB_BYTES_PER_SECOND = 20_000_000;

    private final StorageCare care;
    private final Discards discards;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("storage-care").factory());

    public StorageCareJob(StorageCare care, Discards discards) {
        this.care = care;
        this.discards = discards;
        var _ =
                clock.scheduleWithFixedDelay(
                        this::run, FIRST_AFTER.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    private void run() {
        try {
            discards.run();
            care.sweep();
            care.scrub(SCRUB_BYTES_PER_SECOND);
        } catch (RuntimeException failure) {
            LOG.error("storage was not looked after", failure);
        }
    }

    /// Interrupts a scrub under way; the next one goes on where it was.
    @Override
    public void close() {
        clock.shutdownNow();
    }
}
