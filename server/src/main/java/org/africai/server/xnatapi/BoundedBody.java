package org.africai.server.xnatapi;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.africai.server.http.Refusal;

/// A body of limited length; reading beyond is refused, not cut off.
final class BoundedBody extends FilterInputStream {
    private final Supplier<Refusal> tooLong;
    private long left;

    BoundedBody(InputStream in, long limit, Supplier<Refusal> tooLong) {
        super(in);
        this.left = limit;
        this.tooLong = tooLong;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            count(1);
        }
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int bytes) {
        left -= bytes;
        if (left < 0) {
            throw tooLong.get();
        }
    }
}
