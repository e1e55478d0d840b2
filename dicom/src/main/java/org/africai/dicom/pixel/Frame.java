package org.africai.dicom.pixel;

import java.io.InputStream;
import java.util.List;
import org.africai.dicom.data.BulkRange;

/// One frame of pixel data, left where it lies.
///
/// @param number which frame, from 1
/// @param ranges where its bytes are, in order: of compressed pixel data the fragments without
///   their headers, a padding byte at the end included where nothing tells the exact length
/// @param firstBit the bit of the first byte at which the frame starts, counted from the least
///   significant one; other than 0 only in native pixel data of one bit (PS3.5 §8.1.1)
/// @param bits number of bits of the frame: of compressed pixel data all of the ranges
public record Frame(int number, List<BulkRange> ranges, int firstBit, long bits) {
    public Frame {
        ranges = List.copyOf(ranges);
    }

    /// Number of bytes in the ranges.
    public long length() {
        return ranges.stream().mapToLong(BulkRange::length).sum();
    }

    /// Whether the frame consists of whole bytes, so that [#open] gives it and nothing else. When
    /// it does not, the first and last byte are shared with the frames around.
    public boolean isByteAligned() {
        return firstBit == 0 && bits == length() * Byte.SIZE;
    }

    /// The bytes of the ranges one after the other; the caller closes the stream.
    public InputStream open() {
        return BulkRange.openAll(ranges);
    }
}
