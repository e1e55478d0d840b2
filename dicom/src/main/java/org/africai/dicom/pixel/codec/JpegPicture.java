package org.africai.dicom.pixel.codec;

/// Encodes pictures of eight bits as baseline JPEG (ITU-T T.81) in a JFIF file.
///
/// The Huffman tables are made for the picture, from a part of its blocks and with a code for
/// whatever the others may hold.
public final class JpegPicture {
    private static final int SIDE = 8;
    private static final int LARGEST_SIDE = 0xFFFF;
    private static final int SAMPLED_BLOCK_ROWS = 4;
    private static final int MOST_DIRECT_BITS = 11;
    private static final int MOST_ALTERNATING_BITS = 10;
    private static final int END_OF_BLOCK = 0;
    private static final int SIXTEEN_ZEROS = 0xF0;

    /// Luminance and colour quantization that the standard gives as examples (Tables K.1, K.2).
    private static final int[][] QUANTIZATION = {
        {
            16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57,
            69, 56, 14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55,
                    64,
            81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99
        },
        {
            17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99,
            99, 99, 47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
            99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99
        }
    };

    private final int width;
    private final int height;
    private final int channels;
    private final byte[] pixels;
    private final int[][] quantization;
    private final int[] previous;
    private final float[] block = new float[SIDE * SIDE];
    private final int[] coefficients = new int[SIDE * SIDE];

    private JpegPicture(int width, int height, boolean isColour, byte[] pixels, int quality) {
        this.width = width;
        this.height = height;
        this.channels = isColour ? 3 : 1;
        this.pixels = pixels;
        this.quantization = new int[isColour ? 2 : 1][];
        this.previous = new int[channels];
        for (int i = 0; i < quantization.length; i++) {
            quantization[i] = scaled(QUANTIZATION[i], quality);
        }
    }

    /// A picture as a JPEG file.
    ///
    /// @param pixels row by row, a byte of grey or three of red, green and blue for each pixel
    /// @param quality 1 to 100, at 50 with the example quantization
    /// @throws IllegalArgumentException when the quality is out of its range, a side is not 1 to
    ///   65535, or the pixels have another number of bytes
    public static byte[] encode(
            int width, int height, boolean isColour, byte[] pixels, int quality) {
        boolean isSide =
                width >= 1 && height >= 1 && width <= LARGEST_SIDE && height <= LARGEST_SIDE;
        if (quality < 1 || quality > 100 || !isSide) {
            throw new IllegalArgumentException(
                    "no JPEG of " + width + " x " + height + " in quality " + quality);
        }
        if (pixels.length != (long) width * height * (isColour ? 3 : 1)) {
            throw new IllegalArgumentException(pixels.length + " bytes are another picture");
        }
        return new JpegPicture(width, height, isColour, pixels, quality).encode();
    }

    private static int[] scaled(int[] table, int quality) {
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        int[] scaled = new int[table.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = Math.clamp(((long) table[i] * percent + 50) / 100, 1, 255);
        }
        return scaled;
    }

    private byte[] encode() {
        Statistics statistics = new Statistics(quantization.length);
        forEachBlock(SAMPLED_BLOCK_ROWS, statistics);
        ByteSink out = new ByteSink();
        HuffmanCode[] direct = statistics.codes(statistics.direct);
        HuffmanCode[] alternating = statistics.codes(statistics.alternating);
        writeHeader(out, direct, alternating);
        JpegBitWriter bits = new JpegBitWriter(out);
        forEachBlock(1, new Coder(direct, alternating, bits));
        bits.finish();
        out.marker(JpegMarkers.EOI);
        return out.toBytes();
    }

    /// What becomes of the symbols of blocks.
    private interface Symbols {
        /// @param table 0 of luminance, 1 of colour
        void direct(int table, int difference);

        void alternating(int table, int symbol, int value);
    }

    /// Codes that the sampled blocks do not need are given for the others.
    private static final class Statistics implements Symbols {
        final int[][] direct;
        final int[][] alternating;

        Statistics(int tables) {
            direct = new int[tables][MOST_DIRECT_BITS + 1];
            alternating = new int[tables][256];
            for (int table = 0; table < tables; table++) {
                java.util.Arrays.fill(direct[table], 1);
                alternating[table][END_OF_BLOCK] = 1;
                alternating[table][SIXTEEN_ZEROS] = 1;
                for (int run = 0; run < 16; run++) {
                    for (int size = 1; size <= MOST_ALTERNATING_BITS; size++) {
                        alternating[table][run << 4 | size] = 1;
                    }
                }
            }
        }

        @Override
        public void direct(int table, int difference) {
            direct[table][size(difference)]++;
        }

        @Override
        public void alternating(int table, int symbol, int value) {
            alternating[table][symbol]++;
        }

        HuffmanCode[] codes(int[][] frequencies) {
            return java.util.Arrays.stream(frequencies)
                    .map(HuffmanCode::of)
                    .toArray(HuffmanCode[]::new);
        }
    }

