package org.africai.server.intake;

import java.util.List;
import org.africai.server.intake.Waiting.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sets right, at start, what the server's end interrupted: an upload that was not complete was not
/// answered and is dropped; a session that was being built or archived waits again.
///
/// For one server to a database: it takes every session under way for one that was interrupted.
public final class PrearchiveRecovery {
    private static final Logger LOG = LoggerFactory.getLogger(PrearchiveRecovery.class);

    private final Ground ground;

    PrearchiveRecovery(Ground ground) {
        this.ground = ground;
    }

    public void run() {
        int dropped = ground.sessions().dropUnfinishedUploads();
        List<Waiting> interrupted = ground.sessions().interrupted();
        interrupted.forEach(this::recover);
        if (dropped > 0 || !interrupted.isEmpty()) {
            LOG.info("recovered prearchive dropped={} resumed={}", dropped, interrupted.size());
        }
    }

    /// A session received object by object is taken up again by [IdleSessionsJob].
    private void recover(Waiting session) {
        Status next = session.byUpload() ? Status.READY : Status.RECEIVING;
        ground.sessions().move(session.key(), next, "", Status.ARCHIVING);
    }
}
