package org.africai.dicom.pixel.codec;

/// Frames without compression (PS3.5 §8.1, §8.2): from bytes as they lie in a file to [Samples].
final class NativeFormat {
    private NativeFormat() {}

    /// Bytes that a frame of this format takes, without those it shares with its neighbours.
    static long frameBytes(PixelFormat format) {
        if (format.bitsAllocated() == 1) {
            return Math.ceilDiv(format.samples(), Byte.SIZE);
        }
        return format.photometric() == Photometric.YBR_FULL_422
                ? format.bytes() / 3 * 2
                : format.bytes();
    }

    /// @param bytes a frame, least significant byte first, which may become the samples' own
    /// @param firstBit where in the first byte a frame of bits starts
    static Samples decode(PixelFormat format, byte[] bytes, int firstBit) throws InvalidPixels {
        long needed =
                format.bitsAllocated() == 1
                        ? Math.ceilDiv(firstBit + format.samples(), Byte.SIZE)
                        : frameBytes(format);
        if (bytes.length < needed) {
            throw InvalidPixels.broken(
                    "a frame of " + needed + " bytes has " + bytes.length + " only");
        }
        return switch (format.photometric()) {
            case YBR_PARTIAL_420 ->
                    throw InvalidPixels.unsupported(
                            "colour differences for every fourth pixel, without compression");
            case YBR_FULL_422 -> spread(format, bytes);
            default -> plain(format, bytes, firstBit);
        };
    }

    private static Samples plain(PixelFormat format, byte[] bytes, int firstBit) {
        if (format.bitsAllocated() == 1) {
            byte[] unpacked = new byte[(int) format.samples()];
            for (int i = 0; i < unpacked.length; i++) {
                int bit = firstBit + i;
                unpacked[i] = (byte) ((bytes[bit >>> 3] >>> (bit & 7)) & 1);
            }
            return new Samples(format.interleaved(), interleaved(format, unpacked));
        }
        byte[] exact =
                bytes.length == format.bytes()
                        ? bytes
                        : java.util.Arrays.copyOf(bytes, (int) format.bytes());
        return new Samples(format.interleaved(), interleaved(format, exact));
    }

    private static byte[] interleaved(PixelFormat format, byte[] planes) {
        if (!format.isPlanar()) {
            return planes;
        }
        int unit = format.sampleBytes();
        int kinds = format.samplesPerPixel();
        int pixels = (int) format.pixels();
        byte[] pixelwise = new byte[planes.length];
        for (int kind = 0; kind < kinds; kind++) {
            int from = kind * pixels * unit;
            for (int pixel = 0; pixel < pixels; pixel++) {
                int to = (pixel * kinds + kind) * unit;
                for (int i = 0; i < unit; i++) {
                    pixelwise[to + i] = planes[from++];
                }
            }
        }
        return pixelwise;
    }

    /// Gives each pixel its colour differences: two pixels are stored as Y Y Cb Cr.
    private static Samples spread(PixelFormat format, byte[] bytes) throws InvalidPixels {
        if (format.bitsAllocated() != 8 || format.columns() % 2 != 0) {
            throw InvalidPixels.unsupported(
                    "colour differences of every second pixel in rows of "
                            + format.columns()
                            + " pixels with "
                            + format.bitsAllocated()
                            + " bits");
        }
        byte[] full = new byte[(int) format.bytes()];
        for (int from = 0, to = 0; to < full.length; from += 4, to += 6) {
            full[to] = bytes[from];
            full[to + 3] = bytes[from + 1];
            full[to + 1] = bytes[from + 2];
            full[to + 4] = bytes[from + 2];
            full[to + 2] = bytes[from + 3];
            full[to + 5] = bytes[from + 3];
        }
        return new Samples(format.with(Photometric.YBR_FULL).interleaved(), full);
    }

    /// Turns the bytes of each unit around.
    static void swap(byte[] bytes, int unit) {
        for (int start = 0; start + unit <= bytes.length; start += unit) {
            for (int i = start, j = start + unit - 1; i < j; i++, j--) {
                byte first = bytes[i];
                bytes[i] = bytes[j];
                bytes[j] = first;
            }
        }
    }
}
