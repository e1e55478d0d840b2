package org.africai.server.receivers;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reports on wishes for storage commitment when they are due.
public final class CommitmentJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommitmentJob.class);
    private static final long LOOK_EVERY_SECONDS = 2;

    private final Commitments commitments;
    private final CommitmentReporter reporter;
    private final Clock now;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("storage-commitment").factory());

    public CommitmentJob(Commitments commitments, CommitmentReporter reporter, Clock now) {
        this.commitments = commitments;
        this.reporter = reporter;
        this.now = now;
    }

    /// Looks from now on, until closed.
    public void start() {
        var _ =
                clock.scheduleWithFixedDelay(
                        this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            run(now.instant());
        } catch (RuntimeException failure) {
            LOG.warn("storage commitments were not looked at", failure);
        }
    }

    /// Reports on what is due by then.
    public void run(Instant due) {
        var _ = commitments.run(due, reporter);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
