package org.africai.server.files;

import org.africai.store.EntryName;
import org.africai.store.Sha256;

/// What became of one DICOM object that was to become a file of a scan.
public sealed interface Attached {
    /// @param file key of its file
    /// @param name what the file is called
    record Stored(ScanObject object, long file, EntryName name) implements Attached {}

    /// The scan has this very object already, byte for byte.
    record Duplicate(ScanObject object) implements Attached {}

    /// The scan has an object of this UID with other bytes, and those were to be kept.
    ///
    /// @param kept the bytes that the scan has
    record Conflict(ScanObject object, Sha256 kept) implements Attached {}
}
