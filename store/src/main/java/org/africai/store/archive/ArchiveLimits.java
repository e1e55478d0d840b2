package org.africai.store.archive;

/// How much an archive may hold. All are counted while reading, none is believed.
///
/// @param maxEntries files and folders together
/// @param maxTotalBytes of all files, extracted
/// @param maxRatio how many times larger than its compressed form a file, or the whole, may be once
///   it has passed [#RATIO_FREE_BYTES]
public record ArchiveLimits(long maxEntries, long maxTotalBytes, int maxRatio) {
    /// What any file may grow to, whatever its ratio: 1 MiB.
    public static final long RATIO_FREE_BYTES = 1L << 20;

    private static final long MAX_ENTRIES = 1_000_000;
    private static final int MAX_RATIO = 200;

    /// @throws IllegalArgumentException when a limit is not positive
    public ArchiveLimits {
        if (maxEntries <= 0 || maxTotalBytes <= 0 || maxRatio <= 0) {
            throw new IllegalArgumentException("limits of an archive are positive");
        }
    }

    /// A million entries and a ratio of 200, within a total, such as what is left of a quota.
    public static ArchiveLimits ofTotal(long maxTotalBytes) {
        return new ArchiveLimits(MAX_ENTRIES, maxTotalBytes, MAX_RATIO);
    }

    /// Whether `size` bytes out of `compressed` are more than the ratio allows.
    boolean isBomb(long size, long compressed) {
        return size > RATIO_FREE_BYTES && size / maxRatio > compressed;
    }
}
