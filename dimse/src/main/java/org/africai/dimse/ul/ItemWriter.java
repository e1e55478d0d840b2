package org.africai.dimse.ul;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes of a protocol data unit that is being made. Lengths are filled in when what they count is
/// there.
final class ItemWriter {
    private static final int LONGEST_ITEM = 0xFFFF;

    private byte[] bytes = new byte[1024];
    private int size;

    /// Starts an item; the result is for [#end].
    int begin(int type) {
        u8(type);
        u8(0);
        return beginLength();
    }

    /// Starts what a length of 16 bits counts; the result is for [#end].
    int beginLength() {
        u16(0);
        return size;
    }

    /// Fills in the length of what was begun at `start`.
    ///
    /// @throws IllegalArgumentException when it is longer than a length of 16 bits can tell
    void end(int start) {
        int length = size - start;
        if (length > LONGEST_ITEM) {
            throw new IllegalArgumentException("an item of " + length + " bytes is too long");
        }
        bytes[start - 2] = (byte) (length >>> 8);
        bytes[start - 1] = (byte) length;
    }

    void textItem(int type, String text) {
        int item = begin(type);
        bytes(text.getBytes(StandardCharsets.ISO_8859_1));
        end(item);
    }

    void sizedText(String text) {
        sizedBytes(Octets.of(text));
    }

    void sizedBytes(Octets octets) {
        int start = beginLength();
        bytes(octets.toBytes());
        end(start);
    }

    /// Text with spaces behind it up to `width` bytes.
    void padded(String text, int width) {
        bytes(text.getBytes(StandardCharsets.ISO_8859_1));
        for (int i = text.length(); i < width; i++) {
            u8(' ');
        }
    }

    void u8(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    void u16(int value) {
        u8(value >>> 8);
        u8(value);
    }

    void u32(long value) {
        u16((int) (value >>> 16));
        u16((int) value);
    }

    void bytes(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    void zeros(int count) {
        reserve(count);
        size += count;
    }

    private void reserve(int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + count));
        }
    }

    /// What was written, as a unit of a type.
    byte[] toPdu(PduType type) {
        byte[] pdu = new byte[PduType.HEADER_BYTES + size];
        pdu[0] = (byte) type.code();
        pdu[2] = (byte) (size >>> 24);
        pdu[3] = (byte) (size >>> 16);
        pdu[4] = (byte) (size >>> 8);
        pdu[5] = (byte) size;
        System.arraycopy(bytes, 0, pdu, PduType.HEADER_BYTES, size);
        return pdu;
    }
}
