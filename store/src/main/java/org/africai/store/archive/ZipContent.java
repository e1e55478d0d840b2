package org.africai.store.archive;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The content of one ZIP entry. It gives exactly the bytes the directory promises: the last of
/// them only when size, checksum and end of the compressed data are right, and never one more.
final class ZipContent extends InputStream {
    private static final int BUFFER_BYTES = 64 << 10;

    private final ArchiveFile zip;
    private final ZipRecord record;
    private final Inflater inflater;
    private final ByteBuffer input;
    private final CRC32 crc32 = new CRC32();
    private long position;
    private long inputLeft;
    private long given;
    private boolean verified;
    private boolean closed;

    /// @param inflater reset, used until [#close], and not ended
    /// @param input used until [#close]
    ZipContent(ArchiveFile zip, ZipRecord record, Inflater inflater, ByteBuffer input) {
        this.zip = zip;
        this.record = record;
        this.inflater = inflater;
        this.input = input;
        this.position = ZipLocal.dataOffset(zip, record);
        this.inputLeft = record.compressedSize();
    }

    static ByteBuffer inputBuffer() {
        return ByteBuffer.allocate(BUFFER_BYTES);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (closed) {
            throw new IllegalStateException("the reader has gone on to another entry");
        }
        int wanted = (int) Math.min(length, record.size() - given);
        int n = wanted == 0 ? 0 : some(bytes, offset, wanted);
        crc32.update(bytes, offset, n);
        given += n;
        if (given == record.size()) {
            verify();
        }
        return n == 0 && length > 0 ? -1 : n;
    }

    private int some(byte[] bytes, int offset, int length) {
        return record.method() == ZipRecord.STORED
                ? stored(bytes, offset, length)
                : inflated(bytes, offset, length);
    }

    private int stored(byte[] bytes, int offset, int length) {
        zip.fill(position, ByteBuffer.wrap(bytes, offset, length));
        position += length;
        inputLeft -= length;
        return length;
    }

    private int inflated(byte[] bytes, int offset, int length) {
        int n = inflate(bytes, offset, length);
        if (n == 0) {
            throw damaged("its data end early");
        }
        return n;
    }

    /// Inflates until there is something or the end of the data.
    private int inflate(byte[] bytes, int offset, int length) {
        try {
            int n = inflater.inflate(bytes, offset, length);
            while (n == 0 && !inflater.finished() && !inflater.needsDictionary() && feed()) {
                n = inflater.inflate(bytes, offset, length);
            }
            return n;
        } catch (DataFormatException e) {
            throw new BadArchive(zip.name(), record.name(), "its data are damaged", e);
        }
    }

    private boolean feed() {
        if (inputLeft == 0) {
            return false;
        }
        input.clear().limit((int) Math.min(input.capacity(), inputLeft));
        zip.fill(position, input);
        position += input.position();
        inputLeft -= input.position();
        inflater.setInput(input.flip());
        return true;
    }

    private void verify() {
        if (verified) {
            return;
        }
        if (record.method() == ZipRecord.DEFLATED) {
            requireDeflateEnd();
        }
        if ((int) crc32.getValue() != record.crc32()) {
            throw damaged("its checksum is wrong");
        }
        verified = true;
    }

    private void requireDeflateEnd() {
        if (inflate(new byte[1], 0, 1) != 0) {
            throw damaged("it is larger than the directory says");
        }
        if (!inflater.finished() || inflater.getRemaining() != 0 || inputLeft != 0) {
            throw damaged("its data do not end where the directory says");
        }
    }

    private BadArchive damaged(String reason) {
        return zip.bad(record.name(), reason);
    }

    @Override
    public void close() {
        closed = true;
    }
}
