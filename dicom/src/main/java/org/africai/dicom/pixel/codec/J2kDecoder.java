package org.africai.dicom.pixel.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.africai.dicom.pixel.codec.J2kPackets.J2kRange;
import org.jspecify.annotations.Nullable;

/// Decodes JPEG 2000 codestreams (ITU-T T.800), with or without the boxes of a JP2 file around.
///
/// Tiles are decoded one after the other, so that the coefficients of one are held at a time: four
/// bytes for each of its samples and four more for one component.
final class J2kDecoder {
    private static final int SOC = 0x4F;
    private static final int SIZ = 0x51;
    private static final int SOT = 0x90;
    private static final int TILE_PART_BYTES = 14;
    private static final int MOST_TILES = 65_535;

    /// Of all components; their coefficients take twelve bytes each at most.
    private static final long MOST_TILE_SAMPLES = 1L << 25;

    private final byte[] code;
    private final PixelFormat format;
    private final int start;
    private final JpegSegments segments;
    private final Map<Integer, TileParts> tiles = new TreeMap<>();

    /// What was found of a tile.
    private static final class TileParts {
        final J2kHeaders headers;
        final List<J2kRange> ranges = new ArrayList<>();

        TileParts(J2kHeaders headers) {
            this.headers = headers;
        }
    }

    private J2kDecoder(byte[] code, PixelFormat format) throws InvalidPixels {
        this.code = code;
        this.format = format;
        this.start = codestreamStart(code);
        this.segments = new JpegSegments(code, start + 2);
    }

    static Samples decode(byte[] code, PixelFormat format) throws InvalidPixels {
        return new J2kDecoder(code, format).decode();
    }

    /// Where the codestream starts: at once, as it must in DICOM, or in a box of a JP2 file.
    private static int codestreamStart(byte[] code) throws InvalidPixels {
        int at = 0;
        while (!isStart(code, at)) {
            long length = uint32(code, at);
            boolean isCodestream = uint32(code, at + 4) == 0x6A703263;
            int header = length == 1 ? 16 : 8;
            if (isCodestream && isStart(code, at + header)) {
                return at + header;
            }
            if (length < 8 || length > code.length - at) {
                throw InvalidPixels.broken("the frame does not start as a JPEG 2000 codestream");
            }
            at += (int) length;
        }
        return at;
    }

    private static boolean isStart(byte[] code, int at) {
        return at <= code.length - 4
                && code[at] == (byte) 0xFF
                && code[at + 1] == SOC
                && code[at + 2] == (byte) 0xFF
                && code[at + 3] == SIZ;
    }

    private static long uint32(byte[] code, int at) throws InvalidPixels {
        if (at > code.length - 4) {
            throw InvalidPixels.broken("the frame does not start as a JPEG 2000 codestream");
        }
        return (code[at] & 0xFFL) << 24
                | (code[at + 1] & 0xFFL) << 16
                | (code[at + 2] & 0xFFL) << 8
                | (code[at + 3] & 0xFFL);
    }

    private Samples decode() throws InvalidPixels {
        J2kImage image = null;
        J2kHeaders main = new J2kHeaders(format.samplesPerPixel());
        while (true) {
            int marker = segments.next();
            if (marker == SOT) {
                break;
            }
            if (marker == SIZ) {
                image = J2kImage.read(segments);
                image.requireMatch(format);
            } else if (marker == JpegMarkers.EOI) {
                throw InvalidPixels.broken("a JPEG 2000 codestream without tiles");
            } else {
                main.take(marker, segments);
            }
        }
        return decodeTiles(required(image), main);
    }

    private static J2kImage required(@Nullable J2kImage image) throws InvalidPixels {
        if (image == null) {
            throw InvalidPixels.broken("a JPEG 2000 codestream without its size");
        }
        return image;
    }

