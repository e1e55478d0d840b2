package org.africai.server.studies;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.africai.server.http.Refusal;
import org.africai.store.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts snapshots into scans that have been unchanged for a while.
public final class ScanSnapshotJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ScanSnapshotJob.class);
    private static final long LOOK_EVERY_SECONDS = 30;

    private final ScanSnapshots snapshots;
    private final StudiesSettings settings;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("scan-snapshots").factory());

    public ScanSnapshotJob(ScanSnapshots snapshots, StudiesSettings settings) {
        this.snapshots = snapshots;
        this.settings = settings;
    }

    /// Looks from now on, until closed, unless the settings want no snapshots.
    public void start() {
        if (settings.makesSnapshots()) {
            var _ =
                    clock.scheduleWithFixedDelay(
                            this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void look() {
        try {
            long made = snapshots.run(settings.snapshotsAfter());
            if (made > 0) {
                LOG.info("made snapshots scans={}", made);
            }
        } catch (StorageFailure | Refusal later) {
            LOG.warn("no snapshots are made for now reason=\"{}\"", later.getMessage());
        } catch (RuntimeException failure) {
            LOG.warn("scans without snapshots were not looked at", failure);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
