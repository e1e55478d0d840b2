package org.africai.deid.pixel;

import org.africai.dicom.pixel.codec.Photometric;
import org.africai.dicom.pixel.codec.PixelFormat;
import org.africai.dicom.pixel.codec.Samples;

/// Fills areas of a frame. All bits allocated are set, so that nothing stays beside the sample.
final class Blanking {
    private Blanking() {}

    /// The same samples, changed.
    static Samples blank(Samples samples, PixelMask mask) {
        PixelFormat format = samples.format();
        byte[][] fill = new byte[format.samplesPerPixel()][];
        for (int i = 0; i < fill.length; i++) {
            fill[i] = bytes(fill(format, i, mask.value()), format.sampleBytes());
        }
        for (Area area : mask.areas()) {
            blank(samples, area.within(format.rows(), format.columns()), fill);
        }
        return samples;
    }

    private static void blank(Samples samples, Area area, byte[][] fill) {
        PixelFormat format = samples.format();
        byte[] bytes = samples.bytes();
        for (int row = area.top(); row < area.bottom(); row++) {
            long first = ((long) row * format.columns() + area.left()) * format.samplesPerPixel();
            int at = Math.toIntExact(first * format.sampleBytes());
            for (int column = area.left(); column < area.right(); column++) {
                for (byte[] sample : fill) {
                    System.arraycopy(sample, 0, bytes, at, sample.length);
                    at += sample.length;
                }
            }
        }
    }

    /// Least significant byte first.
    private static byte[] bytes(long value, int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (value >> (Byte.SIZE * i));
        }
        return bytes;
    }

    private static long fill(PixelFormat format, int sample, int value) {
        if (value != PixelMask.BLACK) {
            return value;
        }
        return format.numbers() == PixelFormat.Numbers.FLOAT
                ? 0
                : black(format, sample) << Math.max(0, format.highBit() + 1 - format.bitsStored());
    }

    /// Black as a stored value: the largest of MONOCHROME1, no difference of colour of YBR, else
    /// the smallest.
    private static long black(PixelFormat format, int sample) {
        boolean isSigned = format.isSigned();
        long half = 1L << (format.bitsStored() - 1);
        long least = isSigned ? -half : 0;
        boolean isDifference = sample > 0 && isLuminance(format.photometric());
        if (isDifference) {
            return isSigned ? 0 : half;
        }
        return format.photometric() == Photometric.MONOCHROME1
                ? (isSigned ? half - 1 : 2 * half - 1)
                : least;
    }

    private static boolean isLuminance(Photometric photometric) {
        return photometric.name().startsWith("YBR");
    }
}
