package org.africai.dicom.pixel.codec;

import org.africai.dicom.pixel.codec.JpegDecoder.JpegScan;

/// The sequential DCT processes of 8 and 12 bits (ITU-T T.81 Annex A, F.2): blocks of eight by
/// eight samples as quantized cosine coefficients.
final class JpegDct implements JpegProcess {
    private static final int SIDE = 8;

    /// A block is at least two codes of a bit each, so that a byte gives no more than four blocks.
    private static final int BLOCKS_PER_BYTE = 4;

    private static final int MOST_UNIT_BLOCKS = 10;
    private static final int LAST_COEFFICIENT = 63;

    private final JpegHeader header;
    private final PixelFormat format;
    private final JpegTables tables;
    private final Plane[] planes;
    private final float[] block = new float[SIDE * SIDE];
    private int missing;

    /// @param codeBytes length of the codestream, which bounds the number of blocks
    JpegDct(JpegHeader header, PixelFormat format, JpegTables tables, int codeBytes)
            throws InvalidPixels {
        this.header = header;
        this.format = format;
        this.tables = tables;
        boolean isBaseline = header.process() == JpegMarkers.SOF0;
        if (header.precision() != 8 && (isBaseline || header.precision() != 12)) {
            throw InvalidPixels.broken("JPEG of " + header.precision() + " bits");
        }
        if (format.pixels() / (SIDE * SIDE) / BLOCKS_PER_BYTE > codeBytes) {
            throw InvalidPixels.broken("too few bytes for a JPEG frame of this size");
        }
        planes = new Plane[header.components().size()];
        for (int i = 0; i < planes.length; i++) {
            planes[i] = new Plane(header, header.components().get(i));
        }
        missing = planes.length;
    }

    /// The samples of a component, with those that fill up its last blocks.
    private static final class Plane {
        final JpegHeader.Component component;
        final int blocksAcross;
        final int blocksDown;
        final int width;
        final int height;
        final short[] samples;
        int previous;

        Plane(JpegHeader header, JpegHeader.Component component) {
            this.component = component;
            int unitsAcross = Math.ceilDiv(header.columns(), SIDE * header.largestAcross());
            int unitsDown = Math.ceilDiv(header.rows(), SIDE * header.largestDown());
            blocksAcross = unitsAcross * component.across();
            blocksDown = unitsDown * component.down();
            width = Math.ceilDiv(header.columns() * component.across(), header.largestAcross());
            height = Math.ceilDiv(header.rows() * component.down(), header.largestDown());
            samples = new short[Math.toIntExact((long) blocksAcross * blocksDown * SIDE * SIDE)];
        }

        int stride() {
            return blocksAcross * SIDE;
        }
    }

    @Override
    public JpegHeader header() {
        return header;
    }

    @Override
    public boolean isComplete() {
        return missing <= 0;
    }

    /// The coefficients that a scan says it has are not looked at: real files are wrong there, and
    /// in a sequential process it is all of them.
    @Override
    public void decode(JpegScan scan, JpegBits bits) throws InvalidPixels {
        Coding[] codings = new Coding[scan.parts().size()];
        for (int i = 0; i < codings.length; i++) {
            codings[i] = new Coding(scan.parts().get(i));
        }
        if (codings.length == 1) {
            decodeAlone(codings[0], bits);
        } else {
            decodeInterleaved(codings, bits);
        }
        missing -= codings.length;
    }

    /// What decodes the blocks of a component in a scan.
    private final class Coding {
        final Plane plane;
        final HuffmanTable direct;
        final HuffmanTable alternating;
        final int[] quantization;

        Coding(JpegScan.Part part) throws InvalidPixels {
            plane = planes[part.component()];
            plane.previous = 0;
            direct = tables.direct(part.dcTable());
            alternating = tables.alternating(part.acTable());
            quantization = tables.quantization(plane.component.quantization());
        }
    }

