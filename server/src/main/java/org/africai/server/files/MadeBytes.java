package org.africai.server.files;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.HashMap;
import java.util.Map;
import org.africai.store.BlobSource;
import org.africai.store.Digests;
import org.africai.store.Sha256;

/// Blobs of the store, and beside them bytes that are made for one download and never stored: a
/// directory, a document. They are held in memory, so they are small.
final class MadeBytes implements BlobSource {
    private final BlobSource store;
    private final Map<Sha256, byte[]> made = new HashMap<>();

    MadeBytes(BlobSource store) {
        this.store = store;
    }

    /// Keeps `bytes` for as long as this is used.
    Digests add(byte[] bytes) {
        Digests digests = Digests.of(bytes);
        made.put(digests.sha256(), bytes);
        return digests;
    }

    @Override
    public SeekableByteChannel open(Sha256 blob) {
        byte[] bytes = made.get(blob);
        return bytes == null ? store.open(blob) : new Channel(bytes);
    }

    private static final class Channel implements SeekableByteChannel {
        private final byte[] bytes;
        private long position;
        private boolean isOpen = true;

        private Channel(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read(ByteBuffer target) throws ClosedChannelException {
            requireOpen();
            if (position >= bytes.length) {
                return -1;
            }
            int at = (int) position;
            int count = Math.min(target.remaining(), bytes.length - at);
            target.put(bytes, at, count);
            position += count;
            return count;
        }

        @Override
        public long position() throws ClosedChannelException {
            requireOpen();
            return position;
        }

        @Override
        public SeekableByteChannel position(long wanted) throws ClosedChannelException {
            requireOpen();
            if (wanted < 0) {
                throw new IllegalArgumentException("no position: " + wanted);
            }
            position = wanted;
            return this;
        }

        @Override
        public long size() throws ClosedChannelException {
            requireOpen();
            return bytes.length;
        }

        private void requireOpen() throws ClosedChannelException {
            if (!isOpen) {
                throw new ClosedChannelException();
            }
        }

        @Override
        public int write(ByteBuffer source) {
            throw new NonWritableChannelException();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new NonWritableChannelException();
        }

        @Override
        public boolean isOpen() {
            return isOpen;
        }

        @Override
        public void close() {
            isOpen = false;
        }
    }
}
