package org.africai.server.files;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.store.BlobStore;
import org.africai.store.archive.ArchiveEntry;
import org.africai.store.archive.ArchiveLimits;
import org.africai.store.archive.ArchiveReader;
import org.africai.store.archive.BadArchive;

/// The files in a ZIP that is itself a file of a resource, read where they are.
public final class ZipInside {
    /// What XNAT looks into, by the end of the name; the content decides whether it is one.
    private static final Set<String> ENDINGS = Set.of("zip", "jar", "ear", "gar", "mrb");

    private final BlobStore store;

    public ZipInside(BlobStore store) {
        this.store = store;
    }

    /// Whether a file of that name may be looked into.
    public static boolean isNamedZip(String name) {
        int dot = name.lastIndexOf('.');
        return dot >= 0 && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }

    /// A file in the ZIP.
    ///
    /// @param name its path in the ZIP
    /// @param size in bytes
    public record Packed(String name, long size) {}

    /// What is in it.
    ///
    /// @throws Refusal when it is no ZIP, or one that is refused as an upload to extract would be
    public Found<Packed> list(ListedFile zip) {
        open(zip).close();
        return reader -> {
            try (ArchiveReader entries = open(zip)) {
                for (var next = entries.next(); next.isPresent(); next = entries.next()) {
                    reader.accept(new Packed(next.get().name().path(), next.get().size()));
                }
            }
        };
    }

    /// One file of the ZIP, still packed. The caller closes it.
    ///
    /// @throws Refusal as [#list]
    public Optional<Entry> find(ListedFile zip, String name) {
        ArchiveReader entries = open(zip);
        try {
            Optional<ArchiveEntry> next = entries.next();
            while (next.isPresent() && !next.get().name().path().equals(name)) {
                next = entries.next();
            }
            if (next.isEmpty()) {
                entries.close();
            }
            return next.map(entry -> new Entry(entries, entry));
        } catch (RuntimeException failure) {
            entries.close();
            throw failure;
        }
    }

    /// A file in an open ZIP.
    public static final class Entry implements AutoCloseable {
        private final ArchiveReader zip;
        private final ArchiveEntry entry;

        private Entry(ArchiveReader zip, ArchiveEntry entry) {
            this.zip = zip;
            this.entry = entry;
        }

        /// In bytes, unpacked.
        public long size() {
            return entry.size();
        }

        /// Its name without folders.
        public String fileName() {
            return entry.name().fileName();
        }

        /// Unpacks it. To be called once.
        public void writeTo(OutputStream out) throws IOException {
            entry.content().transferTo(out);
        }

        @Override
        public void close() {
            zip.close();
        }
    }

    private ArchiveReader open(ListedFile zip) {
        if (zip.file().isDamaged()) {
            throw new IllegalStateException(
                    "file " + zip.file().key() + " is damaged and not given out");
        }
        try {
            return ArchiveReader.openZip(
                    store,
                    zip.file().digests().sha256(),
                    zip.file().path().fileName(),
                    ArchiveLimits.ofTotal(Long.MAX_VALUE));
        } catch (BadArchive bad) {
            throw new Refusal(
                    Reason.UNPROCESSABLE, "This cannot be looked into: " + bad.getMessage(), bad);
        }
    }
}
