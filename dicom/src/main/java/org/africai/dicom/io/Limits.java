package org.africai.dicom.io;

/// What a reader accepts at most, whatever the bytes claim. Memory for one file stays below about
/// three times `headerBytes` plus 150 bytes for each of `elements`; typical files need little more
/// than their header.
///
/// @param depth sequences inside each other
/// @param elements elements, items and fragments in all
/// @param headerBytes bytes held in memory: everything but bulk values
/// @param bulkBytes binary values (OB, OW, UN, …) longer than this stay in the file
/// @param inflatedBytes length of a deflated data set once inflated
/// @param inflateRatio inflated bytes for each deflated byte, once there are more than a mebibyte
///   of them
public record Limits(
        int depth,
        int elements,
        int headerBytes,
        int bulkBytes,
        long inflatedBytes,
        int inflateRatio) {
    private static final int MEBIBYTE = 1 << 20;

    /// Deepest nesting that any limits may allow, because writing a data set is recursive.
    public static final int MOST_DEPTH = 256;

    public static final Limits DEFAULT =
            new Limits(64, 1_000_000, 64 * MEBIBYTE, 64 << 10, 512L * MEBIBYTE, 200);

    /// @throws IllegalArgumentException when a limit is not positive, or the depth above
    ///   [#MOST_DEPTH]
    public Limits {
        if (depth < 1 || depth > MOST_DEPTH) {
            throw new IllegalArgumentException("depth must be 1 to " + MOST_DEPTH + ": " + depth);
        }
        requirePositive("elements", elements);
        requirePositive("header-bytes", headerBytes);
        requirePositive("bulk-bytes", bulkBytes);
        requirePositive("inflated-bytes", inflatedBytes);
        requirePositive("inflate-ratio", inflateRatio);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be positive: " + value);
        }
    }

    public Limits withDepth(int depth) {
        return new Limits(depth, elements, headerBytes, bulkBytes, inflatedBytes, inflateRatio);
    }

    public Limits withElements(int elements) {
        return new Limits(depth, elements, headerBytes, bulkBytes, inflatedBytes, inflateRatio);
    }

    public Limits withHeaderBytes(int headerBytes) {
        return new Limits(depth, elements, headerBytes, bulkBytes, inflatedBytes, inflateRatio);
    }

    public Limits withBulkBytes(int bulkBytes) {
        return new Limits(depth, elements, headerBytes, bulkBytes, inflatedBytes, inflateRatio);
    }

    public Limits withInflation(long inflatedBytes, int inflateRatio) {
        return new Limits(depth, elements, headerBytes, bulkBytes, inflatedBytes, inflateRatio);
    }
}
