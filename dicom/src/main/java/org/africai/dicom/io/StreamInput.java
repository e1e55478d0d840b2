package org.africai.dicom.io;

import java.io.IOException;
import java.io.InputStream;

/// Bytes of a stream, which is not closed.
final class StreamInput implements ByteInput {
    private static final int SKIP_BYTES = 8192;

    private final InputStream in;
    private final long size;

    /// @param size number of bytes, [ByteInput#UNKNOWN] when that is not known
    StreamInput(InputStream in, long size) {
        this.in = in;
        this.size = size;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return in.read(target, offset, length);
    }

    @Override
    public long skip(long count) throws IOException {
        long left = count;
        while (left > 1) { // the last byte is read, which shows whether it is there
            long skipped = in.skip(left - 1);
            if (skipped <= 0) {
                break;
            }
            left -= skipped;
        }
        byte[] waste = new byte[(int) Math.min(left, SKIP_BYTES)];
        while (left > 0) {
            int read = in.read(waste, 0, (int) Math.min(left, waste.length));
            if (read < 0) {
                break;
            }
            left -= read;
        }
        return count - left;
    }

    @Override
    public long size() {
        return size;
    }
}
