package org.africai.dicom.pixel.codec;

import java.io.IOException;
import java.io.OutputStream;

/// Writes frames as the value of native pixel data (PS3.5 §8.1, §8.2), little endian, the samples
/// of a pixel side by side: one behind the other without a gap, even those of one bit a sample.
///
/// The data set that holds the value says `describe` of the samples' format and has the VR OW where
/// more than eight bits are allocated.
public final class NativeWriter {
    private static final int PACKED_BYTES = 8192;

    private final OutputStream out;
    private long written;
    private int pending;
    private int pendingBits;

    /// @param out which stays open
    public NativeWriter(OutputStream out) {
        this.out = out;
    }

    /// Writes the next frame.
    public void write(Samples samples) throws IOException {
        if (samples.format().bitsAllocated() == 1) {
            pack(samples.bytes());
            return;
        }
        out.write(samples.bytes());
        written += samples.bytes().length;
    }

    private void pack(byte[] samples) throws IOException {
        byte[] packed = new byte[PACKED_BYTES];
        int count = 0;
        for (byte sample : samples) {
            pending |= (sample & 1) << pendingBits++;
            if (pendingBits == Byte.SIZE) {
                packed[count++] = (byte) pending;
                pending = 0;
                pendingBits = 0;
                if (count == packed.length) {
                    out.write(packed, 0, count);
                    written += count;
                    count = 0;
                }
            }
        }
        out.write(packed, 0, count);
        written += count;
    }

    /// Writes what is left of the last byte, and a byte to make the length even.
    ///
    /// @return number of bytes of the value
    public long finish() throws IOException {
        if (pendingBits > 0) {
            out.write(pending);
            written++;
            pendingBits = 0;
            pending = 0;
        }
        if (written % 2 != 0) {
            out.write(0);
            written++;
        }
        return written;
    }
}
