package org.africai.dicom.pixel.codec;

import org.jspecify.annotations.Nullable;

/// Decodes JPEG-LS (ITU-T T.87), lossless and near-lossless.
final class JpegLsDecoder {
    private static final int PRESET_PARAMETERS = 1;
    private static final int LARGEST_SAMPLE = 0xFFFF;

    /// A line takes one bit at least, and has 65535 samples at most.
    private static final int MOST_LINES_PER_BYTE = 8;

    private final byte[] code;
    private final PixelFormat format;
    private final JpegSegments segments;
    private @Nullable JpegHeader header;
    private @Nullable Samples samples;
    private final int[] given = new int[5];
    private int decodedComponents;

    private JpegLsDecoder(byte[] code, PixelFormat format) throws InvalidPixels {
        this.code = code;
        this.format = format;
        this.segments = new JpegSegments(code);
    }

    static Samples decode(byte[] code, PixelFormat format) throws InvalidPixels {
        return new JpegLsDecoder(code, format).decode();
    }

    private Samples decode() throws InvalidPixels {
        while (true) {
            int marker = segments.next();
            switch (marker) {
                case JpegMarkers.JPEG_LS_SOF -> startFrame(JpegHeader.read(marker, segments));
                case JpegMarkers.JPEG_LS_LSE -> readParameters();
                case JpegMarkers.DRI -> {
                    if (segments.uint16() != 0) {
                        throw InvalidPixels.unsupported("JPEG-LS with restarts");
                    }
                }
                case JpegMarkers.EOI ->
                        throw InvalidPixels.broken(
                                "the codestream ends before all samples were there");
                case JpegMarkers.SOS -> {
                    Samples done = scan();
                    if (decodedComponents >= format.samplesPerPixel()) {
                        return done;
                    }
                }
                default -> requireHarmless(marker);
            }
        }
    }

    private static void requireHarmless(int marker) throws InvalidPixels {
        if (JpegMarkers.isFrame(marker)) {
            throw InvalidPixels.broken("a JPEG codestream that is not JPEG-LS");
        }
    }

    private void startFrame(JpegHeader read) throws InvalidPixels {
        if (header != null) {
            throw InvalidPixels.broken("a codestream of two frames");
        }
        read.requireMatch(format);
        if (read.precision() < 2) {
            throw InvalidPixels.broken("JPEG-LS of " + read.precision() + " bits");
        }
        if (read.largestAcross() > 1 || read.largestDown() > 1) {
            throw InvalidPixels.unsupported("JPEG-LS with components of different sizes");
        }
        if (format.rows() / MOST_LINES_PER_BYTE > code.length) {
            throw InvalidPixels.broken("too few bytes for a JPEG-LS frame of this size");
        }
        header = read;
        PixelFormat decoded = read.decoded(format);
        samples = new Samples(decoded, new byte[(int) decoded.bytes()]);
    }

    private void readParameters() throws InvalidPixels {
        int kind = segments.uint8();
        if (kind != PRESET_PARAMETERS) {
            throw InvalidPixels.unsupported("JPEG-LS with parameters of kind " + kind);
        }
        for (int i = 0; i < given.length; i++) {
            given[i] = segments.uint16();
        }
    }

    private Samples scan() throws InvalidPixels {
        JpegHeader frame = header;
        Samples target = samples;
        if (frame == null || target == null) {
            throw InvalidPixels.broken("a scan before its frame header");
        }
        JpegLsHeader scan = JpegLsHeader.read(segments, frame);
        int precisionMost = (1 << frame.precision()) - 1;
        int largest = given[0] == 0 ? precisionMost : given[0];
        if (largest > precisionMost || largest > LARGEST_SAMPLE) {
            throw InvalidPixels.broken("JPEG-LS parameters that cannot be");
        }
        JpegLsPreset preset =
                JpegLsPreset.of(largest, scan.near(), given[1], given[2], given[3], given[4])
                        .valid();
        JpegLsBits bits = new JpegLsBits(code, segments.dataStart());
        new JpegLsScanDecoder(preset, bits, scan, target).decode();
        decodedComponents += scan.components().size();
        segments.continueAt(bits.end());
        return target;
    }
}
