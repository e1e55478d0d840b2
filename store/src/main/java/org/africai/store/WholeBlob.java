package org.africai.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.CRC32;

/// Sends all of a blob and looks at it on the way. The last chunk is sent only when length and
/// checksum are right, so that a damaged blob never arrives as a whole.
final class WholeBlob {
    private static final int CHUNK_BYTES = 256 << 10;

    private final Sha256 blob;
    private final long size;
    private final int crc32;

    WholeBlob(Sha256 blob, long size, int crc32) {
        this.blob = blob;
        this.size = size;
        this.crc32 = crc32;
    }

    void send(BlobSource blobs, OutputStream target) throws IOException {
        byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, size)];
        var sum = new CRC32();
        try (SeekableByteChannel channel = blobs.open(blob)) {
            requireSize(channel);
            for (long left = size; left > 0; ) {
                int n = (int) Math.min(chunk.length, left);
                read(channel, ByteBuffer.wrap(chunk, 0, n));
                sum.update(chunk, 0, n);
                left -= n;
                if (left == 0) {
                    requireSum(sum);
                }
                target.write(chunk, 0, n);
            }
        }
    }

    private void requireSize(SeekableByteChannel channel) {
        try {
            if (channel.size() != size) {
                throw StorageFailure.damaged(
                        blob, "it has " + channel.size() + " bytes instead of " + size);
            }
        } catch (IOException e) {
            throw StorageFailure.unreadable(blob, e);
        }
    }

    private void read(SeekableByteChannel channel, ByteBuffer chunk) {
        try {
            while (chunk.hasRemaining()) {
                if (channel.read(chunk) < 0) {
                    throw StorageFailure.damaged(blob, "it ended early");
                }
            }
        } catch (IOException e) {
            throw StorageFailure.unreadable(blob, e);
        }
    }

    private void requireSum(CRC32 sum) {
        if ((int) sum.getValue() != crc32) {
            throw StorageFailure.damaged(blob, "its CRC-32 is not the recorded one");
        }
    }
}
