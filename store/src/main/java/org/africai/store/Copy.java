package org.africai.store;

import java.io.IOException;
import java.io.InputStream;

/// Reading a stream to its end in chunks that begin small and grow, so that neither a thousand 40
/// kB images nor one file of many GiB pays for the other.
final class Copy {
    private static final int FIRST_BYTES = 64 << 10;

    /// 1 MiB: large enough for [Digester] to share the work, small enough to hold per upload.
    private static final int CHUNK_BYTES = 1 << 20;

    private Copy() {}

    /// Takes one chunk; the array is used again for the next.
    @FunctionalInterface
    interface Sink<E extends Exception> {
        void accept(byte[] bytes, int offset, int length) throws E;
    }

    /// Gives all bytes of `in` to `sink`, in order; `in` stays open.
    static <E extends Exception> void whole(InputStream in, Sink<E> sink) throws IOException, E {
        byte[] buffer = new byte[FIRST_BYTES];
        for (int n = fill(in, buffer); n > 0; n = fill(in, buffer)) {
            sink.accept(buffer, 0, n);
            buffer = buffer.length < CHUNK_BYTES ? new byte[CHUNK_BYTES] : buffer;
        }
    }

    /// As many bytes as there are, up to the length of `buffer`. Not `readNBytes`, which some
    /// streams override to give less.
    private static int fill(InputStream in, byte[] buffer) throws IOException {
        int filled = 0;
        while (filled < buffer.length) {
            int n = in.read(buffer, filled, buffer.length - filled);
            if (n < 0) {
                break;
            }
            filled += n;
        }
        return filled;
    }
}
