package org.africai.server.intake;

import java.time.Duration;
import java.util.List;
import org.africai.server.intake.Waiting.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sets right what the server's end, or a failure, interrupted: an upload that was not complete was
/// not answered and is dropped; work that was asked for is begun again; any other session that was
/// on its way waits again.
///
/// Whoever works on a session holds its row until the work is done, so one that is on its way and
/// whose row is free is abandoned, whichever server worked on it.
public final class PrearchiveRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(PrearchiveRecovery.class);

    /// Longer than any work takes from its status to its transaction.
    private static final Duration ABANDONED_AFTER = Duration.ofMinutes(1);

    /// Longer than any sender is waited for between two batches of an upload.
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private final Ground ground;
    private final Progress progress;

    PrearchiveRecovery(Ground ground, Progress progress) {
        this.ground = ground;
        this.progress = progress;
    }

    /// At start, before the first request. For one server to a database: it takes every upload
    /// under way for one that was interrupted.
    public void run() {
        int dropped = ground.sessions().dropUnfinishedUploads(0);
        int resumed = recover(Duration.ZERO);
        progress.endInterrupted();
        if (dropped > 0 || resumed > 0) {
            LOG.info("recovered prearchive dropped={} resumed={}", dropped, resumed);
        }
    }

    /// At any time.
    void recoverAbandoned() {
        int resumed = recover(ABANDONED_AFTER);
        if (resumed > 0) {
            LOG.warn("gave abandoned sessions back sessions={}", resumed);
        }
    }

    /// Drops uploads for which nothing has come for a day: their end failed, and nobody sees them.
    void dropForgottenUploads() {
        int dropped = ground.sessions().dropUnfinishedUploads(FORGOTTEN_AFTER.toSeconds());
        if (dropped > 0) {
            LOG.warn("dropped forgotten uploads sessions={}", dropped);
        }
    }

    private int recover(Duration after) {
        return ground.transactions()
                .run(() -> {
                    List<Waiting> abandoned = ground.sessions().lockAbandoned(after.toSeconds());
                    abandoned.forEach(this::recover);
                    return abandoned.size();
                });
    }

    /// A session received object by object is taken up again by [IdleSessionsJob].
    private void recover(Waiting session) {
        Status rest = session.byUpload() ? Status.READY : Status.RECEIVING;
        Status next =
                ground.tasks().has(session.key())
                        ? Work.valueOf(session.status().name()).queued()
                        : rest;
        ground.sessions()
                .move(
                        session.key(),
                        next,
                        "taken up again after an interruption",
                        session.status());
    }
}