    private Samples decodeTiles(J2kImage image, J2kHeaders main) throws InvalidPixels {
        if (image.tiles() > MOST_TILES || image.tiles() > code.length / TILE_PART_BYTES) {
            throw InvalidPixels.broken("too few bytes for " + image.tiles() + " tiles");
        }
        long samples = image.tileSamples();
        if (samples > MOST_TILE_SAMPLES) {
            throw InvalidPixels.unsupported(
                    "a JPEG 2000 tile of "
                            + samples
                            + " samples; the limit is "
                            + MOST_TILE_SAMPLES);
        }
        boolean isMore = true;
        while (isMore) {
            isMore = readTilePart(main, (int) image.tiles());
        }
        if (tiles.size() < image.tiles()) {
            throw InvalidPixels.broken("a JPEG 2000 codestream lacks tiles");
        }
        Output output = new Output(image);
        for (Map.Entry<Integer, TileParts> tile : tiles.entrySet()) {
            decodeTile(image, tile.getKey(), tile.getValue(), output);
        }
        return output.samples;
    }

    /// Reads the header of a tile-part, whose SOT was just met, and passes over its packets.
    ///
    /// @return whether another one follows
    private boolean readTilePart(J2kHeaders main, int count) throws InvalidPixels {
        int first = segments.place() - 4;
        int tile = segments.uint16();
        long length = (long) segments.uint16() << 16 | segments.uint16();
        if (tile >= count) {
            throw InvalidPixels.broken("a JPEG 2000 tile that is not there");
        }
        long end = length == 0 ? endOfCode() : first + length;
        if (end > code.length) {
            throw InvalidPixels.broken("a JPEG 2000 tile is longer than the codestream");
        }
        TileParts parts = tiles.computeIfAbsent(tile, _ -> new TileParts(main.copy()));
        int marker = segments.next();
        while (marker != JpegMarkers.JPEG_2000_SOD) {
            if (marker == SOT || marker == JpegMarkers.EOI) {
                throw InvalidPixels.broken("a JPEG 2000 tile without data");
            }
            parts.headers.take(marker, segments);
            marker = segments.next();
        }
        int data = segments.dataStart();
        if (data > end) {
            throw InvalidPixels.broken("a JPEG 2000 tile header longer than its tile");
        }
        parts.ranges.add(new J2kRange(data, (int) end));
        if (end >= code.length - 1) {
            return false;
        }
        segments.continueAt((int) end);
        int next = segments.next();
        if (next != SOT && next != JpegMarkers.EOI) {
            throw InvalidPixels.broken("no marker where one must be");
        }
        return next == SOT;
    }

    private int endOfCode() {
        int end = code.length;
        while (end > start && code[end - 1] == 0) {
            end--;
        }
        boolean isMarked =
                end >= 2
                        && code[end - 2] == (byte) 0xFF
                        && (code[end - 1] & 0xFF) == JpegMarkers.EOI;
        return isMarked ? end - 2 : code.length;
    }

    private void decodeTile(J2kImage image, int number, TileParts parts, Output output)
            throws InvalidPixels {
        J2kArea area = image.tile(number);
        List<J2kComponent> components = new ArrayList<>();
        long packets = 0;
        for (int i = 0; i < image.components(); i++) {
            J2kComponent component =
                    new J2kComponent(i, area, parts.headers.of(i), image.precision());
            packets += component.countPrecincts();
            components.add(component);
        }
        if (packets * parts.headers.layers() > code.length) {
            throw InvalidPixels.broken("too few bytes for " + packets + " JPEG 2000 packets");
        }
        components.forEach(J2kComponent::addPrecincts);
        new J2kPackets(code, parts.headers, components, parts.ranges).read();
        J2kPlanes planes = new J2kPlanes(code);
        boolean isTransformed = parts.headers.isTransformed() && components.size() == 3;
        if (components.getFirst().parameters.coding().isReversible()) {
            output.put(area, integers(components, planes, isTransformed));
        } else {
            output.put(area, decimals(components, planes, isTransformed));
        }
    }

