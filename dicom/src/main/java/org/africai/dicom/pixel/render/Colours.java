package org.africai.dicom.pixel.render;

import java.io.IOException;
import java.util.Optional;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.pixel.codec.Photometric;
import org.africai.dicom.pixel.codec.PixelFormat;
import org.africai.dicom.pixel.codec.Samples;

/// Red, green and blue of frames in colour.
final class Colours {
    private Colours() {}

    /// The colours that a palette gives; empty when the palette is missing or wrong.
    static Optional<byte[]> byPalette(Dataset dataset, Samples samples) throws IOException {
        PixelFormat format = samples.format();
        Optional<Palette> palette = Palette.of(dataset, format.isSigned());
        if (palette.isEmpty()) {
            return Optional.empty();
        }
        byte[] colours = new byte[Math.toIntExact(3 * format.pixels())];
        for (int i = 0, at = 0; at < colours.length; i++, at += 3) {
            palette.get().put((int) samples.integer(i), colours, at);
        }
        return Optional.of(colours);
    }

    /// The samples as red, green and blue of eight bits.
    static byte[] of(Samples samples) {
        byte[] colours = narrow(samples);
        if (samples.format().photometric() == Photometric.YBR_FULL) {
            toRgb(colours);
        }
        return colours;
    }

    private static byte[] narrow(Samples samples) {
        PixelFormat format = samples.format();
        if (format.bitsAllocated() == 8 && format.bitsStored() == 8) {
            return samples.bytes().clone();
        }
        byte[] narrow = new byte[(int) format.samples()];
        int bits = format.bitsStored();
        for (int i = 0; i < narrow.length; i++) {
            long value = samples.integer(i);
            narrow[i] = (byte) (bits >= 8 ? value >> (bits - 8) : value << (8 - bits));
        }
        return narrow;
    }

    /// From luminance and colour differences of full range (PS3.3 §C.7.6.3.1.2, ITU-R BT.601), in
    /// place; factors in 65536ths.
    private static void toRgb(byte[] colours) {
        for (int at = 0; at < colours.length; at += 3) {
            int y = (colours[at] & 0xFF) << 16 | 0x8000;
            int cb = (colours[at + 1] & 0xFF) - 128;
            int cr = (colours[at + 2] & 0xFF) - 128;
            colours[at] = clamped(y + 91881 * cr);
            colours[at + 1] = clamped(y - 22554 * cb - 46802 * cr);
            colours[at + 2] = clamped(y + 116130 * cb);
        }
    }

    private static byte clamped(int value) {
        return (byte) Math.clamp(value >> 16, 0, 255);
    }
}
