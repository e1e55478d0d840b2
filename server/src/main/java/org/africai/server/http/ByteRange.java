package org.africai.server.http;

/// A run of bytes of a representation (RFC 9110 §14.1.2).
///
/// @param first position of its first byte
/// @param last position of its last byte, which is part of it
public record ByteRange(long first, long last) {
    /// @throws IllegalArgumentException when it holds no byte
    public ByteRange {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("not a range: " + first + "-" + last);
        }
    }

    /// How many bytes it holds.
    public long length() {
        return last - first + 1;
    }

    /// Its place in a whole of `size` bytes, as `Content-Range` says it.
    String contentRange(long size) {
        return "bytes " + first + "-" + last + "/" + size;
    }
}
