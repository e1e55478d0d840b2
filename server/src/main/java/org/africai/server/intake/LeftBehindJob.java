package org.africai.server.intake;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets what senders left behind: files in their caches that they did not touch again, how old
/// imports went, and uploads whose end failed.
public final class LeftBehindJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeftBehindJob.class);
    private static final long EVERY_MINUTES = 10;

    private final UserCache cache;
    private final Progress progress;
    private final PrearchiveRecovery recovery;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("left-behind").factory());

    LeftBehindJob(UserCache cache, Progress progress, PrearchiveRecovery recovery) {
        this.cache = cache;
        this.progress = progress;
        this.recovery = recovery;
    }

    /// Looks from now on, until closed.
    public void start() {
        var _ = clock.scheduleWithFixedDelay(this::look, 1, EVERY_MINUTES, TimeUnit.MINUTES);
    }

    private void look() {
        try {
            run();
        } catch (RuntimeException failure) {
            LOG.warn("what senders left behind was not looked at", failure);
        }
    }

    /// Forgets what is old now.
    void run() {
        cache.sweep();
        progress.sweep();
        recovery.dropForgottenUploads();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
