package org.africai.server.audit;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps room in the audit for the months to come: once a day, beginning at the start.
public final class AuditMonthsJob implements AutoCloseable {
    /// How far ahead months are made: a server that is not restarted, or whose job fails, has long
    /// enough until somebody looks.
    public static final Duration AHEAD = Duration.ofDays(365);

    private static final Logger LOG = LoggerFactory.getLogger(AuditMonthsJob.class);
    private static final Duration EVERY = Duration.ofDays(1);

    private final Audit audit;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("audit-months").factory());

    public AuditMonthsJob(Audit audit) {
        this.audit = audit;
    }

    /// Makes months from now on, until closed.
    public void start() {
        var _ = clock.scheduleWithFixedDelay(this::run, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    private void run() {
        try {
            int made = audit.makeMonths(AHEAD);
            if (made > 0) {
                LOG.info("made room in the audit months={}", made);
            }
        } catch (RuntimeException failure) {
            LOG.error("no room was made in the audit", failure);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
