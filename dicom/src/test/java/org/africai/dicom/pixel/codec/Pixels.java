package org.africai.dicom.pixel.codec;

import java.util.Random;

/// Formats and samples for tests.
final class Pixels {
    private Pixels() {}

    static PixelFormat grey(int rows, int columns, int allocated, int stored, boolean signed) {
        return new PixelFormat(
                rows,
                columns,
                1,
                Photometric.MONOCHROME2,
                allocated,
                stored,
                stored - 1,
                signed ? PixelFormat.Numbers.SIGNED : PixelFormat.Numbers.UNSIGNED,
                false);
    }

    static PixelFormat rgb(int rows, int columns, int allocated) {
        return new PixelFormat(
                rows,
                columns,
                3,
                Photometric.RGB,
                allocated,
                allocated,
                allocated - 1,
                PixelFormat.Numbers.UNSIGNED,
                false);
    }

    /// Smooth parts, flat parts, noise and extremes, as the seed has it.
    static Samples random(PixelFormat format, long seed) {
        Random random = new Random(seed);
        Samples samples = new Samples(format, new byte[(int) format.bytes()]);
        int mask = format.bitsStored() == 32 ? -1 : (1 << format.bitsStored()) - 1;
        int kind = random.nextInt(5);
        int perRow = format.columns() * format.samplesPerPixel();
        for (int i = 0; i < format.samples(); i++) {
            int x = i % perRow;
            int y = i / perRow;
            int value =
                    switch (kind) {
                        case 0 -> random.nextInt();
                        case 1 -> x * 3 + y * 5 + random.nextInt(4);
                        case 2 -> x / 7 % 3 == 0 ? mask : 0;
                        case 3 -> random.nextInt(40) == 0 ? random.nextInt() : y;
                        default -> random.nextInt(300) == 0 ? random.nextInt() : mask / 2;
                    };
            samples.setBits(i, value & mask);
        }
        return samples;
    }

    /// A codestream among the test resources.
    static byte[] codestream(String name) {
        try (var in = Pixels.class.getResourceAsStream(name + ".txt")) {
            byte[] text = java.util.Objects.requireNonNull(in).readAllBytes();
            return java.util.Base64.getMimeDecoder().decode(text);
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    static Samples decoded(Decoding decoding) {
        return switch (decoding) {
            case Decoding.Decoded(Samples samples) -> samples;
            case Decoding.Unsupported(String reason) -> throw new AssertionError(reason);
            case Decoding.Broken(String reason) -> throw new AssertionError(reason);
        };
    }

    static byte[] encoded(EncodedFrame frame) {
        return switch (frame) {
            case EncodedFrame.Encoded(var bytes) -> read(bytes);
            case EncodedFrame.Unsupported(String reason) -> throw new AssertionError(reason);
        };
    }

    private static byte[] read(org.africai.dicom.data.BulkRange bytes) {
        try (var in = bytes.open()) {
            return in.readAllBytes();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
