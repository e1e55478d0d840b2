package org.africai.store.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.CRC32;
import org.africai.store.BlobSource;
import org.africai.store.Sha256;
import org.africai.store.StorageFailure;

/// Writes a part of a ZIP: it is given the whole, piece by piece, and lets through what lies in the
/// part. Headers and small files are collected into large writes.
final class ZipWriter {
    private static final int BUFFER_BYTES = 256 << 10;

    private final OutputStream out;
    private final long from;
    private final long to;
    private final ByteBuffer buffer;
    private long position; // of the next piece in the ZIP

    ZipWriter(OutputStream out, long from, long count) {
        this.out = out;
        this.from = from;
        this.to = from + count;
        this.buffer = ByteBuffer.allocate(Math.clamp(count, 1, BUFFER_BYTES));
    }

    /// The next piece is at `start`; what lies before it has been dealt with.
    void startAt(long start) {
        position = start;
    }

    /// Whether the part ends before the next piece.
    boolean isDone() {
        return position >= to;
    }

    /// Passes over a piece when the part begins behind it.
    boolean skips(int length) {
        boolean skips = position + length <= from;
        position += skips ? length : 0;
        return skips;
    }

    /// The next piece, which is in memory.
    void bytes(ByteBuffer piece) throws IOException {
        int first = Math.clamp(from - position, 0, piece.limit());
        int last = Math.clamp(to - position, first, piece.limit());
        position += piece.limit();
        for (int at = first; at < last; ) {
            int n = Math.min(room(), last - at);
            buffer.put(buffer.position(), piece, at, n).position(buffer.position() + n);
            at += n;
        }
    }

    /// The next piece, which is a blob.
    void blob(Sha256 blob, long size, int crc32, BlobSource blobs) throws IOException {
        long first = Math.clamp(from - position, 0, size);
        long last = Math.clamp(to - position, first, size);
        position += size;
        if (first == last) {
            return;
        }
        try (SeekableByteChannel channel = blobs.open(blob)) {
            position(blob, size, channel, first);
            var sum = new CRC32();
            copy(blob, channel, last - first, sum);
            if (last - first == size && (int) sum.getValue() != crc32) {
                throw StorageFailure.damaged(blob, "its CRC-32 is not the recorded one");
            }
        }
    }

    private void copy(Sha256 blob, SeekableByteChannel channel, long count, CRC32 sum)
            throws IOException {
        long left = count;
        while (left > 0) {
            int room = room();
            int start = buffer.position();
            buffer.limit(start + (int) Math.min(room, left));
            int n = read(blob, channel);
            buffer.limit(buffer.capacity());
            sum.update(buffer.array(), start, n);
            left -= n;
        }
    }

    private int read(Sha256 blob, SeekableByteChannel channel) {
        int n;
        try {
            n = channel.read(buffer);
        } catch (IOException e) {
            throw StorageFailure.unreadable(blob, e);
        }
        if (n < 0) {
            throw StorageFailure.damaged(blob, "it ended early");
        }
        return n;
    }

    private static void position(
            Sha256 blob, long size, SeekableByteChannel channel, long position) {
        try {
            if (channel.size() != size) {
                throw StorageFailure.damaged(
                        blob, "it has " + channel.size() + " bytes instead of " + size);
            }
            channel.position(position);
        } catch (IOException e) {
            throw StorageFailure.unreadable(blob, e);
        }
    }

    /// How many bytes fit into the buffer, after making room when there is none.
    private int room() throws IOException {
        if (!buffer.hasRemaining()) {
            flush();
        }
        return buffer.remaining();
    }

    void flush() throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
