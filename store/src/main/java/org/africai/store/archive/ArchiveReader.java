package org.africai.store.archive;

import java.nio.file.Path;
import java.util.Optional;
import org.africai.store.BlobStore;
import org.africai.store.Sha256;
import org.africai.store.StorageFailure;

/// Reads the files of an archive that came from outside, one after the other.
///
/// Nothing is believed: names are checked ([org.africai.store.EntryName]) and no name comes twice;
/// links, devices and other specials are refused; sizes are counted. A [BadArchive] may come at any
/// entry and within its content, so a caller makes nothing of an archive visible before [#next] has
/// returned empty. Of a ZIP everything but the content is checked before the first entry comes.
/// Archives within the archive are files like others.
///
/// Holds little memory, whatever the archive's size. Not for use by several threads at once.
public sealed interface ArchiveReader extends AutoCloseable permits ZipReader, TarReader {
    /// Opens `file`, whose kind is told by its first bytes.
    ///
    /// @param name what the sender calls the archive, for messages
    /// @throws BadArchive when it is no archive of a known kind or is seen to be bad at once
    /// @throws StorageFailure when `file` cannot be read
    static ArchiveReader open(Path file, String name, ArchiveLimits limits) {
        ArchiveKind kind =
                ArchiveKind.of(file)
                        .orElseThrow(
                                () -> new BadArchive(name, null, "is neither ZIP nor TAR", null));
        return switch (kind) {
            case ZIP -> ZipReader.open(ArchiveFile.open(file, name), limits);
            case TAR -> TarReader.open(file, name, limits, false);
            case TAR_GZ -> TarReader.open(file, name, limits, true);
        };
    }

    /// Opens a ZIP that is a blob.
    ///
    /// @param name what people call it, for messages
    /// @throws BadArchive when it is no ZIP or is seen to be bad at once
    /// @throws StorageFailure when it cannot be read
    static ArchiveReader openZip(BlobStore store, Sha256 blob, String name, ArchiveLimits limits) {
        return ZipReader.open(ArchiveFile.open(store, blob, name), limits);
    }

    /// The next file, empty after the last. Folders are checked and passed over.
    ///
    /// @throws BadArchive when it must be refused
    /// @throws StorageFailure when the archive cannot be read from our disk
    Optional<ArchiveEntry> next();

    @Override
    void close();
}
