package org.africai.dicom.pixel.codec;

import org.jspecify.annotations.Nullable;

/// The tables and settings that scans of a codestream use (ITU-T T.81 §B.2.4).
final class JpegTables {
    private static final int TABLES = 4;
    private static final byte[] ADOBE = {'A', 'd', 'o', 'b', 'e'};

    static final int RGB_TRANSFORM = 0;
    static final int YCBCR_TRANSFORM = 1;

    /// The colour transform was not named.
    private static final int NO_TRANSFORM = -1;

    /// Place in a block, row by row, of the coefficients in their order (T.81 Figure A.6).
    static final byte[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27,
        20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
        58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
    };

    int restartInterval;

    /// The transform that an Adobe segment names.
    int adobeTransform = NO_TRANSFORM;

    private final @Nullable HuffmanTable[] direct = new HuffmanTable[TABLES];
    private final @Nullable HuffmanTable[] alternating = new HuffmanTable[TABLES];
    private final int[] @Nullable [] quantization = new int[TABLES][];

    void readHuffman(JpegSegments segments) throws InvalidPixels {
        while (segments.left() > 0) {
            int choice = segments.uint8();
            int[] counts = new int[HuffmanTable.LONGEST_CODE];
            int total = 0;
            for (int i = 0; i < counts.length; i++) {
                counts[i] = segments.uint8();
                total += counts[i];
            }
            if (total > 256 || (choice & 0xEC) != 0) {
                throw InvalidPixels.broken("a Huffman table that cannot be");
            }
            byte[] symbols = new byte[total];
            for (int i = 0; i < total; i++) {
                symbols[i] = (byte) segments.uint8();
            }
            HuffmanTable table = new HuffmanTable(counts, symbols);
            ((choice & 0x10) == 0 ? direct : alternating)[choice & 3] = table;
        }
    }

    void readQuantization(JpegSegments segments) throws InvalidPixels {
        while (segments.left() > 0) {
            int choice = segments.uint8();
            int[] table = new int[64];
            for (byte place : ZIGZAG) {
                table[place] = choice >>> 4 == 0 ? segments.uint8() : segments.uint16();
            }
            quantization[choice & 3] = table;
        }
    }

    void readAdobe(JpegSegments segments) throws InvalidPixels {
        if (segments.left() < 12) {
            return;
        }
        for (byte letter : ADOBE) {
            if (segments.uint8() != letter) {
                return;
            }
        }
        for (int i = 0; i < 3; i++) {
            segments.uint16();
        }
        adobeTransform = segments.uint8();
    }

    HuffmanTable direct(int choice) throws InvalidPixels {
        return required(direct[choice], "Huffman");
    }

    HuffmanTable alternating(int choice) throws InvalidPixels {
        return required(alternating[choice], "Huffman");
    }

    int[] quantization(int choice) throws InvalidPixels {
        return required(quantization[choice], "quantization");
    }

    private static <T> T required(@Nullable T table, String kind) throws InvalidPixels {
        if (table == null) {
            throw InvalidPixels.broken("a scan uses a " + kind + " table that is not there");
        }
        return table;
    }
}
