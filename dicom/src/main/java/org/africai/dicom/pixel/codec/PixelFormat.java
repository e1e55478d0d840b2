package org.africai.dicom.pixel.codec;

import java.util.Optional;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.PixelDataPosition;

/// How the pixels of a frame are described by a data set (image pixel module, PS3.3 §C.7.6.3).
///
/// @param rows 1 to 65535
/// @param columns 1 to 65535
/// @param samplesPerPixel 1, or 3 in colour
/// @param bitsAllocated what a sample takes: 1, 8, 16, 32 or 64
/// @param bitsStored what of it holds the sample
/// @param highBit the sample's most significant bit, counted from 0
/// @param numbers what the bits are
/// @param isPlanar whether each frame has all samples of one kind before the next kind (planar
///   configuration 1)
public record PixelFormat(
        int rows,
        int columns,
        int samplesPerPixel,
        Photometric photometric,
        int bitsAllocated,
        int bitsStored,
        int highBit,
        Numbers numbers,
        boolean isPlanar) {
    private static final int LARGEST_SIDE = 0xFFFF;

    /// What the bits of a sample are.
    public enum Numbers {
        UNSIGNED,
        /// Two's complement (pixel representation 1).
        SIGNED,
        /// IEEE 754, of 32 or 64 bits (float and double float pixel data, PS3.3 §C.7.6.24).
        FLOAT
    }

    /// @throws IllegalArgumentException when a number is outside its range
    public PixelFormat {
        requireIn("rows", rows, 1, LARGEST_SIDE);
        requireIn("columns", columns, 1, LARGEST_SIDE);
        requireIn("samples", samplesPerPixel, photometric.samples(), photometric.samples());
        requireIn("bits stored", bitsStored, 1, bitsAllocated);
        requireIn("high bit", highBit, bitsStored - 1, bitsAllocated - 1);
        if (!isWidth(bitsAllocated)) {
            throw new IllegalArgumentException("samples of " + bitsAllocated + " bits");
        }
    }

    private static void requireIn(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    name + " must be " + least + " to " + most + ": " + value);
        }
    }

    private static boolean isWidth(int bits) {
        return bits == 1 || bits == 8 || bits == 16 || bits == 32 || bits == 64;
    }

    /// The format of a file's pixel data.
    ///
    /// @throws InvalidPixels when there is no pixel data, or its description is wrong or beyond
    ///   what is understood here
    public static PixelFormat of(DicomFile file) throws InvalidPixels {
        PixelDataPosition position =
                file.pixelData().orElseThrow(() -> InvalidPixels.broken("there is no pixel data"));
        return of(file.dataset(), position.tag());
    }

    /// The format that a data set gives its pixel data.
    ///
    /// @param pixelTag which kind of pixel data: PixelData, FloatPixelData or DoubleFloatPixelData
    /// @throws InvalidPixels when the description is wrong or beyond what is understood here
    public static PixelFormat of(Dataset dataset, int pixelTag) throws InvalidPixels {
        Photometric photometric = photometric(dataset);
        int samples = optional(dataset, Tag.SamplesPerPixel, photometric.samples());
        if (samples != photometric.samples()) {
            throw InvalidPixels.broken(
                    samples + " samples for each pixel of " + photometric.value());
        }
        int allocated = allocated(dataset, pixelTag);
        boolean isFloat = pixelTag != Tag.PixelData;
        int stored = isFloat ? allocated : optional(dataset, Tag.BitsStored, allocated);
        if (stored < 1 || stored > allocated) {
            throw InvalidPixels.broken(stored + " bits stored of " + allocated + " allocated");
        }
        int highBit = optional(dataset, Tag.HighBit, stored - 1);
        boolean isPossible = !isFloat && highBit >= stored - 1 && highBit < allocated;
        return new PixelFormat(
                side(dataset, Tag.Rows),
                side(dataset, Tag.Columns),
                samples,
                photometric,
                allocated,
                stored,
                isPossible ? highBit : stored - 1,
                numbers(dataset, isFloat),
                samples > 1 && optional(dataset, Tag.PlanarConfiguration, 0) == 1);
    }

    private static Photometric photometric(Dataset dataset) throws InvalidPixels {
        Optional<String> value = dataset.string(Tag.PhotometricInterpretation);
        if (value.isEmpty()) {
            boolean isColour = optional(dataset, Tag.SamplesPerPixel, 1) == 3;
            return isColour ? Photometric.RGB : Photometric.MONOCHROME2;
        }
        return Photometric.of(value.get())
                .orElseThrow(() ->
                        InvalidPixels.unsupported("this photometric interpretation is not known"));
    }

    private static int allocated(Dataset dataset, int pixelTag) throws InvalidPixels {
        if (pixelTag == Tag.FloatPixelData) {
            return Float.SIZE;
        }
        if (pixelTag == Tag.DoubleFloatPixelData) {
            return Double.SIZE;
        }
        int bits = optional(dataset, Tag.BitsAllocated, 0);
        if (!isWidth(bits)) {
            throw InvalidPixels.unsupported("samples of " + bits + " bits");
        }
        return bits;
    }

    private static Numbers numbers(Dataset dataset, boolean isFloat) {
        if (isFloat) {
            return Numbers.FLOAT;
        }
        return optional(dataset, Tag.PixelRepresentation, 0) == 1
                ? Numbers.SIGNED
                : Numbers.UNSIGNED;
    }

    private static int side(Dataset dataset, int tag) throws InvalidPixels {
        int value = optional(dataset, tag, 0);
        if (value < 1 || value > LARGEST_SIDE) {
            throw InvalidPixels.broken(Tag.toString(tag) + " is not 1 to " + LARGEST_SIDE);
        }
        return value;
    }

    private static int optional(Dataset dataset, int tag, int other) {
        return dataset.contains(tag) ? dataset.integer(tag).orElse(other) : other;
    }

    /// Pixels of a frame.
    public long pixels() {
        return (long) rows * columns;
    }

    /// Samples of a frame.
    public long samples() {
        return pixels() * samplesPerPixel;
    }

    /// Bytes of a sample in [Samples]: of one bit, too, a whole one.
    public int sampleBytes() {
        return Math.max(1, bitsAllocated / Byte.SIZE);
    }

    /// Bytes of a frame in [Samples].
    public long bytes() {
        return samples() * sampleBytes();
    }

    public boolean isSigned() {
        return numbers == Numbers.SIGNED;
    }

    /// The same with another meaning of the samples.
    public PixelFormat with(Photometric other) {
        return new PixelFormat(
                rows,
                columns,
                other.samples(),
                other,
                bitsAllocated,
                bitsStored,
                highBit,
                numbers,
                isPlanar && other.samples() > 1);
    }

    /// The same with the samples of each pixel side by side.
    public PixelFormat interleaved() {
        return isPlanar ? withPlanar(false) : this;
    }

    private PixelFormat withPlanar(boolean planar) {
        return new PixelFormat(
                rows,
                columns,
                samplesPerPixel,
                photometric,
                bitsAllocated,
                bitsStored,
                highBit,
                numbers,
                planar);
    }

    /// The same with colour differences for each pixel.
    PixelFormat fullColour() {
        return photometric == Photometric.YBR_FULL_422 ? with(Photometric.YBR_FULL) : this;
    }

    /// The same with the samples in the lowest bits.
    PixelFormat rightAligned() {
        return new PixelFormat(
                rows,
                columns,
                samplesPerPixel,
                photometric,
                bitsAllocated,
                bitsStored,
                bitsStored - 1,
                numbers,
                isPlanar);
    }

    /// Sets the elements that describe pixel data of this format.
    ///
    /// @throws IllegalStateException when the format is one of float pixel data, which other
    ///   elements describe
    public DatasetBuilder describe(DatasetBuilder builder) {
        if (numbers == Numbers.FLOAT) {
            throw new IllegalStateException("float pixel data is described by its element");
        }
        if (samplesPerPixel > 1) {
            builder.put(Tag.PlanarConfiguration, Vr.US, isPlanar ? 1L : 0L);
        } else {
            builder.remove(Tag.PlanarConfiguration);
        }
        return builder.put(Tag.Rows, Vr.US, (long) rows)
                .put(Tag.Columns, Vr.US, (long) columns)
                .put(Tag.SamplesPerPixel, Vr.US, (long) samplesPerPixel)
                .put(Tag.PhotometricInterpretation, Vr.CS, photometric.value())
                .put(Tag.BitsAllocated, Vr.US, (long) bitsAllocated)
                .put(Tag.BitsStored, Vr.US, (long) bitsStored)
                .put(Tag.HighBit, Vr.US, (long) highBit)
                .put(Tag.PixelRepresentation, Vr.US, isSigned() ? 1L : 0L);
    }
}
