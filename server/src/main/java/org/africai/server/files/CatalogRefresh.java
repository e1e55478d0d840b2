package org.africai.server.files;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Locator;
import org.africai.server.db.Transactions;
import org.africai.server.http.Refusal;
import org.africai.store.BlobStore;
import org.africai.store.Digests;
import org.africai.store.Fixity;
import org.africai.store.Pace;
import org.africai.store.Sha256;

/// What XNAT calls refreshing a catalogue. Ours is the database and cannot fall behind the disk, so
/// that only counting again and reading the bytes again are left to do.
public final class CatalogRefresh {
    /// More is not read while somebody waits: a minute or so from a common disk.
    static final long MAX_VERIFIED_BYTES = 16L << 30;

    private final Chooser chooser;
    private final Locator locator;
    private final ResourceTable resources;
    private final FileTable files;
    private final BlobTable blobs;
    private final BlobStore store;
    private final Transactions transactions;
    private final Clock clock;

    public CatalogRefresh(
            Access access,
            Locator locator,
            OwnerTable owners,
            ResourceTable resources,
            FileTable files,
            BlobTable blobs,
            BlobStore store,
            Transactions transactions,
            Clock clock) {
        this.chooser = new Chooser(access, locator, owners);
        this.locator = locator;
        this.resources = resources;
        this.files = files;
        this.blobs = blobs;
        this.store = store;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// What XNAT's options ask for.
    public enum Option {
        /// Count files and bytes again.
        POPULATE_STATS,
        /// Read the bytes again and compare them with their digests.
        CHECKSUM
    }

    /// Refreshes the resources, and those of everything below their owner when none is named.
    ///
    /// @throws Refusal when the owner is not there or the caller may not change it, or more than 16
    ///   GiB were to be read
    /// @throws IllegalStateException when bytes are not what they were; those files are given out
    ///   no more
    public void run(Caller caller, Selection selection, Set<Option> options) {
        var _ = locator.findAll(caller, Right.EDIT, selection.owner());
        FileTable.Chosen chosen = chooser.choose(caller, selection).chosen();
        if (options.contains(Option.CHECKSUM)) {
            verify(chosen);
        }
        if (options.contains(Option.POPULATE_STATS)) {
            resources.named(chosen.owners(), chosen.side(), chosen.names()).forEach(this::recount);
        }
    }

    private void recount(Resource resource) {
        transactions.run(() -> {
            if (resources.lock(resource.key())) {
                resources.recount(resource.key());
            }
        });
    }

    private void verify(FileTable.Chosen chosen) {
        Map<Sha256, Long> sizes = new LinkedHashMap<>();
        files.each(
                chosen,
                FileFilter.ALL,
                listed -> {
                    Digests digests = listed.file().digests();
                    sizes.put(digests.sha256(), digests.size());
                });
        requireFew(sizes.values().stream().mapToLong(Long::longValue).sum());
        List<Sha256> damaged = new ArrayList<>();
        for (Sha256 blob : sizes.keySet()) {
            if (store.verify(blob, Pace.unlimited()) instanceof Fixity.Intact) {
                blobs.verified(List.of(blob), clock.instant());
            } else {
                var _ = blobs.damaged(blob, clock.instant());
                damaged.add(blob);
            }
        }
        if (!damaged.isEmpty()) {
            throw new IllegalStateException("blobs are damaged: " + damaged);
        }
    }

    private static void requireFew(long bytes) {
        if (bytes > MAX_VERIFIED_BYTES) {
            throw new Refusal(
                    Refusal.Reason.TOO_LARGE,
                    "These are "
                            + (bytes >> 30)
                            + " GiB; have the checksums of at most "
                            + (MAX_VERIFIED_BYTES >> 30)
                            + " GiB verified at a time, such as a scan's.");
        }
    }
}
