package org.africai.server.files;

import java.time.Instant;
import java.util.Optional;
import org.africai.server.http.Content;
import org.africai.store.BlobSource;
import org.africai.store.Digests;
import org.africai.store.EntryName;
import org.africai.store.archive.ZipPlan;

/// Collects the files of a ZIP. For one thread.
public final class ZipBuilder {
    private final BlobSource blobs;
    private final ZipPlan.Builder plan = ZipPlan.builder();
    private Instant newest = Instant.EPOCH;

    /// @param blobs where their bytes are
    public ZipBuilder(BlobSource blobs) {
        this.blobs = blobs;
    }

    void add(EntryName name, StoredFile file) {
        add(name, file.digests(), file.createdAt());
    }

    /// Adds a file behind those before it.
    ///
    /// @param at when it was put where it is
    /// @throws IllegalArgumentException when the name is there already
    public void add(EntryName name, Digests digests, Instant at) {
        var _ = plan.add(name, digests.size(), digests.crc32(), at, digests.sha256());
        newest = at.isAfter(newest) ? at : newest;
    }

    /// The ZIP, empty when there are no files.
    public Optional<Content> build() {
        ZipPlan built = plan.build();
        return built.entries() == 0
                ? Optional.empty()
                : Optional.of(new ZipContent(built, blobs, newest));
    }
}
