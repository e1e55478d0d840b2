package org.africai.server.intake;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.africai.server.access.Caller;
import org.africai.server.accounts.Account;
import org.africai.server.accounts.Accounts;
import org.africai.server.http.Refusal;
import org.africai.server.intake.ImportRequest.Goal;
import org.africai.server.intake.Waiting.Status;
import org.africai.server.intake.Waiting.Wishes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Builds sessions that were received object by object, once none has come for a while, and
/// archives those that are to be.
public final class IdleSessionsJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IdleSessionsJob.class);
    private static final long LOOK_EVERY_SECONDS = 60;

    private final Ground ground;
    private final SessionBuilder builder;
    private final Archiver archiver;
    private final Imports imports;
    private final Accounts accounts;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("idle-sessions").factory());

    IdleSessionsJob(
            Ground ground,
            SessionBuilder builder,
            Archiver archiver,
            Imports imports,
            Accounts accounts) {
        this.ground = ground;
        this.builder = builder;
        this.archiver = archiver;
        this.imports = imports;
        this.accounts = accounts;
    }

    /// Looks for such sessions from now on, until closed.
    public void start() {
        long every = Math.clamp(ground.settings().idle().toSeconds(), 1, LOOK_EVERY_SECONDS);
        var _ = clock.scheduleWithFixedDelay(this::lookSafely, every, every, TimeUnit.SECONDS);
    }

    private void lookSafely() {
        try {
            run();
        } catch (RuntimeException failure) {
            LOG.warn("idle sessions were not looked at", failure);
        }
    }

    /// Builds and archives what is idle now.
    public void run() {
        run(ground.settings().idle());
    }

    /// Builds and archives what has been idle for so long. A session for which that fails is set
    /// aside, so that it keeps no other waiting.
    public void run(Duration idle) {
        for (long key : ground.sessions().idleFor(idle.toSeconds())) {
            try {
                builder.buildAll(key).stream()
                        .filter(session -> session.status() == Status.READY)
                        .forEach(this::archive);
            } catch (RuntimeException failure) {
                LOG.error("session failed prearchive={}", key, failure);
                ground.sessions()
                        .move(
                                key,
                                Status.ERROR,
                                "The server failed on it; its log says why.",
                                Status.RECEIVING,
                                Status.READY);
            }
        }
    }

    private void archive(Waiting session) {
        Wishes wishes = imports.wishes(session).adding();
        Optional<Caller> sender =
                accounts.named(session.uploadedBy()).filter(Account::mayLogIn).map(Account::caller);
        if (wishes.goal() != Goal.ARCHIVE || session.project() == null || sender.isEmpty()) {
            return;
        }
        try {
            archiver.archive(sender.get(), session, wishes);
        } catch (Refusal refusal) {
            LOG.info("session waits prearchive={} reason={}", session.key(), refusal.reason());
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
