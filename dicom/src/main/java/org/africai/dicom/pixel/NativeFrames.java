package org.africai.dicom.pixel;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dicom.io.InvalidDicom.Reason;

/// Frames of native pixel data (PS3.5 §8.1.1, §8.2): one after the other, without a gap even
/// between those of one bit a pixel.
final class NativeFrames {
    private static final int LARGEST_SIDE = 0xFFFF;

    private final PixelSource pixels;

    NativeFrames(PixelSource pixels) {
        this.pixels = pixels;
    }

    FrameIndex index() throws InvalidDicom {
        long frameBits = frameBits();
        long total = totalBytes(frameBits);
        long length = pixels.position().length();
        if (total > length) {
            throw invalid("the frames take " + total + " bytes, of which " + length + " are there");
        }
        if (length > pixels.end() - pixels.position().valueOffset()) {
            throw pixels.invalid(
                    Reason.TRUNCATED,
                    pixels.position().valueOffset(),
                    "the input ends in a value of " + length + " bytes");
        }
        Set<FrameIndex.Anomaly> anomalies = EnumSet.noneOf(FrameIndex.Anomaly.class);
        if (length > total + (total & 1)) {
            anomalies.add(FrameIndex.Anomaly.BYTES_LEFT_OVER);
        }
        return new FrameIndex(
                FrameIndex.Source.NATIVE, new ByArithmetic(frameBits), List.of(), anomalies);
    }

    private long totalBytes(long frameBits) throws InvalidDicom {
        try {
            long bits = Math.multiplyExact(frameBits, pixels.frames());
            return Math.ceilDiv(bits, Byte.SIZE);
        } catch (ArithmeticException _) {
            throw invalid("the frames take more bytes than can be counted");
        }
    }

    private long frameBits() throws InvalidDicom {
        long rows = number(Tag.Rows, 1, LARGEST_SIDE);
        long columns = number(Tag.Columns, 1, LARGEST_SIDE);
        long samples =
                pixels.dataset().contains(Tag.SamplesPerPixel)
                        ? number(Tag.SamplesPerPixel, 1, 4)
                        : 1;
        long bits = number(Tag.BitsAllocated, 1, 64);
        if (bits != 1 && bits % Byte.SIZE != 0) {
            throw invalid("pixels of " + bits + " bits");
        }
        return rows * columns * samples(samples) / 2 * bits;
    }

    /// Twice the number of samples a pixel has on average: colour differences may be there for
    /// every second or fourth pixel only (PS3.3 §C.7.6.3.1.2).
    private long samples(long samples) {
        String photometric = pixels.dataset().string(Tag.PhotometricInterpretation).orElse("");
        return switch (photometric) {
            case "YBR_FULL_422", "YBR_PARTIAL_422" -> samples == 3 ? 4 : 2 * samples;
            case "YBR_PARTIAL_420" -> samples == 3 ? 3 : 2 * samples;
            default -> 2 * samples;
        };
    }

    private long number(int tag, long least, long most) throws InvalidDicom {
        long value = pixels.dataset().longInteger(tag).orElse(0);
        if (value < least || value > most) {
            throw new InvalidDicom(
                    Reason.MALFORMED,
                    pixels.name(),
                    pixels.position().headerOffset(),
                    Tag.toString(tag),
                    "the size of a frame cannot be told from this element");
        }
        return value;
    }

    private InvalidDicom invalid(String detail) {
        return pixels.invalid(Reason.MALFORMED, pixels.position().headerOffset(), detail);
    }

    private final class ByArithmetic implements FrameIndex.Frames {
        private final long frameBits;

        ByArithmetic(long frameBits) {
            this.frameBits = frameBits;
        }

        @Override
        public int count() {
            return pixels.frames();
        }

        @Override
        public Frame at(int index) {
            long first = index * frameBits;
            long from = first / Byte.SIZE;
            long to = Math.ceilDiv(first + frameBits, Byte.SIZE);
            return new Frame(
                    index + 1,
                    List.of(pixels.range(pixels.position().valueOffset() + from, to - from)),
                    (int) (first % Byte.SIZE),
                    frameBits);
        }
    }
}
