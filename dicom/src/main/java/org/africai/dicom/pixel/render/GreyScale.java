package org.africai.dicom.pixel.render;

import java.io.IOException;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.pixel.codec.Photometric;
import org.africai.dicom.pixel.codec.PixelFormat;
import org.africai.dicom.pixel.codec.Samples;
import org.jspecify.annotations.Nullable;

/// Makes grey of the samples of a frame without colour (PS3.4 §N.2.1): modality, values of interest
/// and presentation one after the other, for up to sixteen bits as one table.
final class GreyScale {
    private static final int MOST_TABLE_BITS = 16;

    private final Modality modality;
    private final Voi voi;
    private final boolean isInverse;

    private GreyScale(Modality modality, Voi voi, boolean isInverse) {
        this.modality = modality;
        this.voi = voi;
        this.isInverse = isInverse;
    }

    /// @param window instead of the image's own
    static GreyScale of(FrameAttributes frame, Samples samples, @Nullable Window window)
            throws IOException {
        PixelFormat format = samples.format();
        Modality modality = Modality.of(frame, format.isSigned());
        Voi voi = window == null ? Voi.of(frame, samples, modality) : new Voi.Windowed(window);
        boolean isInverse =
                format.photometric() == Photometric.MONOCHROME1
                        || frame.dataset()
                                .string(Tag.PresentationLUTShape)
                                .filter("INVERSE"::equals)
                                .isPresent();
        return new GreyScale(modality, voi, isInverse);
    }

    private byte grey(double stored) {
        int grey = voi.grey(modality.value(stored));
        return (byte) (isInverse ? 255 - grey : grey);
    }

    /// A byte for each sample.
    byte[] apply(Samples samples) {
        PixelFormat format = samples.format();
        boolean isSmall =
                format.bitsStored() <= MOST_TABLE_BITS
                        && format.numbers() != PixelFormat.Numbers.FLOAT
                        && format.sampleBytes() <= 4;
        return isSmall ? byTable(samples) : oneByOne(samples);
    }

    private byte[] byTable(Samples samples) {
        PixelFormat format = samples.format();
        int count = 1 << format.bitsStored();
        int least = format.isSigned() ? -count / 2 : 0;
        byte[] table = new byte[count];
        for (int i = 0; i < count; i++) {
            table[i] = grey(least + i);
        }
        byte[] greys = new byte[(int) format.samples()];
        int[] row = new int[format.columns()];
        for (int first = 0; first < greys.length; first += row.length) {
            samples.copy(first, row.length, row);
            for (int x = 0; x < row.length; x++) {
                greys[first + x] = table[row[x] - least];
            }
        }
        return greys;
    }

    private byte[] oneByOne(Samples samples) {
        byte[] greys = new byte[(int) samples.format().samples()];
        for (int i = 0; i < greys.length; i++) {
            greys[i] = grey(samples.number(i));
        }
        return greys;
    }
}
