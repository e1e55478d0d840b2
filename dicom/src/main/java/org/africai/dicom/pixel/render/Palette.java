package org.africai.dicom.pixel.render;

import java.io.IOException;
import java.util.Optional;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;

/// The colours of an image with a palette (PS3.3 §C.7.6.3.1.5, §C.7.6.3.1.6; segmented §C.7.9.2).
final class Palette {
    private static final int[] DESCRIPTORS = {
        Tag.RedPaletteColorLookupTableDescriptor,
        Tag.GreenPaletteColorLookupTableDescriptor,
        Tag.BluePaletteColorLookupTableDescriptor
    };
    private static final int[] DATA = {
        Tag.RedPaletteColorLookupTableData,
        Tag.GreenPaletteColorLookupTableData,
        Tag.BluePaletteColorLookupTableData
    };
    private static final int[] SEGMENTED = {
        Tag.SegmentedRedPaletteColorLookupTableData,
        Tag.SegmentedGreenPaletteColorLookupTableData,
        Tag.SegmentedBluePaletteColorLookupTableData
    };

    private final int first;
    private final byte[][] colours;

    private Palette(int first, byte[][] colours) {
        this.first = first;
        this.colours = colours;
    }

    /// The palette of an image; empty when a colour is missing or wrong.
    static Optional<Palette> of(Dataset dataset, boolean isSigned) throws IOException {
        byte[][] colours = new byte[DATA.length][];
        int first = 0;
        for (int i = 0; i < DATA.length; i++) {
            Optional<LookupTable> table =
                    dataset.contains(SEGMENTED[i])
                            ? segmented(dataset, i, isSigned)
                            : LookupTable.of(dataset, DESCRIPTORS[i], DATA[i], isSigned);
            if (table.isEmpty()) {
                return Optional.empty();
            }
            first = table.get().first();
            colours[i] = table.get().toBytes();
        }
        return Optional.of(new Palette(first, colours));
    }

    private static Optional<LookupTable> segmented(Dataset dataset, int colour, boolean isSigned)
            throws IOException {
        var descriptor = LookupTable.Descriptor.of(dataset, DESCRIPTORS[colour], isSigned);
        Element data = dataset.element(SEGMENTED[colour]).orElseThrow();
        if (descriptor.isEmpty()) {
            return Optional.empty();
        }
        int count = descriptor.get().count();
        int bits = descriptor.get().bits();
        // No segment is longer written than as single entries with a header of two words each.
        byte[] bytes = LookupTable.bytes(data, 6 * count + 6);
        return PaletteSegments.expand(bytes, bits == 8 ? 1 : 2, count)
                .map(entries -> new LookupTable(descriptor.get().first(), entries, bits));
    }

    /// Puts red, green and blue of a stored value into a picture's bytes.
    void put(int value, byte[] to, int at) {
        for (int i = 0; i < colours.length; i++) {
            int place = Math.clamp((long) value - first, 0, colours[i].length - 1);
            to[at + i] = colours[i][place];
        }
    }
}
