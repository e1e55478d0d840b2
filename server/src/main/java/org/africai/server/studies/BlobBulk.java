package org.africai.server.studies;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.africai.dicom.data.BulkSource;
import org.africai.store.BlobSource;
import org.africai.store.Sha256;

/// A blob as the DICOM library reads it: values are left where they lie and opened when they are
/// wanted.
///
/// @param store has the blob
public record BlobBulk(BlobSource store, Sha256 blob) implements BulkSource {
    /// @throws org.africai.store.StorageFailure when the blob is not there
    @Override
    public InputStream open(long offset, long length) throws IOException {
        SeekableByteChannel channel = store.open(blob);
        channel.position(offset);
        return new Part(channel, length);
    }

    /// A part of the blob. It is passed over without being read.
    private static final class Part extends InputStream {
        private final SeekableByteChannel channel;
        private long left;

        Part(SeekableByteChannel channel, long length) {
            this.channel = channel;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left <= 0) {
                return -1;
            }
            int read = channel.read(ByteBuffer.wrap(target, offset, (int) Math.min(length, left)));
            left -= Math.max(read, 0);
            return read;
        }

        @Override
        public long skip(long count) throws IOException {
            long skipped = Math.clamp(count, 0, left);
            channel.position(channel.position() + skipped);
            left -= skipped;
            return skipped;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
