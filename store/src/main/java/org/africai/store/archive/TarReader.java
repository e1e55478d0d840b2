package org.africai.store.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.africai.store.StorageFailure;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/// Reads a TAR (ustar, GNU or PAX), plain or within gzip, from its start to its end.
///
/// A TAR has no directory, so each entry is checked when it comes. It must end with a record of
/// zeros: without it, it cannot be told whether all of it arrived.
final class TarReader implements ArchiveReader {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int TAR_BLOCK_BYTES = 10240;
    private static final int TAR_RECORD_BYTES = 512;

    private final Path file;
    private final String name;
    private final EntryCheck entries;
    private final TarSource source;
    private final TarArchiveInputStream tar;
    private @Nullable TarContent current;
    private boolean ended;

    private TarReader(Path file, String name, ArchiveLimits limits, TarSource source) {
        this.file = file;
        this.name = name;
        this.entries = new EntryCheck(name, limits);
        this.source = source;
        this.tar =
                new TarArchiveInputStream(
                        source, TAR_BLOCK_BYTES, TAR_RECORD_BYTES, "UTF-8", false);
    }

    static TarReader open(Path file, String name, ArchiveLimits limits, boolean gzip) {
        try {
            var raw = new CountedFile(file);
            try {
                InputStream plain =
                        gzip
                                ? new GZIPInputStream(raw, BUFFER_BYTES)
                                : new BufferedInputStream(raw, BUFFER_BYTES);
                return new TarReader(file, name, limits, new TarSource(plain, raw, name, limits));
            } catch (IOException | RuntimeException e) {
                raw.close();
                throw e;
            }
        } catch (IOException e) {
            throw new BadArchive(name, null, "is damaged: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<ArchiveEntry> next() {
        if (current != null) {
            current.leave();
            current = null;
        }
        while (!ended) {
            TarArchiveEntry header = nextHeader();
            if (header == null) {
                end();
            } else if (header.isDirectory()) {
                entries.folder(header.getName());
            } else {
                return Optional.of(entry(header));
            }
        }
        return Optional.empty();
    }

    private @Nullable TarArchiveEntry nextHeader() {
        source.expectHeader();
        TarArchiveEntry header = TarContent.guarded(name, null, tar::getNextEntry);
        source.expectData();
        if (header != null && !header.isCheckSumOK()) {
            throw entries.bad(null, "is damaged: the header of an entry has a wrong checksum");
        }
        return header;
    }

    private ArchiveEntry entry(TarArchiveEntry header) {
        requirePlain(header);
        var entryName = entries.file(header.getName(), header.getSize());
        current = new TarContent(name, header.getName(), header.getSize(), tar);
        return new ArchiveEntry(entryName, header.getSize(), current);
    }

    private void requirePlain(TarArchiveEntry header) {
        String reason = header.isSparse() ? "is a sparse file" : special(header.getLinkFlag());
        if (!reason.isEmpty()) {
            throw entries.bad(header.getName(), reason);
        }
    }

    private static String special(byte type) {
        return switch (type) {
            case TarConstants.LF_OLDNORM, TarConstants.LF_NORMAL, TarConstants.LF_CONTIG -> "";
            case TarConstants.LF_LINK -> "is a hard link";
            case TarConstants.LF_SYMLINK -> "is a symbolic link";
            case TarConstants.LF_CHR, TarConstants.LF_BLK -> "is a device";
            case TarConstants.LF_FIFO -> "is a named pipe";
            default -> "is of the unknown type '" + (char) type + "'";
        };
    }

    /// Reads to the end of the file, so that the checksum of gzip is checked, too.
    private void end() {
        ended = true;
        if (!source.endedWithZeros()) {
            throw entries.bad(null, "is cut short: the record that ends a TAR is missing");
        }
        TarContent.guarded(name, null, source::requireOnlyZeros);
    }

    @Override
    public void close() {
        try {
            tar.close();
        } catch (IOException e) {
            throw StorageFailure.io(file, e);
        }
    }
}
