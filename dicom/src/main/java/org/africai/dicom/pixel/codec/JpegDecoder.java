package org.africai.dicom.pixel.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decodes the Huffman-coded, not hierarchical and not progressive processes of ITU-T T.81:
/// baseline (SOF0), extended sequential (SOF1) and lossless (SOF3).
final class JpegDecoder {
    private static final int MOST_SCANS = 4;

    private final byte[] code;
    private final PixelFormat format;
    private final JpegSegments segments;
    private final JpegTables tables = new JpegTables();
    private @Nullable JpegProcess process;
    private int scans;

    private JpegDecoder(byte[] code, PixelFormat format) throws InvalidPixels {
        this.code = code;
        this.format = format;
        this.segments = new JpegSegments(code);
    }

    static Samples decode(byte[] code, PixelFormat format) throws InvalidPixels {
        return new JpegDecoder(code, format).decode();
    }

    private Samples decode() throws InvalidPixels {
        while (process == null || !process.isComplete()) {
            int marker = segments.next();
            if (marker == JpegMarkers.EOI) {
                throw InvalidPixels.broken("the codestream ends before all samples were there");
            }
            take(marker);
        }
        return process.samples();
    }

    private void take(int marker) throws InvalidPixels {
        if (JpegMarkers.isFrame(marker)) {
            startFrame(JpegHeader.read(marker, segments));
            return;
        }
        switch (marker) {
            case JpegMarkers.DHT -> tables.readHuffman(segments);
            case JpegMarkers.DQT -> tables.readQuantization(segments);
            case JpegMarkers.DRI -> tables.restartInterval = segments.uint16();
            case JpegMarkers.APP14 -> tables.readAdobe(segments);
            case JpegMarkers.DAC -> throw InvalidPixels.unsupported("arithmetic coding in JPEG");
            case JpegMarkers.SOS -> scan();
            case JpegMarkers.JPEG_LS_SOF ->
                    throw InvalidPixels.broken("a JPEG-LS codestream under another name");
            default -> {
                // Comments, application data and what is reserved say nothing about samples.
            }
        }
    }

    private void startFrame(JpegHeader header) throws InvalidPixels {
        if (process != null) {
            throw InvalidPixels.broken("a codestream of two frames");
        }
        header.requireMatch(format);
        process =
                switch (header.process()) {
                    case JpegMarkers.SOF0, JpegMarkers.SOF1 ->
                            new JpegDct(header, format, tables, code.length);
                    case JpegMarkers.SOF3 -> new JpegLossless(header, format, tables, code.length);
                    default ->
                            throw InvalidPixels.unsupported(
                                    "the JPEG process SOF" + (header.process() - JpegMarkers.SOF0));
                };
    }

    private void scan() throws InvalidPixels {
        if (process == null) {
            throw InvalidPixels.broken("a scan before its frame header");
        }
        if (++scans > MOST_SCANS) {
            throw InvalidPixels.broken("more scans than components can have");
        }
        JpegScan scan = JpegScan.read(segments, process.header());
        JpegBits bits = new JpegBits(code, segments.dataStart());
        process.decode(scan, bits);
        if (!process.isComplete()) {
            segments.continueAt(bits.end());
        }
    }

    /// What a scan header says (T.81 §B.2.3).
    ///
    /// @param start first coefficient, or the predictor
    /// @param low point transform
    record JpegScan(List<Part> parts, int start, int end, int high, int low) {
        /// @param component its place in the frame
        record Part(int component, int dcTable, int acTable) {}

        static JpegScan read(JpegSegments segments, JpegHeader header) throws InvalidPixels {
            int count = segments.uint8();
            if (count < 1 || count > header.components().size()) {
                throw InvalidPixels.broken("a scan of " + count + " components");
            }
            List<Part> parts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int component = header.indexOf(segments.uint8());
                int choice = segments.uint8();
                if (parts.stream().anyMatch(part -> part.component == component)) {
                    throw InvalidPixels.broken("a scan with the same component twice");
                }
                parts.add(new Part(component, choice >>> 4 & 3, choice & 3));
            }
            int start = segments.uint8();
            int end = segments.uint8();
            int approximation = segments.uint8();
            return new JpegScan(
                    List.copyOf(parts), start, end, approximation >>> 4, approximation & 0xF);
        }
    }
}
