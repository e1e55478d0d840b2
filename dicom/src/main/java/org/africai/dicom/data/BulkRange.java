package org.africai.dicom.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/// A value, or a fragment of one, left where it lies.
///
/// @param source what to read from
/// @param offset position of the first byte: in the file, or in the inflated data set when the file
///   is deflated
/// @param length number of bytes
public record BulkRange(BulkSource source, long offset, long length) {
    /// @throws IllegalArgumentException when offset or length is negative
    public BulkRange {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("not a range: " + offset + "+" + length);
        }
    }

    /// A range of bytes in memory.
    public static BulkRange of(byte[] bytes) {
        return new BulkRange(new MemorySource(bytes.clone()), 0, bytes.length);
    }

    /// The bytes of ranges one after the other as a stream, which the caller closes; each range is
    /// opened when the one before has ended.
    public static InputStream openAll(List<BulkRange> ranges) {
        return new JoinedStream(ranges);
    }

    /// The bytes as a stream, which the caller closes.
    public InputStream open() throws IOException {
        return source.open(offset, length);
    }

    /// Copies the bytes.
    ///
    /// @throws java.io.EOFException when the source has become shorter
    public void writeTo(OutputStream out) throws IOException {
        try (InputStream in = open()) {
            long copied = in.transferTo(out);
            if (copied != length) {
                throw new java.io.EOFException(
                        "expected " + length + " bytes at " + offset + ", found " + copied);
            }
        }
    }
}
