package org.africai.server.files;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.africai.store.BlobStore;
import org.africai.store.Digests;
import org.africai.store.EntryName;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/// A TAR (POSIX.1-2001, pax) that is made while it is sent.
public final class TarContent {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final List<Entry> entries;
    private final BlobStore store;

    TarContent(List<Entry> entries, BlobStore store) {
        this.entries = List.copyOf(entries);
        this.store = store;
    }

    record Entry(EntryName name, Digests digests, Instant createdAt) {}

    /// Writes the whole TAR. `out` stays open.
    ///
    /// @throws IOException when `out` cannot take it
    public void writeTo(OutputStream out) throws IOException {
        var tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        for (Entry entry : entries) {
            tar.putArchiveEntry(header(entry));
            store.transferTo(entry.digests().sha256(), 0, entry.digests().size(), tar);
            tar.closeArchiveEntry();
        }
        tar.finish();
        tar.flush();
    }

    /// Writes the whole TAR, compressed. `out` stays open.
    ///
    /// @throws IOException as [#writeTo]
    public void writeCompressedTo(OutputStream out) throws IOException {
        var gzip = new GZIPOutputStream(out, BUFFER_BYTES);
        writeTo(gzip);
        gzip.finish();
    }

    private static TarArchiveEntry header(Entry entry) {
        var header = new TarArchiveEntry(entry.name().path());
        header.setSize(entry.digests().size());
        header.setModTime(entry.createdAt().getEpochSecond() * 1000);
        return header;
    }
}