    private void decodeAlone(Coding coding, JpegBits bits) throws InvalidPixels {
        int across = Math.ceilDiv(coding.plane.width, SIDE);
        int down = Math.ceilDiv(coding.plane.height, SIDE);
        int unit = 0;
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                restart(unit++, bits);
                decodeBlock(coding, bits, x, y);
            }
        }
    }

    private void decodeInterleaved(Coding[] codings, JpegBits bits) throws InvalidPixels {
        int blocks = 0;
        for (Coding coding : codings) {
            blocks += coding.plane.component.across() * coding.plane.component.down();
        }
        if (blocks > MOST_UNIT_BLOCKS) {
            throw InvalidPixels.broken("a JPEG unit of " + blocks + " blocks");
        }
        int unitsAcross = Math.ceilDiv(header.columns(), SIDE * header.largestAcross());
        int unitsDown = Math.ceilDiv(header.rows(), SIDE * header.largestDown());
        int unit = 0;
        for (int y = 0; y < unitsDown; y++) {
            for (int x = 0; x < unitsAcross; x++) {
                restart(unit++, bits);
                for (Coding coding : codings) {
                    decodeUnit(coding, bits, x, y);
                }
            }
        }
    }

    private void decodeUnit(Coding coding, JpegBits bits, int x, int y) throws InvalidPixels {
        int across = coding.plane.component.across();
        int down = coding.plane.component.down();
        for (int i = 0; i < down; i++) {
            for (int j = 0; j < across; j++) {
                decodeBlock(coding, bits, x * across + j, y * down + i);
            }
        }
    }

    private void restart(int unit, JpegBits bits) throws InvalidPixels {
        if (tables.restartInterval > 0 && unit > 0 && unit % tables.restartInterval == 0) {
            bits.restart();
            for (Plane plane : planes) {
                plane.previous = 0;
            }
        }
    }

    private void decodeBlock(Coding coding, JpegBits bits, int x, int y) throws InvalidPixels {
        java.util.Arrays.fill(block, 0);
        int category = coding.direct.read(bits);
        if (category > 15) {
            throw InvalidPixels.broken("a JPEG coefficient of more than 15 bits");
        }
        coding.plane.previous += bits.readDifference(category);
        block[0] = (float) coding.plane.previous * coding.quantization[0];
        boolean isFlat = true;
        for (int k = 1; k <= LAST_COEFFICIENT; k++) {
            int symbol = coding.alternating.read(bits);
            int size = symbol & 0xF;
            if (size == 0) {
                if (symbol != 0xF0) {
                    break;
                }
                k += 15;
                continue;
            }
            k += symbol >>> 4;
            if (k > LAST_COEFFICIENT) {
                throw InvalidPixels.broken("a JPEG block of more than 64 coefficients");
            }
            int place = JpegTables.ZIGZAG[k];
            block[place] = (float) bits.readDifference(size) * coding.quantization[place];
            isFlat = false;
        }
        store(coding.plane, x, y, isFlat);
    }

    private void store(Plane plane, int x, int y, boolean isFlat) {
        if (isFlat) {
            java.util.Arrays.fill(block, block[0] / SIDE);
        } else {
            CosineTransform.inverse(block);
        }
        int middle = 1 << (header.precision() - 1);
        int most = (1 << header.precision()) - 1;
        int stride = plane.stride();
        int at = y * SIDE * stride + x * SIDE;
        for (int row = 0; row < SIDE; row++, at += stride) {
            for (int column = 0; column < SIDE; column++) {
                int value = Math.round(block[row * SIDE + column]) + middle;
                plane.samples[at + column] = (short) Math.clamp(value, 0, most);
            }
        }
    }

    /// An Adobe segment says surely whether the components are colour differences; data sets are
    /// often wrong about it.
    private PixelFormat coloured(PixelFormat decoded) {
        if (decoded.samplesPerPixel() != 3) {
            return decoded;
        }
        return switch (tables.adobeTransform) {
            case JpegTables.RGB_TRANSFORM -> decoded.with(Photometric.RGB);
            case JpegTables.YCBCR_TRANSFORM -> decoded.with(Photometric.YBR_FULL);
            default -> decoded;
        };
    }

    @Override
    public Samples samples() {
        PixelFormat decoded = coloured(header.decoded(format));
        Samples samples = new Samples(decoded, new byte[(int) decoded.bytes()]);
        int unit = decoded.sampleBytes();
        int[] row = new int[header.columns()];
        for (int i = 0; i < planes.length; i++) {
            Upsampling upsampling = new Upsampling(planes[i]);
            for (int y = 0; y < header.rows(); y++) {
                upsampling.row(y, row);
                int at = y * header.columns() * planes.length + i;
                for (int value : row) {
                    Samples.put(samples.bytes(), unit, at, value);
                    at += planes.length;
                }
            }
        }
        return samples;
    }

    /// Gives each pixel a sample of a component that has fewer: of half as many, weighed by the
    /// distance of the two nearest, else the one around.
    private final class Upsampling {
        private final Plane plane;
        private final boolean isHalfAcross;
        private final boolean isHalfDown;
        private final int[] line;

        Upsampling(Plane plane) {
            this.plane = plane;
            isHalfAcross = plane.component.across() * 2 == header.largestAcross();
            isHalfDown = plane.component.down() * 2 == header.largestDown();
            line = new int[plane.width];
        }

        void row(int y, int[] to) {
            int near = y * plane.component.down() / header.largestDown();
            int other = isHalfDown ? near + (y % 2 == 0 ? -1 : 1) : near;
            int far = Math.clamp(other, 0, plane.height - 1);
            int nearAt = near * plane.stride();
            int farAt = far * plane.stride();
            for (int x = 0; x < plane.width; x++) {
                line[x] = 3 * plane.samples[nearAt + x] + plane.samples[farAt + x];
            }
            if (isHalfAcross) {
                spread(to);
            } else {
                repeat(to);
            }
        }

        private void spread(int[] to) {
            int last = plane.width - 1;
            for (int x = 0; x < to.length; x++) {
                int near = x / 2;
                int far = x % 2 == 0 ? Math.max(near - 1, 0) : Math.min(near + 1, last);
                to[x] = (3 * line[near] + line[far] + (x % 2 == 0 ? 7 : 8)) >> 4;
            }
        }

        private void repeat(int[] to) {
            int across = plane.component.across();
            int most = header.largestAcross();
            for (int x = 0; x < to.length; x++) {
                to[x] = (line[x * across / most] + 2) >> 2;
            }
        }
    }
}
