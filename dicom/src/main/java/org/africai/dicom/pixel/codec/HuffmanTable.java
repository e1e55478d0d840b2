package org.africai.dicom.pixel.codec;

/// A Huffman table for decoding (ITU-T T.81 Annex C, F.2.2.3).
///
/// Codes of up to nine bits are found in one step, longer ones by comparing the next sixteen bits
/// with the first code of each length.
final class HuffmanTable {
    static final int LONGEST_CODE = 16;

    private static final int FAST_BITS = 9;
    private static final int FAST_SHIFT = LONGEST_CODE - FAST_BITS;

    /// By the next nine bits: length of the code and symbol, or 0.
    private final short[] fast = new short[1 << FAST_BITS];

    /// For each length, the first sixteen bits that are beyond its codes.
    private final int[] limit = new int[LONGEST_CODE + 1];

    /// For each length, what to add to a code to have the place of its symbol.
    private final int[] place = new int[LONGEST_CODE + 1];

    private final byte[] symbols;

    /// @param counts number of codes of each length, from one bit on
    /// @param symbols in the order of their codes
    HuffmanTable(int[] counts, byte[] symbols) throws InvalidPixels {
        this.symbols = symbols;
        int code = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST_CODE; length++) {
            int count = counts[length - 1];
            if (code + count > 1 << length) {
                throw InvalidPixels.broken("a Huffman table has more codes than there can be");
            }
            place[length] = index - code;
            for (int i = 0; i < count && length <= FAST_BITS; i++) {
                enter(code + i, length, symbols[index + i] & 0xFF);
            }
            code += count;
            index += count;
            limit[length] = code << (LONGEST_CODE - length);
            code <<= 1;
        }
    }

    private void enter(int code, int length, int symbol) {
        int first = code << (FAST_BITS - length);
        int last = (code + 1) << (FAST_BITS - length);
        for (int i = first; i < last; i++) {
            fast[i] = (short) (length << 8 | symbol);
        }
    }

    /// Reads the next symbol.
    int read(JpegBits bits) throws InvalidPixels {
        int next = bits.peek16();
        int entry = fast[next >>> FAST_SHIFT];
        if (entry != 0) {
            bits.skip(entry >>> 8);
            return entry & 0xFF;
        }
        for (int length = FAST_BITS + 1; length <= LONGEST_CODE; length++) {
            if (next < limit[length]) {
                bits.skip(length);
                return symbols[place[length] + (next >>> (LONGEST_CODE - length))] & 0xFF;
            }
        }
        throw InvalidPixels.broken("bits that are no Huffman code");
    }
}
