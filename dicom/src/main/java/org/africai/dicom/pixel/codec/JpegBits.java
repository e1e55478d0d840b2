package org.africai.dicom.pixel.codec;

/// The bits of entropy-coded segments (ITU-T T.81 §F.2.2.5): after a byte FF stands a byte 00 that
/// does not count; any other byte behind FF is a marker, at which the bits end.
final class JpegBits {
    private final byte[] code;
    private int at;
    private long held;
    private int count;

    /// @param at where the segment starts
    JpegBits(byte[] code, int at) {
        this.code = code;
        this.at = at;
    }

    private void fill() {
        while (count <= Long.SIZE - 2 * Byte.SIZE && at < code.length) {
            int next = code[at] & 0xFF;
            if (next == 0xFF) {
                if (at + 1 >= code.length || code[at + 1] != 0) {
                    return;
                }
                at++;
            }
            at++;
            held = held << Byte.SIZE | next;
            count += Byte.SIZE;
        }
    }

    /// The next sixteen bits, filled up with ones behind the end.
    int peek16() {
        if (count < 16) {
            fill();
        }
        if (count >= 16) {
            return (int) (held >>> (count - 16)) & 0xFFFF;
        }
        int missing = 16 - count;
        return (int) (held << missing | ((1L << missing) - 1)) & 0xFFFF;
    }

    /// Passes over bits that were peeked at.
    void skip(int bits) throws InvalidPixels {
        if (bits > count) {
            throw InvalidPixels.broken("the compressed data ends before its samples do");
        }
        count -= bits;
    }

    /// The next bits, 16 at most, as an unsigned number.
    int read(int bits) throws InvalidPixels {
        if (count < bits) {
            fill();
        }
        skip(bits);
        return (int) (held >>> count) & ((1 << bits) - 1);
    }

    /// The next bits as a difference of a category (T.81 §F.2.2.1, EXTEND).
    int readDifference(int category) throws InvalidPixels {
        if (category == 0) {
            return 0;
        }
        int value = read(category);
        return value < 1 << (category - 1) ? value - (1 << category) + 1 : value;
    }

    /// Goes on behind a restart marker, which must come next.
    void restart() throws InvalidPixels {
        count = 0;
        held = 0;
        int marker = nextMarker();
        if (marker < JpegMarkers.RST0 || marker > JpegMarkers.RST0 + 7) {
            throw InvalidPixels.broken("a restart marker is missing");
        }
        at += 2;
    }

    /// Where the marker is that ends the segment.
    int end() {
        count = 0;
        nextMarker();
        return at;
    }

    /// Passes over what is left of the segment.
    private int nextMarker() {
        while (at + 1 < code.length) {
            int next = code[at + 1] & 0xFF;
            if (code[at] == (byte) 0xFF && next != 0 && next != 0xFF) {
                return next;
            }
            at++;
        }
        at = code.length;
        return 0;
    }
}
