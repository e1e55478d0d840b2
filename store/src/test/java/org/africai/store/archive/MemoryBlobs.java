package org.africai.store.archive;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.HashMap;
import java.util.Map;
import org.africai.store.BlobSource;
import org.africai.store.Digests;
import org.africai.store.Sha256;

/// Blobs in memory, and blobs of zeros of any size that are nowhere.
final class MemoryBlobs implements BlobSource {
    private final Map<Sha256, byte[]> blobs = new HashMap<>();
    private final Map<Sha256, Long> zeros = new HashMap<>();

    Digests put(byte[] bytes) {
        Digests digests = Digests.of(bytes);
        blobs.put(digests.sha256(), bytes);
        return digests;
    }

    void putZeros(Sha256 name, long size) {
        zeros.put(name, size);
    }

    void replace(Sha256 name, byte[] bytes) {
        blobs.put(name, bytes);
    }

    @Override
    public SeekableByteChannel open(Sha256 blob) {
        Long size = zeros.get(blob);
        if (size != null) {
            return new Content(new byte[0], size);
        }
        byte[] bytes = blobs.get(blob);
        if (bytes == null) {
            throw new IllegalArgumentException("no blob " + blob);
        }
        return new Content(bytes, bytes.length);
    }

    /// `bytes`, followed by zeros up to `size`.
    private static final class Content implements SeekableByteChannel {
        private final byte[] bytes;
        private final long size;
        private long position;
        private boolean open = true;

        Content(byte[] bytes, long size) {
            this.bytes = bytes;
            this.size = size;
        }

        @Override
        public int read(ByteBuffer target) throws ClosedChannelException {
            if (!open) {
                throw new ClosedChannelException();
            }
            if (position >= size) {
                return -1;
            }
            int n = (int) Math.min(target.remaining(), size - position);
            int real = Math.clamp(bytes.length - position, 0, n);
            target.put(bytes, (int) Math.min(position, bytes.length), real);
            target.put(new byte[n - real]);
            position += n;
            return n;
        }

        @Override
        public long position() {
            return position;
        }

        @Override
        public SeekableByteChannel position(long newPosition) {
            position = newPosition;
            return this;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public int write(ByteBuffer source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SeekableByteChannel truncate(long newSize) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public void close() {
            open = false;
        }
    }
}
