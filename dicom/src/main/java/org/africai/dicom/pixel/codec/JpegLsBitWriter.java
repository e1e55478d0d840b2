package org.africai.dicom.pixel.codec;

/// Writes the bits of a JPEG-LS scan: a byte behind FF has seven of them (ITU-T T.87 §A.1).
final class JpegLsBitWriter {
    private final ByteSink out;
    private long held;
    private int count;
    private int room = Byte.SIZE;

    JpegLsBitWriter(ByteSink out) {
        this.out = out;
    }

    /// @param length at most 32
    void write(int bits, int length) {
        held = held << length | (bits & 0xFFFFFFFFL);
        count += length;
        while (count >= room) {
            count -= room;
            int next = (int) (held >>> count) & ((1 << room) - 1);
            out.uint8(next);
            room = next == 0xFF ? Byte.SIZE - 1 : Byte.SIZE;
        }
    }

    void zeros(int number) {
        for (int left = number; left > 0; left -= Byte.SIZE) {
            write(0, Math.min(left, Byte.SIZE));
        }
    }

    /// Fills the last byte with zeros; a last byte FF is followed by one of zeros, so that the
    /// marker behind is not taken for data.
    void finish() {
        if (count > 0 || room < Byte.SIZE) {
            write(0, room - count);
        }
    }
}
