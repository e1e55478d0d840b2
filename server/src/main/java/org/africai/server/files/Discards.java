package org.africai.server.files;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.africai.store.BlobStore;
import org.africai.store.Sha256;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes blobs at once that must not lie about until the sweep of orphans finds them: identified
/// originals of objects that are archived without their identity. A mark is durable with the deed
/// that makes it; it stays until the bytes are gone, or somebody else holds the same bytes.
public final class Discards {
    private static final Logger LOG = LoggerFactory.getLogger(Discards.class);
    private static final int AT_A_TIME = 500;

    private final DiscardTable table;
    private final BlobTable blobs;
    private final Transactions transactions;
    private final BlobStore store;

    public Discards(Sql sql, BlobTable blobs, Transactions transactions, BlobStore store) {
        this.table = new DiscardTable(sql);
        this.blobs = blobs;
        this.transactions = transactions;
        this.store = store;
    }

    /// Removes blobs that nothing holds once the caller's transaction is committed, of which the
    /// marks are part. What fails then is tried again, at the next start at the latest.
    public void discard(Collection<Sha256> names) {
        if (names.isEmpty()) {
            return;
        }
        List<Sha256> all = List.copyOf(names);
        table.insert(all);
        transactions.afterCommit(() -> removeSafely(all));
    }

    private void removeSafely(List<Sha256> names) {
        try {
            int removed = 0;
            for (int from = 0; from < names.size(); from += AT_A_TIME) {
                removed += remove(names.subList(from, Math.min(from + AT_A_TIME, names.size())));
            }
            LOG.info("discarded blobs={}", removed);
        } catch (RuntimeException failure) {
            LOG.error("discarded blobs are still there and are tried again", failure);
        }
    }

    /// Removes what is marked and not held, also what a journal has made whole again after a crash.
    public void run() {
        byte[] last = new byte[0];
        List<Sha256> next = table.after(last, AT_A_TIME);
        int removed = 0;
        while (!next.isEmpty()) {
            removed += remove(next);
            last = next.getLast().bytes();
            next = table.after(last, AT_A_TIME);
        }
        if (removed > 0) {
            LOG.info("discarded blobs={}", removed);
        }
    }

    private int remove(List<Sha256> marked) {
        transactions.run(() -> {
            blobs.deleteUnnamed(marked);
            table.delete(blobs.named(marked));
        });
        Set<Sha256> rest = new HashSet<>(marked);
        rest.removeAll(blobs.among(marked));
        Set<Sha256> gone = store.discard(rest, blobs::among);
        table.deleteOld(gone);
        return gone.size();
    }
}
