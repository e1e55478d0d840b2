package org.africai.dicom.pixel.codec;

import org.africai.dicom.pixel.codec.JpegDecoder.JpegScan;

/// The lossless process (ITU-T T.81 Annex H): each sample is predicted from those to the left and
/// above, and its difference from the prediction, modulo 65536, is a Huffman-coded category and as
/// many bits.
final class JpegLossless implements JpegProcess {
    private static final int NO_BITS_CATEGORY = 16;

    private final JpegHeader header;
    private final JpegTables tables;
    private final Samples samples;
    private int missing;

    /// @param codeBytes length of the codestream, which bounds the number of samples
    JpegLossless(JpegHeader header, PixelFormat format, JpegTables tables, int codeBytes)
            throws InvalidPixels {
        this.header = header;
        this.tables = tables;
        if (header.precision() < 2 || header.precision() > 16) {
            throw InvalidPixels.broken("lossless JPEG of " + header.precision() + " bits");
        }
        if (header.largestAcross() > 1 || header.largestDown() > 1) {
            throw InvalidPixels.unsupported("lossless JPEG with components of different sizes");
        }
        if (format.samples() / Byte.SIZE > codeBytes) {
            throw InvalidPixels.broken("too few bytes for a lossless JPEG frame of this size");
        }
        PixelFormat decoded = header.decoded(format);
        samples = new Samples(decoded, new byte[(int) decoded.bytes()]);
        missing = header.components().size();
    }

    @Override
    public JpegHeader header() {
        return header;
    }

    @Override
    public boolean isComplete() {
        return missing <= 0;
    }

    @Override
    public Samples samples() {
        return samples;
    }

    @Override
    public void decode(JpegScan scan, JpegBits bits) throws InvalidPixels {
        if (scan.start() < 1 || scan.start() > 7 || scan.low() >= header.precision()) {
            throw InvalidPixels.broken("lossless JPEG with predictor " + scan.start());
        }
        int columns = header.columns();
        int restart = tables.restartInterval;
        if (restart % columns != 0) {
            throw InvalidPixels.broken("lossless JPEG restarts within a row");
        }
        Rows rows = new Rows(scan, columns);
        int restartRows = restart / columns;
        for (int y = 0; y < header.rows(); y++) {
            boolean isRestart = restart > 0 && y > 0 && y % restartRows == 0;
            if (isRestart) {
                bits.restart();
            }
            rows.decode(bits, y == 0 || isRestart);
            rows.store(y);
        }
        missing -= scan.parts().size();
    }

    /// The row being decoded and the one above, of each component.
    private final class Rows {
        private final JpegScan scan;
        private final int columns;
        private final HuffmanTable[] huffman;
        private int[][] above;
        private int[][] current;

        Rows(JpegScan scan, int columns) throws InvalidPixels {
            this.scan = scan;
            this.columns = columns;
            int parts = scan.parts().size();
            huffman = new HuffmanTable[parts];
            for (int i = 0; i < parts; i++) {
                huffman[i] = tables.direct(scan.parts().get(i).dcTable());
            }
            above = new int[parts][columns];
            current = new int[parts][columns];
        }

        /// @param isFirst whether the row above does not count
        void decode(JpegBits bits, boolean isFirst) throws InvalidPixels {
            int[][] done = above;
            above = current;
            current = done;
            int middle = 1 << (header.precision() - scan.low() - 1);
            int predictor = scan.start();
            for (int x = 0; x < columns; x++) {
                for (int part = 0; part < huffman.length; part++) {
                    int[] row = current[part];
                    int prediction;
                    if (isFirst) {
                        prediction = x == 0 ? middle : row[x - 1];
                    } else {
                        prediction =
                                x == 0 ? above[part][0] : predict(predictor, row, above[part], x);
                    }
                    row[x] = (prediction + difference(huffman[part], bits)) & 0xFFFF;
                }
            }
        }

        void store(int y) {
            int components = header.components().size();
            int unit = samples.format().sampleBytes();
            for (int part = 0; part < huffman.length; part++) {
                int at = y * columns * components + scan.parts().get(part).component();
                int[] row = current[part];
                for (int x = 0; x < columns; x++, at += components) {
                    Samples.put(samples.bytes(), unit, at, row[x] << scan.low());
                }
            }
        }
    }

    private static int difference(HuffmanTable huffman, JpegBits bits) throws InvalidPixels {
        int category = huffman.read(bits);
        if (category > NO_BITS_CATEGORY) {
            throw InvalidPixels.broken("a difference of more than 16 bits");
        }
        return category == NO_BITS_CATEGORY ? 1 << 15 : bits.readDifference(category);
    }

    /// The prediction of a sample that is neither in the first row nor in the first column (T.81
    /// Table H.1).
    static int predict(int predictor, int[] row, int[] above, int x) {
        int left = row[x - 1];
        int up = above[x];
        int corner = above[x - 1];
        return switch (predictor) {
            case 1 -> left;
            case 2 -> up;
            case 3 -> corner;
            case 4 -> left + up - corner;
            case 5 -> left + ((up - corner) >> 1);
            case 6 -> up + ((left - corner) >> 1);
            default -> (left + up) >> 1;
        };
    }
}
