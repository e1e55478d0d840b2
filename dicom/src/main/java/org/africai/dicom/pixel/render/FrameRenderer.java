package org.africai.dicom.pixel.render;

import java.io.IOException;
import java.util.Optional;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.pixel.FrameIndex;
import org.africai.dicom.pixel.codec.Decoding;
import org.africai.dicom.pixel.codec.FrameDecoder;
import org.africai.dicom.pixel.codec.Samples;
import org.jspecify.annotations.Nullable;

/// Makes pictures of frames, as a viewer without settings would show them (PS3.18 §8.3.5).
/// Immutable and safe for use by many threads.
///
/// Grey scale goes through modality and values of interest, each frame of a multi-frame image
/// through its own; palettes and colour differences become red, green and blue; pixels that are no
/// squares get their proportions by their spacing. Costs the memory of the decoder and of two
/// pictures of eight bits.
public final class FrameRenderer {
    private final FrameDecoder decoder;

    /// A renderer of frames up to the decoder's default limit.
    public FrameRenderer() {
        this(new FrameDecoder());
    }

    public FrameRenderer(FrameDecoder decoder) {
        this.decoder = decoder;
    }

    /// Renders a frame of a file.
    ///
    /// @param number from 1
    /// @throws org.africai.dicom.io.InvalidDicom when the pixel data cannot be divided into frames
    /// @throws IOException when the file cannot be read
    /// @throws IndexOutOfBoundsException when there is no such frame
    /// @throws IllegalArgumentException when the region is not inside the image
    public Rendering render(DicomFile file, int number, Presentation presentation)
            throws IOException {
        Optional<FrameIndex> index = FrameIndex.of(file);
        return index.isEmpty()
                ? new Rendering.Unsupported("there is no pixel data")
                : render(file, index.get(), number, presentation);
    }

    /// Renders a frame of a file whose index is at hand.
    public Rendering render(DicomFile file, FrameIndex index, int number, Presentation presentation)
            throws IOException {
        return switch (decoder.decode(file, index, number)) {
            case Decoding.Decoded(Samples samples) ->
                    render(file.dataset(), samples, number, presentation);
            case Decoding.Unsupported(String reason) -> new Rendering.Unsupported(reason);
            case Decoding.Broken(String reason) -> new Rendering.Broken(reason);
        };
    }

    /// Renders samples.
    ///
    /// @param dataset with the attributes of the image, which needs not hold the pixel data
    /// @param number which frame the samples are, from 1
    /// @throws IOException when a table or an overlay was left in a file that cannot be read
    /// @throws IllegalArgumentException when the region is not inside the image
    public static Rendering render(
            Dataset dataset, Samples samples, int number, Presentation presentation)
            throws IOException {
        int columns = samples.format().columns();
        int rows = samples.format().rows();
        Region region = regionOf(presentation, columns, rows);
        FrameAttributes frame = FrameAttributes.of(dataset, number);
        Picture whole = whole(frame, samples, presentation.window());
        if (whole == null) {
            return new Rendering.Broken("an image with palette whose palette is missing or wrong");
        }
        if (presentation.hasOverlays()) {
            new Overlays(dataset, samples, whole).draw(number);
        }
        Shape shape = Shape.of(frame, region, presentation);
        return new Rendering.Rendered(Scaling.of(whole, region, shape.width(), shape.height()));
    }

    private static Region regionOf(Presentation presentation, int columns, int rows) {
        Region region = presentation.region();
        if (region == null) {
            return Region.whole(columns, rows);
        }
        if (!region.isInside(columns, rows)) {
            throw new IllegalArgumentException(
                    "the region is not inside the image of " + columns + " x " + rows);
        }
        return region;
    }

    private static @Nullable Picture whole(
            FrameAttributes frame, Samples samples, @Nullable Window window) throws IOException {
        int columns = samples.format().columns();
        int rows = samples.format().rows();
        return switch (samples.format().photometric()) {
            case MONOCHROME1, MONOCHROME2 ->
                    new Picture(
                            columns,
                            rows,
                            false,
                            GreyScale.of(frame, samples, window).apply(samples));
            case PALETTE_COLOR ->
                    Colours.byPalette(frame.dataset(), samples)
                            .map(colours -> new Picture(columns, rows, true, colours))
                            .orElse(null);
            case RGB, YBR_FULL, YBR_FULL_422, YBR_PARTIAL_420, YBR_ICT, YBR_RCT ->
                    new Picture(columns, rows, true, Colours.of(samples));
        };
    }
}
