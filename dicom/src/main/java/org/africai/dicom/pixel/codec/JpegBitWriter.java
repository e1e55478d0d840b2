package org.africai.dicom.pixel.codec;

/// Writes entropy-coded segments: a byte 00 follows each FF (ITU-T T.81 §F.1.2.3).
final class JpegBitWriter {
    private final ByteSink out;
    private long held;
    private int count;

    JpegBitWriter(ByteSink out) {
        this.out = out;
    }

    /// @param length at most 16
    void write(int bits, int length) {
        held = held << length | bits;
        count += length;
        while (count >= Byte.SIZE) {
            count -= Byte.SIZE;
            int next = (int) (held >>> count) & 0xFF;
            out.uint8(next);
            if (next == 0xFF) {
                out.uint8(0);
            }
        }
    }

    /// Fills the last byte with ones.
    void finish() {
        if (count > 0) {
            int missing = Byte.SIZE - count;
            write((1 << missing) - 1, missing);
        }
    }
}
