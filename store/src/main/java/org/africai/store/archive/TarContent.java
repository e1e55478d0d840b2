package org.africai.store.archive;

import java.io.IOException;
import java.io.InputStream;
import org.africai.store.StorageFailure;
import org.jspecify.annotations.Nullable;

/// The content of one TAR entry. It ends after the size its header states, or with a [BadArchive]
/// when the archive ends before that.
final class TarContent extends InputStream {
    private static final int BUFFER_BYTES = 64 << 10;

    private final String archive;
    private final String entry;
    private final InputStream tar;
    private long left;
    private boolean closed;

    TarContent(String archive, String entry, long size, InputStream tar) {
        this.archive = archive;
        this.entry = entry;
        this.left = size;
        this.tar = tar;
    }

    /// A call into the library; what it cannot read is a damaged archive.
    @FunctionalInterface
    interface Call<T extends @Nullable Object> {
        T run() throws IOException;
    }

    /// Runs `call` and tells whose fault a failure is.
    static <T extends @Nullable Object> T guarded(
            String archive, @Nullable String entry, Call<T> call) {
        try {
            return call.run();
        } catch (BadArchive | StorageFailure e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new BadArchive(archive, entry, "is damaged: " + e.getMessage(), e);
        }
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        if (closed) {
            throw new IllegalStateException("the reader has gone on to another entry");
        }
        int wanted = (int) Math.min(length, left);
        if (wanted == 0) {
            return length == 0 ? 0 : -1;
        }
        int n = guarded(archive, entry, () -> tar.read(bytes, offset, wanted));
        if (n < 0) {
            throw new BadArchive(archive, entry, "is cut short", null);
        }
        left -= n;
        return n;
    }

    /// Reads the rest, so that nothing of an archive goes unseen, and ends the stream for its user.
    void leave() {
        byte[] buffer = new byte[(int) Math.min(left, BUFFER_BYTES)];
        while (left > 0) {
            int n = read(buffer, 0, buffer.length);
            if (n < 0) {
                throw new IllegalStateException("an entry ended before its size");
            }
        }
        closed = true;
    }
}
