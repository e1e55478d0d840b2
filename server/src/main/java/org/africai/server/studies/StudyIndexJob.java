package org.africai.server.studies;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Indexes what is pending, and describes and pictures series whose objects have changed: what was
/// archived before there was an index, what a crash interrupted, and what nobody waited for.
public final class StudyIndexJob implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StudyIndexJob.class);
    private static final long LOOK_EVERY_MILLIS = 2_000;

    private final StudyIndex index;
    private final SeriesMetadata metadata;
    private final Thumbnails thumbnails;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("study-index").factory());

    public StudyIndexJob(StudyIndex index, SeriesMetadata metadata, Thumbnails thumbnails) {
        this.index = index;
        this.metadata = metadata;
        this.thumbnails = thumbnails;
    }

    /// Looks from now on, until closed.
    public void start() {
        var _ =
                clock.scheduleWithFixedDelay(
                        this::runSafely, 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void runSafely() {
        try {
            long indexed = index.run();
            long described = metadata.run();
            long pictured = thumbnails.run();
            if (indexed + described + pictured > 0) {
                LOG.info(
                        "indexed objects={} series-described={} series-pictured={}",
                        indexed,
                        described,
                        pictured);
            }
        } catch (RuntimeException failure) {
            LOG.warn("the index of studies was not looked at", failure);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
