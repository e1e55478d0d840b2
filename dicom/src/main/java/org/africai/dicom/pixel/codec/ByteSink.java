package org.africai.dicom.pixel.codec;

import java.util.Arrays;

/// Bytes of a codestream being written.
final class ByteSink {
    private static final int FIRST_BYTES = 4096;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;

    void uint8(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.multiplyExact(size, 2));
        }
        bytes[size++] = (byte) value;
    }

    void uint16(int value) {
        uint8(value >>> 8);
        uint8(value);
    }

    void marker(int code) {
        uint8(0xFF);
        uint8(code);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
