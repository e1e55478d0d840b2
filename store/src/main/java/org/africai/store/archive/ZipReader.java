package org.africai.store.archive;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Reads a ZIP by its central directory: stored and deflated entries, data descriptors, zip64.
///
/// The format is read here and not by a library, because the checks need what libraries hide: where
/// each local header is, what it says, and which bytes belong to which entry; and so that the bytes
/// that were checked are the bytes that are read.
final class ZipReader implements ArchiveReader {
    private final ArchiveFile zip;
    private final ZipDirectory directory;
    private final Inflater inflater = new Inflater(true);
    private final ByteBuffer input = ZipContent.inputBuffer();
    private @Nullable ZipContent current;

    private ZipReader(ArchiveFile zip, ZipEnd end) {
        this.zip = zip;
        this.directory = new ZipDirectory(zip, end);
    }

    static ZipReader open(ArchiveFile zip, ArchiveLimits limits) {
        try {
            ZipEnd end = ZipEnd.find(zip);
            ZipCheck.require(zip, end, limits);
            return new ZipReader(zip, end);
        } catch (RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    @Override
    public Optional<ArchiveEntry> next() {
        if (current != null) {
            current.close();
        }
        Optional<ZipRecord> file = directory.next();
        while (file.isPresent() && file.get().isFolder()) {
            file = directory.next();
        }
        return file.map(this::entry);
    }

    private ArchiveEntry entry(ZipRecord record) {
        inflater.reset();
        current = new ZipContent(zip, record, inflater, input);
        return new ArchiveEntry(EntryCheck.name(zip.name(), record.name()), record.size(), current);
    }

    @Override
    public void close() {
        inflater.end();
        zip.close();
    }
}
