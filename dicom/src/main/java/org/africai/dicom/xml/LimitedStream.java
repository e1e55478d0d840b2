package org.africai.dicom.xml;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that fails after so many bytes, and remembers why it failed. Closing it leaves the
/// stream below open.
final class LimitedStream extends FilterInputStream {
    private long left;
    private boolean isBeyond;
    private boolean isFailed;

    LimitedStream(InputStream in, long limit) {
        super(in);
        this.left = limit;
    }

    boolean isBeyond() {
        return isBeyond;
    }

    /// Whether the stream below failed.
    boolean isFailed() {
        return isFailed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = fromBelow(target, offset, length);
        left -= Math.max(count, 0);
        if (left < 0) {
            isBeyond = true;
            throw new IOException("the text is too long");
        }
        return count;
    }

    private int fromBelow(byte[] target, int offset, int length) throws IOException {
        try {
            return in.read(target, offset, length);
        } catch (IOException e) {
            isFailed = true;
            throw e;
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() {}
}