    private static int[][] integers(
            List<J2kComponent> components, J2kPlanes planes, boolean isTransformed)
            throws InvalidPixels {
        int[][] samples = new int[components.size()][];
        for (int i = 0; i < samples.length; i++) {
            if (!components.get(i).parameters.coding().isReversible()) {
                throw InvalidPixels.unsupported("JPEG 2000 with both wavelets");
            }
            samples[i] = planes.integers(components.get(i));
        }
        if (isTransformed) {
            for (int i = 0; i < samples[0].length; i++) {
                int green = samples[0][i] - ((samples[1][i] + samples[2][i]) >> 2);
                int red = samples[2][i] + green;
                samples[2][i] = samples[1][i] + green;
                samples[1][i] = green;
                samples[0][i] = red;
            }
        }
        return samples;
    }

    private static int[][] decimals(
            List<J2kComponent> components, J2kPlanes planes, boolean isTransformed)
            throws InvalidPixels {
        float[][] samples = new float[components.size()][];
        for (int i = 0; i < samples.length; i++) {
            if (components.get(i).parameters.coding().isReversible()) {
                throw InvalidPixels.unsupported("JPEG 2000 with both wavelets");
            }
            samples[i] = planes.decimals(components.get(i));
        }
        if (isTransformed) {
            for (int i = 0; i < samples[0].length; i++) {
                float y = samples[0][i];
                float cb = samples[1][i];
                float cr = samples[2][i];
                samples[0][i] = y + 1.402f * cr;
                samples[1][i] = y - 0.344136f * cb - 0.714136f * cr;
                samples[2][i] = y + 1.772f * cb;
            }
        }
        int[][] rounded = new int[samples.length][];
        for (int i = 0; i < samples.length; i++) {
            rounded[i] = rounded(samples[i]);
            samples[i] = new float[0];
        }
        return rounded;
    }

    private static int[] rounded(float[] values) {
        int[] rounded = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = Math.round(values[i]);
        }
        return rounded;
    }

    /// The samples of all tiles.
    private final class Output {
        private final J2kImage image;
        private final Samples samples;

        Output(J2kImage image) {
            this.image = image;
            samples = new Samples(decoded(image), new byte[(int) format.bytes()]);
        }

        /// Colours that were transformed are red, green and blue again.
        private PixelFormat decoded(J2kImage image) {
            boolean isShifted =
                    format.highBit() >= image.precision()
                            && format.highBit() != format.bitsStored() - 1;
            PixelFormat aligned = isShifted ? format.rightAligned() : format;
            boolean isTransformed =
                    tiles.values().stream().anyMatch(tile -> tile.headers.isTransformed());
            boolean isCoded =
                    format.photometric() == Photometric.YBR_ICT
                            || format.photometric() == Photometric.YBR_RCT;
            boolean isRgb = format.samplesPerPixel() == 3 && (isTransformed || isCoded);
            return (isRgb ? aligned.with(Photometric.RGB) : aligned.fullColour()).interleaved();
        }

        void put(J2kArea area, int[][] components) {
            int unit = format.sampleBytes();
            int kinds = components.length;
            int middle = image.isSigned() ? 0 : 1 << (image.precision() - 1);
            int least = image.isSigned() ? -1 << (image.precision() - 1) : 0;
            int most = least + (1 << image.precision()) - 1;
            for (int kind = 0; kind < kinds; kind++) {
                int[] values = components[kind];
                for (int y = 0, i = 0; y < area.height(); y++) {
                    int row = area.top() - image.top() + y;
                    int column = area.left() - image.left();
                    int at = (row * format.columns() + column) * kinds + kind;
                    for (int x = 0; x < area.width(); x++, i++, at += kinds) {
                        int value = Math.clamp((long) values[i] + middle, least, most);
                        Samples.put(samples.bytes(), unit, at, value);
                    }
                }
            }
        }
    }
}
