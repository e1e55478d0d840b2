package org.africai.dicom.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Turns the byte order of units of two, four or eight bytes around. A last, incomplete unit stays
/// as it is.
final class SwappingStream extends FilterInputStream {
    private static final int BUFFER_BYTES = 8192;

    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final int unit;
    private int next;
    private int end;

    SwappingStream(InputStream in, int unit) {
        super(in);
        this.unit = unit;
    }

    @Override
    public int read() throws IOException {
        return next < end || fill() ? buffer[next++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (next == end && !fill()) {
            return -1;
        }
        int count = Math.min(length, end - next);
        System.arraycopy(buffer, next, target, offset, count);
        next += count;
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = 0;
        while (skipped < count && (next < end || fill())) {
            int step = (int) Math.min(count - skipped, end - next);
            next += step;
            skipped += step;
        }
        return skipped;
    }

    @Override
    public int available() {
        return end - next;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private boolean fill() throws IOException {
        next = 0;
        end = in.readNBytes(buffer, 0, BUFFER_BYTES);
        NumberValues.swap(buffer, end, unit);
        return end > 0;
    }
}
