package org.africai.dicom.pixel.codec;

/// Encodes by the lossless process (ITU-T T.81 Annex H) in one scan, with a Huffman table made for
/// the frame in a first pass over it.
final class JpegLosslessEncoder {
    private static final int LARGEST_PRECISION = 16;
    private static final int CATEGORIES = LARGEST_PRECISION + 1;

    private final Samples samples;
    private final int precision;
    private final int predictor;
    private final int components;
    private final int columns;

    /// @param predictor 1 to 7
    private JpegLosslessEncoder(Samples samples, int predictor) {
        this.samples = samples;
        this.precision = Precision.of(samples);
        this.predictor = predictor;
        this.components = samples.format().samplesPerPixel();
        this.columns = samples.format().columns();
    }

    static byte[] encode(Samples samples, int predictor) {
        return new JpegLosslessEncoder(samples, predictor).encode();
    }

    private byte[] encode() {
        int[] frequencies = new int[CATEGORIES];
        forEachDifference(difference -> frequencies[category(difference)]++);
        HuffmanCode code = HuffmanCode.of(frequencies);
        ByteSink out = new ByteSink();
        writeHeader(out, code);
        JpegBitWriter bits = new JpegBitWriter(out);
        forEachDifference(difference -> {
            int category = category(difference);
            bits.write(code.bits(category), code.length(category));
            if (category > 0 && category < LARGEST_PRECISION) {
                int value = difference < 0 ? difference - 1 : difference;
                bits.write(value & ((1 << category) - 1), category);
            }
        });
        bits.finish();
        out.marker(JpegMarkers.EOI);
        return out.toBytes();
    }

    /// Number of bits of a difference (T.81 Table H.2).
    private static int category(int difference) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(Math.abs(difference));
    }

    private interface Differences {
        /// @param difference from -32767 to 32768
        void take(int difference);
    }

    private void forEachDifference(Differences differences) {
        int[][] above = new int[components][columns];
        int[][] current = new int[components][columns];
        int mask = (1 << precision) - 1;
        for (int y = 0, at = 0; y < samples.format().rows(); y++) {
            for (int x = 0; x < columns; x++) {
                for (int part = 0; part < components; part++, at++) {
                    int[] row = current[part];
                    row[x] = samples.bits(at) & mask;
                    int difference = (short) (row[x] - predict(row, above[part], x, y));
                    differences.take(difference == Short.MIN_VALUE ? 1 << 15 : difference);
                }
            }
            int[][] done = above;
            above = current;
            current = done;
        }
    }

    private int predict(int[] row, int[] above, int x, int y) {
        if (y == 0) {
            return x == 0 ? 1 << (precision - 1) : row[x - 1];
        }
        return x == 0 ? above[0] : JpegLossless.predict(predictor, row, above, x);
    }

    private void writeHeader(ByteSink out, HuffmanCode code) {
        out.marker(JpegMarkers.SOI);
        out.marker(JpegMarkers.SOF3);
        out.uint16(8 + 3 * components);
        out.uint8(precision);
        out.uint16(samples.format().rows());
        out.uint16(columns);
        out.uint8(components);
        for (int i = 1; i <= components; i++) {
            out.uint8(i);
            out.uint8(0x11);
            out.uint8(0);
        }
        code.write(out, 0);
        out.marker(JpegMarkers.SOS);
        out.uint16(6 + 2 * components);
        out.uint8(components);
        for (int i = 1; i <= components; i++) {
            out.uint8(i);
            out.uint8(0);
        }
        out.uint8(predictor);
        out.uint8(0);
        out.uint8(0);
    }
}
