package org.africai.server.files;

/// Hears of scans that got DICOM objects, once that is committed and before whoever sent them is
/// answered.
@FunctionalInterface
public interface ObjectArrivals {
    /// @param scan key of the scan, which may be gone by now
    void arrived(long scan);
}
