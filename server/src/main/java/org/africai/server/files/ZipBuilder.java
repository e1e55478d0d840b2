package org.africai.server.files;

import java.time.Instant;
import java.util.Optional;
import org.africai.server.http.Content;
import org.africai.store.BlobSource;
import org.africai.store.EntryName;
import org.africai.store.archive.ZipPlan;

/// Collects the files of a ZIP.
final class ZipBuilder {
    private final BlobSource blobs;
    private final ZipPlan.Builder plan = ZipPlan.builder();
    private Instant newest = Instant.EPOCH;

    ZipBuilder(BlobSource blobs) {
        this.blobs = blobs;
    }

    void add(EntryName name, StoredFile file) {
        var digests = file.digests();
        var _ = plan.add(name, digests.size(), digests.crc32(), file.createdAt(), digests.sha256());
        newest = file.createdAt().isAfter(newest) ? file.createdAt() : newest;
    }

    /// The ZIP, empty when there are no files.
    Optional<Content> build() {
        ZipPlan built = plan.build();
        return built.entries() == 0
                ? Optional.empty()
                : Optional.of(new ZipContent(built, blobs, newest));
    }
}
