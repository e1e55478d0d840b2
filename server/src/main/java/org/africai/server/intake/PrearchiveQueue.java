package org.africai.server.intake;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.accounts.Account;
import org.africai.server.accounts.Accounts;
import org.africai.server.http.Refusal;
import org.africai.server.intake.Waiting.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what was asked for with waiting sessions, one task after the other, in the name of who
/// asked. A task that the server's end interrupts is begun again, three times at most.
public final class PrearchiveQueue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PrearchiveQueue.class);
    private static final long LOOK_EVERY_SECONDS = 10;
    private static final int MAX_ATTEMPTS = 3;

    private final Ground ground;
    private final SessionBuilder builder;
    private final Archiver archiver;
    private final Mover mover;
    private final Accounts accounts;
    private final PrearchiveRecovery recovery;
    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("prearchive-queue").factory());

    PrearchiveQueue(
            Ground ground,
            SessionBuilder builder,
            Archiver archiver,
            Mover mover,
            Accounts accounts,
            PrearchiveRecovery recovery) {
        this.ground = ground;
        this.builder = builder;
        this.archiver = archiver;
        this.mover = mover;
        this.accounts = accounts;
        this.recovery = recovery;
    }

    /// Works from now on, until closed.
    public void start() {
        var _ = worker.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            recovery.recoverAbandoned();
            run();
        } catch (RuntimeException failure) {
            LOG.warn("the queue of the prearchive was not worked on", failure);
        }
    }

    /// There is a new task.
    void wake() {
        try {
            worker.execute(this::look);
        } catch (RejectedExecutionException closing) {
            LOG.debug("the task waits for the next start");
        }
    }

    /// Takes up at once what was interrupted, for who does not want to wait.
    ///
    /// @throws Refusal when the caller does not administer the site
    public void refresh(Caller caller) {
        ground.access().requireSiteAdmin(caller);
        recovery.recoverAbandoned();
        wake();
    }

    /// Does all that is to be done now.
    void run() {
        Optional<PrearchiveTask> task = ground.tasks().take();
        while (task.isPresent() && !Thread.currentThread().isInterrupted()) {
            perform(task.get());
            task = ground.tasks().take();
        }
    }

    private void perform(PrearchiveTask task) {
        Optional<Waiting> session = ground.sessions().find(task.session());
        Optional<Caller> caller =
                accounts.named(task.login()).filter(Account::mayLogIn).map(Account::caller);
        if (session.isEmpty()) {
            return;
        }
        try {
            if (task.attempts() > MAX_ATTEMPTS) {
                throw Refusal.invalid("The server ended each time that this was begun.");
            }
            perform(
                    task,
                    session.get(),
                    caller.orElseThrow(
                            () -> Refusal.forbidden("Who asked for it may not log in any more.")));
        } catch (Refusal refusal) {
            refused(task, refusal);
        } catch (RuntimeException failure) {
            LOG.error("prearchive task failed session={}", task.session(), failure);
            release(task, Status.ERROR, "The server failed; its log says why.");
        }
    }

    private void perform(PrearchiveTask task, Waiting session, Caller caller) {
        switch (task.work()) {
            case BUILDING -> {
                mover.require(caller, Right.EDIT, session);
                var _ = builder.build(session.key(), Status.BUILDING);
                ground.tasks().drop(session.key());
            }
            case ARCHIVING -> {
                mover.require(caller, Right.CREATE, session);
                ArchiveOrder order = task.order().archive();
                Waiting built =
                        builder.rebuild(session.key(), Status.ARCHIVING)
                                .orElseThrow(PrearchiveActions::locked);
                var _ =
                        archiver.archiveHeld(
                                caller,
                                built.key(),
                                PrearchiveActions.wishes(session, order),
                                order);
            }
            case MOVING -> {
                mover.require(caller, Right.EDIT, session);
                String to = task.order().project();
                mover.move(
                        caller,
                        session.key(),
                        to == null ? ImportRequest.UNASSIGNED : to,
                        Status.MOVING);
            }
            case DELETING -> {
                mover.require(caller, Right.EDIT, session);
                mover.delete(caller, session.key(), Status.DELETING);
            }
        }
    }

    /// What others keep from being done now is tried again.
    private void refused(PrearchiveTask task, Refusal refusal) {
        if (refusal.reason() == Refusal.Reason.BUSY && task.attempts() < MAX_ATTEMPTS) {
            ground.sessions()
                    .move(
                            task.session(),
                            task.work().queued(),
                            refusal.explanation(),
                            task.work().underWay());
            return;
        }
        release(task, Archiver.statusAfter(refusal), refusal.explanation());
    }

    private void release(PrearchiveTask task, Status status, String message) {
        ground.transactions()
                .run(() -> {
                    ground.sessions().move(task.session(), status, message, task.work().underWay());
                    ground.tasks().drop(task.session());
                });
        LOG.info("prearchive task not done session={} status={}", task.session(), status);
    }

    /// Interrupts the task under way; it is begun again at the next start.
    @Override
    public void close() {
        worker.shutdownNow();
    }
}
