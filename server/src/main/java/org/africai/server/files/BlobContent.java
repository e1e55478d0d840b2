package org.africai.server.files;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.zip.CRC32;
import org.africai.server.http.ByteRange;
import org.africai.server.http.Content;
import org.africai.store.BlobStore;
import org.africai.store.Digests;

/// The bytes of one file. Its entity tag is their SHA-256.
///
/// When all of them are sent, their checksum is verified on the way and the last of them held back
/// until it is known to be right: a client never gets a whole file that is not the one it asked
/// for.
public record BlobContent(BlobStore store, Digests digests, Instant changedAt) implements Content {
    @Override
    public long size() {
        return digests.size();
    }

    @Override
    public String entityTag() {
        return digests.sha256().hex();
    }

    @Override
    public void writeTo(OutputStream out, ByteRange range) throws IOException {
        if (range.length() < size()) {
            store.transferTo(digests.sha256(), range.first(), range.length(), out);
            return;
        }
        var verified = new Verified(out);
        store.transferTo(digests.sha256(), 0, size(), verified);
    }

    /// Passes bytes on, the last run only when all were right.
    private final class Verified extends OutputStream {
        private final OutputStream out;
        private final CRC32 crc = new CRC32();
        private long seen;

        private Verified(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            crc.update(bytes, offset, length);
            seen += length;
            if (seen == size() && (int) crc.getValue() != digests.crc32()) {
                throw new IllegalStateException(
                        "blob " + digests.sha256() + " is damaged: its checksum is wrong");
            }
            out.write(bytes, offset, length);
        }
    }
}
