package org.africai.store.archive;

import java.util.Optional;

/// Looks at all of a ZIP but the content, before any of it is given out: each entry's kind, name,
/// method, sizes and header, and that no two entries share bytes (as in the bombs of D. Fifield, "A
/// better zip bomb", 2019).
///
/// The sizes are only stated so far; [ZipContent] holds each entry to its own, so that limits kept
/// here are kept by what comes out.
final class ZipCheck {
    private final ArchiveFile zip;
    private final ZipEnd end;
    private final ArchiveLimits limits;
    private final EntryCheck entries;
    private final Spans spans = new Spans();

    private ZipCheck(ArchiveFile zip, ZipEnd end, ArchiveLimits limits) {
        this.zip = zip;
        this.end = end;
        this.limits = limits;
        this.entries = new EntryCheck(zip.name(), limits);
    }

    /// @throws BadArchive when the archive must be refused
    static void require(ArchiveFile zip, ZipEnd end, ArchiveLimits limits) {
        new ZipCheck(zip, end, limits).all();
    }

    private void all() {
        var directory = new ZipDirectory(zip, end);
        for (Optional<ZipRecord> r = directory.next(); r.isPresent(); r = directory.next()) {
            one(r.get());
        }
        if (limits.isBomb(entries.totalBytes(), zip.size())) {
            throw zip.bad(null, ratio());
        }
        if (spans.overlap()) {
            throw zip.bad(null, "some of its entries overlap");
        }
    }

    private void one(ZipRecord record) {
        EntryCheck.special(record.mode())
                .ifPresent(reason -> {
                    throw zip.bad(record.name(), reason);
                });
        requireReadable(record);
        requireSizes(record);
        if (record.isFolder()) {
            entries.folder(record.name());
        } else {
            var _ = entries.file(record.name(), record.size());
        }
        place(record);
    }

    private void requireReadable(ZipRecord record) {
        if (record.isEncrypted()) {
            throw zip.bad(record.name(), "is encrypted");
        }
        if (record.isPatch()
                || (record.method() != ZipRecord.STORED && record.method() != ZipRecord.DEFLATED)) {
            throw zip.bad(
                    record.name(),
                    "is compressed by method "
                            + record.method()
                            + "; only stored and deflate are read");
        }
    }

    private void requireSizes(ZipRecord record) {
        if (record.isFolder() && record.size() != 0) {
            throw zip.bad(record.name(), "is a folder with content");
        }
        if (record.method() == ZipRecord.STORED && record.size() != record.compressedSize()) {
            throw zip.bad(record.name(), "is stored, yet its two sizes differ");
        }
        if (limits.isBomb(record.size(), record.compressedSize())) {
            throw zip.bad(record.name(), ratio());
        }
    }

    private String ratio() {
        return "would grow more than " + limits.maxRatio() + " times when extracted";
    }

    private void place(ZipRecord record) {
        long data = ZipLocal.dataOffset(zip, record);
        if (data > end.offset() || record.compressedSize() > end.offset() - data) {
            throw zip.bad(record.name(), "its data reach into the directory");
        }
        spans.add(record.offset(), data + record.compressedSize());
    }
}
