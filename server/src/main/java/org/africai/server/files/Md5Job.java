package org.africai.server.files;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.africai.store.BlobStore;
import org.africai.store.Md5;
import org.africai.store.Sha256;
import org.africai.store.StorageFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Computes the MD5 of blobs that were received without it, some minutes after they came: not while
/// a scanner sends. Nothing depends on it; listings that are asked for earlier compute it
/// themselves.
public final class Md5Job implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Md5Job.class);
    private static final Duration EVERY = Duration.ofMinutes(5);

    /// So few that little is lost when the server is stopped meanwhile.
    private static final int BLOBS_AT_A_TIME = 200;

    private final BlobStore store;
    private final BlobTable blobs;
    private final Clock clock;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("md5").factory());

    public Md5Job(BlobStore store, BlobTable blobs, Clock clock) {
        this.store = store;
        this.blobs = blobs;
        this.clock = clock;
    }

    /// Lets it work from time to time.
    public void start() {
        var _ =
                timer.scheduleWithFixedDelay(
                        this::tick, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    private void tick() {
        try {
            run(clock.instant().minus(EVERY));
        } catch (RuntimeException failure) {
            LOG.error("digests were not computed", failure);
        }
    }

    /// Computes what is missing.
    ///
    /// @param before only of blobs that came before
    /// @return of how many
    int run(Instant before) {
        int computed = 0;
        long last = 0;
        List<BlobTable.Named> next = blobs.withoutMd5(last, before, BLOBS_AT_A_TIME);
        while (!next.isEmpty() && !Thread.currentThread().isInterrupted()) {
            Map<Long, Md5> found = new HashMap<>();
            for (BlobTable.Named blob : next) {
                compute(store, blob.sha256()).ifPresent(md5 -> found.put(blob.key(), md5));
            }
            blobs.setMd5(found);
            computed += found.size();
            last = next.getLast().key();
            next = blobs.withoutMd5(last, before, BLOBS_AT_A_TIME);
        }
        return computed;
    }

    /// @return empty when the blob cannot be read
    static Optional<Md5> compute(BlobStore store, Sha256 blob) {
        try (InputStream in = store.openStream(blob)) {
            return Optional.of(Md5.of(in));
        } catch (IOException | StorageFailure unreadable) {
            LOG.warn("no MD5 of a blob that cannot be read blob={}", blob, unreadable);
            return Optional.empty();
        }
    }

    /// Stops after the blob under way.
    @Override
    public void close() {
        timer.shutdownNow();
    }
}