    private static final class Coder implements Symbols {
        private final HuffmanCode[] direct;
        private final HuffmanCode[] alternating;
        private final JpegBitWriter bits;

        Coder(HuffmanCode[] direct, HuffmanCode[] alternating, JpegBitWriter bits) {
            this.direct = direct;
            this.alternating = alternating;
            this.bits = bits;
        }

        @Override
        public void direct(int table, int difference) {
            int size = size(difference);
            bits.write(direct[table].bits(size), direct[table].length(size));
            value(difference, size);
        }

        @Override
        public void alternating(int table, int symbol, int value) {
            bits.write(alternating[table].bits(symbol), alternating[table].length(symbol));
            value(value, symbol & 0xF);
        }

        private void value(int value, int size) {
            if (size > 0) {
                bits.write((value < 0 ? value - 1 : value) & ((1 << size) - 1), size);
            }
        }
    }

    private static int size(int value) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(value));
    }

    private void forEachBlock(int rowStep, Symbols symbols) {
        java.util.Arrays.fill(previous, 0);
        for (int y = 0; y < height; y += SIDE * rowStep) {
            for (int x = 0; x < width; x += SIDE) {
                for (int channel = 0; channel < channels; channel++) {
                    load(x, y, channel);
                    CosineTransform.forward(block);
                    int table = channel == 0 ? 0 : 1;
                    quantize(quantization[table]);
                    emit(channel, table, symbols);
                }
            }
        }
    }

    /// Samples around 0; those outside the picture are the nearest inside.
    private void load(int left, int top, int channel) {
        for (int i = 0; i < SIDE; i++) {
            int y = Math.min(top + i, height - 1);
            for (int j = 0; j < SIDE; j++) {
                int x = Math.min(left + j, width - 1);
                block[i * SIDE + j] = sample((y * width + x) * channels, channel);
            }
        }
    }

    /// A component of JFIF's colours: luminance and colour differences of full range.
    private float sample(int at, int channel) {
        if (channels == 1) {
            return (pixels[at] & 0xFF) - 128f;
        }
        int red = pixels[at] & 0xFF;
        int green = pixels[at + 1] & 0xFF;
        int blue = pixels[at + 2] & 0xFF;
        return switch (channel) {
            case 0 -> 0.299f * red + 0.587f * green + 0.114f * blue - 128;
            case 1 -> -0.168736f * red - 0.331264f * green + 0.5f * blue;
            default -> 0.5f * red - 0.418688f * green - 0.081312f * blue;
        };
    }

    private void quantize(int[] steps) {
        int most = (1 << MOST_ALTERNATING_BITS) - 1;
        for (int k = 0; k < coefficients.length; k++) {
            int place = JpegTables.ZIGZAG[k];
            coefficients[k] = Math.clamp(Math.round(block[place] / steps[place]), -most, most);
        }
    }

    private void emit(int channel, int table, Symbols symbols) {
        symbols.direct(table, coefficients[0] - previous[channel]);
        previous[channel] = coefficients[0];
        int zeros = 0;
        for (int k = 1; k < coefficients.length; k++) {
            if (coefficients[k] == 0) {
                zeros++;
                continue;
            }
            for (; zeros > 15; zeros -= 16) {
                symbols.alternating(table, SIXTEEN_ZEROS, 0);
            }
            int symbol = zeros << 4 | size(coefficients[k]);
            symbols.alternating(table, symbol, coefficients[k]);
            zeros = 0;
        }
        if (zeros > 0) {
            symbols.alternating(table, END_OF_BLOCK, 0);
        }
    }

    private void writeHeader(ByteSink out, HuffmanCode[] direct, HuffmanCode[] alternating) {
        out.marker(JpegMarkers.SOI);
        out.marker(JpegMarkers.APP0);
        out.uint16(16);
        int[] jfif = {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0};
        for (int value : jfif) {
            out.uint8(value);
        }
        for (int i = 0; i < quantization.length; i++) {
            out.marker(JpegMarkers.DQT);
            out.uint16(3 + quantization[i].length);
            out.uint8(i);
            for (byte place : JpegTables.ZIGZAG) {
                out.uint8(quantization[i][place]);
            }
            direct[i].write(out, i);
            alternating[i].write(out, 0x10 | i);
        }
        writeFrame(out);
        writeScan(out);
    }

    private void writeFrame(ByteSink out) {
        out.marker(JpegMarkers.SOF0);
        out.uint16(8 + 3 * channels);
        out.uint8(8);
        out.uint16(height);
        out.uint16(width);
        out.uint8(channels);
        for (int i = 0; i < channels; i++) {
            out.uint8(i + 1);
            out.uint8(0x11);
            out.uint8(i == 0 ? 0 : 1);
        }
    }

    private void writeScan(ByteSink out) {
        out.marker(JpegMarkers.SOS);
        out.uint16(6 + 2 * channels);
        out.uint8(channels);
        for (int i = 0; i < channels; i++) {
            out.uint8(i + 1);
            out.uint8(i == 0 ? 0 : 0x11);
        }
        out.uint8(0);
        out.uint8(63);
        out.uint8(0);
    }
}
