package org.africai.dicom.pixel.codec;

import java.util.List;

/// What the frame header of a JPEG codestream says (ITU-T T.81 §B.2.2).
///
/// @param process the marker SOFn
/// @param precision bits of a sample
record JpegHeader(int process, int precision, int rows, int columns, List<Component> components) {
    /// A kind of samples.
    ///
    /// @param across samples for each unit of width
    /// @param down samples for each unit of height
    record Component(int id, int across, int down, int quantization) {}

    private static final int MOST_COMPONENTS = 4;
    private static final int LARGEST_FACTOR = 4;

    static JpegHeader read(int process, JpegSegments segments) throws InvalidPixels {
        int precision = segments.uint8();
        int rows = segments.uint16();
        int columns = segments.uint16();
        int count = segments.uint8();
        if (count < 1 || count > MOST_COMPONENTS) {
            throw InvalidPixels.broken("a codestream of " + count + " components");
        }
        Component[] components = new Component[count];
        for (int i = 0; i < count; i++) {
            int id = segments.uint8();
            int factors = segments.uint8();
            components[i] = new Component(id, factors >>> 4, factors & 0xF, segments.uint8() & 0x3);
            requireFactors(components[i]);
        }
        return new JpegHeader(process, precision, rows, columns, List.of(components));
    }

    private static void requireFactors(Component one) throws InvalidPixels {
        boolean isRight =
                one.across >= 1
                        && one.across <= LARGEST_FACTOR
                        && one.down >= 1
                        && one.down <= LARGEST_FACTOR;
        if (!isRight) {
            throw InvalidPixels.broken("a sampling factor that is not 1 to 4");
        }
    }

    /// Checks that the codestream has what the data set says.
    void requireMatch(PixelFormat format) throws InvalidPixels {
        boolean isSameSize = rows == format.rows() && columns == format.columns();
        if (!isSameSize || components.size() != format.samplesPerPixel()) {
            throw InvalidPixels.broken(
                    "the codestream has "
                            + size(columns, rows, components.size())
                            + ", the data set "
                            + size(format.columns(), format.rows(), format.samplesPerPixel()));
        }
        if (precision > format.bitsAllocated() || format.bitsAllocated() > 16) {
            throw InvalidPixels.broken(
                    "samples of "
                            + precision
                            + " bits in the codestream, "
                            + format.bitsAllocated()
                            + " allocated in the data set");
        }
    }

    private static String size(int columns, int rows, int samples) {
        return columns + " x " + rows + " pixels of " + samples + " samples";
    }

    /// The place of the component with this identifier.
    int indexOf(int id) throws InvalidPixels {
        for (int i = 0; i < components.size(); i++) {
            if (components.get(i).id == id) {
                return i;
            }
        }
        throw InvalidPixels.broken("a scan of a component that the frame does not have");
    }

    /// The format of the samples that come out of the codestream.
    PixelFormat decoded(PixelFormat format) {
        boolean isShifted =
                format.highBit() >= precision && format.highBit() != format.bitsStored() - 1;
        PixelFormat aligned = isShifted ? format.rightAligned() : format;
        return aligned.fullColour().interleaved();
    }

    int largestAcross() {
        return components.stream().mapToInt(Component::across).max().orElseThrow();
    }

    int largestDown() {
        return components.stream().mapToInt(Component::down).max().orElseThrow();
    }
}
