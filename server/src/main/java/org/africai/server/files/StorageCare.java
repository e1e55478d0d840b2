package org.africai.server.files;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.africai.store.BlobStore;
import org.africai.store.Fixity;
import org.africai.store.Pace;
import org.africai.store.Scrub;
import org.africai.store.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after what is stored: removes bytes that nothing names any more, and reads all others
/// again from time to time to see that they are what they were.
public final class StorageCare {
    /// Far longer than any upload takes from its publication to its row.
    public static final Duration GRACE = Duration.ofHours(24);

    /// Every blob is read again within this time.
    public static final Duration VERIFY_EVERY = Duration.ofDays(90);

    private static final Logger LOG = LoggerFactory.getLogger(StorageCare.class);
    private static final int ROWS_AT_A_TIME = 1_000;

    /// So few that a scrub that is interrupted loses little.
    private static final int BLOBS_AT_A_TIME = 64;

    private final BlobStore store;
    private final BlobTable blobs;
    private final Clock clock;

    public StorageCare(BlobStore store, BlobTable blobs, Clock clock) {
        this.store = store;
        this.blobs = blobs;
        this.clock = clock;
    }

    /// Removes blobs that no file has named for longer than [#GRACE]: first their rows, then their
    /// bytes.
    public void sweep() {
        Instant before = clock.instant().minus(GRACE);
        int deleted;
        do {
            deleted = blobs.deleteOrphans(before, ROWS_AT_A_TIME).size();
        } while (deleted == ROWS_AT_A_TIME);
        store.sweep(blobs::among, GRACE);
    }

    /// Reads again what was not read for [#VERIFY_EVERY]. A damaged blob is named in the log with
    /// the files that hold it, and is not given out any more; publishing the same bytes mends it.
    ///
    /// @param bytesPerSecond how fast at most
    /// @return how many blobs were not what they should be
    public int scrub(long bytesPerSecond) {
        Pace pace = Pace.of(bytesPerSecond);
        Instant before = clock.instant().minus(VERIFY_EVERY);
        int found = 0;
        List<Sha256> next = blobs.longestUnverified(before, BLOBS_AT_A_TIME);
        while (!next.isEmpty() && !Thread.currentThread().isInterrupted()) {
            found += scrub(next, pace);
            next = blobs.longestUnverified(before, BLOBS_AT_A_TIME);
        }
        return found;
    }

    private int scrub(List<Sha256> names, Pace pace) {
        Set<Sha256> bad = new HashSet<>();
        Scrub.Result result =
                Scrub.run(store, names.iterator(), pace, finding -> bad.add(damaged(finding)));
        List<Sha256> read = names.subList(0, Math.toIntExact(result.blobs()));
        blobs.verified(read.stream().filter(name -> !bad.contains(name)).toList(), clock.instant());
        return bad.size();
    }

    private Sha256 damaged(Fixity finding) {
        List<Long> files = blobs.damaged(finding.blob(), clock.instant());
        LOG.error("damaged blob={} files={} finding={}", finding.blob(), files, finding);
        return finding.blob();
    }
}
