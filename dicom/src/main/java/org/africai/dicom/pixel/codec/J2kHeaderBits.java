package org.africai.dicom.pixel.codec;

/// The bits of packet headers (ITU-T T.800 §B.10.1): after a byte FF the next one has seven.
final class J2kHeaderBits {
    private final byte[] code;
    private final int end;
    private int at;
    private int current;
    private int left;

    J2kHeaderBits(byte[] code, int at, int end) {
        this.code = code;
        this.at = at;
        this.end = end;
    }

    boolean isOne() throws InvalidPixels {
        if (left == 0) {
            left = current == 0xFF ? 7 : 8;
            if (at >= end) {
                throw InvalidPixels.broken("a JPEG 2000 tile ends in a packet header");
            }
            current = code[at++] & 0xFF;
        }
        left--;
        return (current >>> left & 1) != 0;
    }

    int read(int bits) throws InvalidPixels {
        int value = 0;
        for (int i = 0; i < bits; i++) {
            value = value << 1 | (isOne() ? 1 : 0);
        }
        return value;
    }

    /// Where the header ends: a last byte FF is followed by one more.
    int finish() {
        if (current == 0xFF) {
            at++;
        }
        return Math.min(at, end);
    }
}
