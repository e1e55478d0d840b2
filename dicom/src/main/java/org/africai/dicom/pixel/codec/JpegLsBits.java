package org.africai.dicom.pixel.codec;

/// The bits of a JPEG-LS scan (ITU-T T.87 §A.1): after a byte FF the next one has seven bits only,
/// its highest being 0; where it is 1, a marker ends the bits.
final class JpegLsBits {
    private final byte[] code;
    private int at;
    private long held;
    private int count;
    private boolean isBehindFf;

    JpegLsBits(byte[] code, int at) {
        this.code = code;
        this.at = at;
    }

    private void fill() {
        while (count <= Long.SIZE - 2 * Byte.SIZE && at < code.length) {
            int next = code[at] & 0xFF;
            if (next == 0xFF && (at + 1 >= code.length || code[at + 1] < 0)) {
                return;
            }
            int bits = isBehindFf ? 7 : 8;
            held = held << bits | next;
            count += bits;
            isBehindFf = next == 0xFF;
            at++;
        }
    }

    private void require(int bits) throws InvalidPixels {
        if (count < bits) {
            fill();
            if (count < bits) {
                throw InvalidPixels.broken("the JPEG-LS data ends before its samples do");
            }
        }
    }

    boolean isOne() throws InvalidPixels {
        require(1);
        count--;
        return (held >>> count & 1) != 0;
    }

    /// @param bits at most 32
    int read(int bits) throws InvalidPixels {
        require(bits);
        count -= bits;
        return (int) (held >>> count & ((1L << bits) - 1));
    }

    /// The zeros before the next one, which is passed over.
    int zeros(int most) throws InvalidPixels {
        int zeros = 0;
        while (true) {
            require(1);
            long left = held << (Long.SIZE - count);
            int here = Math.min(Long.numberOfLeadingZeros(left), count);
            zeros += here;
            if (zeros > most) {
                throw InvalidPixels.broken("a JPEG-LS code longer than the longest");
            }
            if (here < count) {
                count -= here + 1;
                return zeros;
            }
            count = 0;
        }
    }

    /// Where the marker is that ends the scan.
    int end() {
        while (at + 1 < code.length && !(code[at] == (byte) 0xFF && code[at + 1] < 0)) {
            at++;
        }
        return at;
    }
}
