package org.africai.dicom.pixel.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.pixel.codec.Photometric;
import org.africai.dicom.pixel.codec.PixelFormat;
import org.africai.dicom.pixel.codec.PixelFormat.Numbers;
import org.africai.dicom.pixel.codec.Samples;
import org.junit.jupiter.api.Test;

/// From samples to pictures.
class FrameRendererTest {
    private static final PixelFormat GREY_8 =
            new PixelFormat(1, 4, 1, Photometric.MONOCHROME2, 8, 8, 7, Numbers.UNSIGNED, false);
    private static final PixelFormat GREY_16 =
            new PixelFormat(1, 4, 1, Photometric.MONOCHROME2, 16, 16, 15, Numbers.SIGNED, false);

    private static Samples samples(PixelFormat format, int... values) {
        Samples samples = new Samples(format, new byte[(int) format.bytes()]);
        for (int i = 0; i < values.length; i++) {
            samples.setBits(i, values[i]);
        }
        return samples;
    }

    private static Picture picture(Dataset dataset, Samples samples, int frame, Presentation how)
            throws IOException {
        return switch (FrameRenderer.render(dataset, samples, frame, how)) {
            case Rendering.Rendered(Picture picture) -> picture;
            case Rendering.Unsupported(String reason) -> throw new AssertionError(reason);
            case Rendering.Broken(String reason) -> throw new AssertionError(reason);
        };
    }

    private static int[] bytes(DatasetBuilder dataset, Samples samples) throws IOException {
        return bytes(picture(dataset.build(), samples, 1, Presentation.DEFAULT));
    }

    private static int[] bytes(Picture picture) {
        int[] values = new int[picture.bytes().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = picture.bytes()[i] & 0xFF;
        }
        return values;
    }

    @Test
    void eight_bits_without_a_window_stay_what_they_are() throws IOException {
        assertThat(bytes(Dataset.builder(), samples(GREY_8, 0, 1, 100, 255)))
                .containsExactly(0, 1, 100, 255);
    }

    @Test
    void the_lowest_value_of_monochrome1_is_white() throws IOException {
        Samples inverse = samples(GREY_8.with(Photometric.MONOCHROME1), 0, 1, 100, 255);

        assertThat(bytes(Dataset.builder(), inverse)).containsExactly(255, 254, 155, 0);
        assertThat(
                        bytes(
                                Dataset.builder().put(Tag.PresentationLUTShape, "INVERSE"),
                                samples(GREY_8, 0, 1, 100, 255)))
                .containsExactly(255, 254, 155, 0);
    }

    @Test
    void values_are_rescaled_and_windowed() throws IOException {
        DatasetBuilder ct =
                Dataset.builder()
                        .put(Tag.RescaleSlope, "2")
                        .put(Tag.RescaleIntercept, "-1000")
                        .put(Tag.WindowCenter, "0", "50")
                        .put(Tag.WindowWidth, "201", "400");

        // HU -1000, -100.5+, -0.5 in the middle, 100 and more.
        assertThat(bytes(ct, samples(GREY_16, 0, 449, 500, 600))).containsExactly(0, 0, 128, 255);
    }

    @Test
    void a_window_that_is_asked_for_comes_before_the_image_s_own() throws IOException {
        Dataset dataset =
                Dataset.builder().put(Tag.WindowCenter, "1").put(Tag.WindowWidth, "1").build();
        Window exact = new Window(50, 100, Window.Function.LINEAR_EXACT);

        Picture picture =
                picture(
                        dataset,
                        samples(GREY_8, 0, 50, 100, 200),
                        1,
                        Presentation.DEFAULT.with(exact));

        assertThat(bytes(picture)).containsExactly(0, 128, 255, 255);
    }

    @Test
    void a_sigmoid_window_has_its_middle_at_the_center_and_no_ends() throws IOException {
        DatasetBuilder dataset =
                Dataset.builder()
                        .put(Tag.WindowCenter, "100")
                        .put(Tag.WindowWidth, "100")
                        .put(Tag.VOILUTFunction, "SIGMOID");

        int[] greys = bytes(dataset, samples(GREY_16, 50, 100, 150, 200));

        assertThat(greys).containsExactly(30, 128, 225, 250);
    }

    @Test
    void without_a_window_all_but_the_extremes_are_between_black_and_white() throws IOException {
        PixelFormat format =
                new PixelFormat(
                        1, 1000, 1, Photometric.MONOCHROME2, 16, 16, 15, Numbers.SIGNED, false);
        Samples samples = samples(format, java.util.stream.IntStream.range(0, 1000).toArray());
        samples.setBits(999, 30_000);
        samples.setBits(0, -2000);

        int[] greys = bytes(Dataset.builder().put(Tag.PixelPaddingValue, Vr.SS, -2000L), samples);

        assertThat(greys[0]).isZero();
        assertThat(greys[999]).isEqualTo(255);
        assertThat(greys[500]).isBetween(125, 130);
    }

    @Test
    void one_value_only_is_shown_without_a_fault() throws IOException {
        assertThat(bytes(Dataset.builder(), samples(GREY_16, 7, 7, 7, 7))).containsOnly(0);
    }

    @Test
    void tables_of_the_modality_and_of_interest_are_applied() throws IOException {
        Dataset modality =
                Dataset.builder()
                        .put(Tag.LUTDescriptor, Vr.SS, 3L, -1L, 16L)
                        .put(Tag.LUTData, Vr.OW, new byte[] {10, 0, 20, 0, 30, 0})
                        .build();
        Dataset interest =
                Dataset.builder()
                        .put(Tag.LUTDescriptor, Vr.US, 3L, 10L, 8L)
                        .put(Tag.LUTData, Vr.OW, new byte[] {0, 0, 100, 0, (byte) 200, 0})
                        .build();
        DatasetBuilder dataset =
                Dataset.builder()
                        .put(Tag.ModalityLUTSequence, modality)
                        .put(Tag.VOILUTSequence, interest);

        // -1 and below become 10, the first entry; 0 becomes 20, behind the last one.
        assertThat(bytes(dataset, samples(GREY_16, -5, -1, 0, 9))).containsExactly(0, 0, 200, 200);
    }

    @Test
    void floats_are_shown() throws IOException {
        PixelFormat format =
                new PixelFormat(1, 3, 1, Photometric.MONOCHROME2, 32, 32, 31, Numbers.FLOAT, false);
        Samples floats =
                samples(
                        format,
                        Float.floatToIntBits(0),
                        Float.floatToIntBits(0.5f),
                        Float.floatToIntBits(Float.NaN));
        DatasetBuilder dataset =
                Dataset.builder()
                        .put(Tag.WindowCenter, "0.5")
                        .put(Tag.WindowWidth, "1")
                        .put(Tag.VOILUTFunction, "LINEAR_EXACT");

        assertThat(bytes(dataset, floats)).containsExactly(0, 128, 0);
    }

    @Test
    void each_frame_goes_through_its_own_functional_groups() throws IOException {
        Dataset own = group(Tag.WindowCenter, "100", Tag.WindowWidth, "1");
        Dataset shared = group(Tag.WindowCenter, "10", Tag.WindowWidth, "1");
        Dataset dataset =
                Dataset.builder()
                        .put(
                                Tag.SharedFunctionalGroupsSequence,
                                Dataset.builder().put(Tag.FrameVOILUTSequence, shared).build())
                        .put(
                                Tag.PerFrameFunctionalGroupsSequence,
                                Dataset.EMPTY,
                                Dataset.builder().put(Tag.FrameVOILUTSequence, own).build())
                        .build();
        Samples samples = samples(GREY_16, 5, 50, 99, 150);

        assertThat(bytes(picture(dataset, samples, 1, Presentation.DEFAULT)))
                .containsExactly(0, 255, 255, 255);
        assertThat(bytes(picture(dataset, samples, 2, Presentation.DEFAULT)))
                .containsExactly(0, 0, 0, 255);
    }

    private static Dataset group(int tag, String value, int otherTag, String otherValue) {
        return Dataset.builder().put(tag, value).put(otherTag, otherValue).build();
    }

    @Test
    void a_palette_gives_colours_and_its_ends_to_all_beyond() throws IOException {
        DatasetBuilder dataset = Dataset.builder();
        int[] descriptors = {
            Tag.RedPaletteColorLookupTableDescriptor,
            Tag.GreenPaletteColorLookupTableDescriptor,
            Tag.BluePaletteColorLookupTableDescriptor
        };
        for (int i = 0; i < 3; i++) {
            dataset.put(descriptors[i], Vr.US, 2L, 5L, 16L);
            dataset.put(
                    descriptors[i] + 0x100, Vr.OW, new byte[] {0, (byte) i, 0, (byte) (10 + i)});
        }

        Picture picture =
                picture(
                        dataset.build(),
                        samples(GREY_8.with(Photometric.PALETTE_COLOR), 0, 5, 6, 7),
                        1,
                        Presentation.DEFAULT);

        assertThat(picture.isColour()).isTrue();
        assertThat(bytes(picture)).containsExactly(0, 1, 2, 0, 1, 2, 10, 11, 12, 10, 11, 12);
    }

    @Test
    void a_palette_in_segments_is_the_one_they_mean() {
        // Two entries, a line of three to 80, and both again.
        byte[] segments = {0, 2, 10, 20, 1, 3, 80, 2, 2, 0, 0, 0, 0};

        assertThat(PaletteSegments.expand(segments, 1, 10))
                .hasValueSatisfying(entries ->
                        assertThat(entries)
                                .containsExactly(10, 20, 40, 60, 80, 10, 20, 40, 60, 80));
        assertThat(PaletteSegments.expand(new byte[] {0, 9, 1}, 1, 9)).isEmpty();
        assertThat(PaletteSegments.expand(new byte[] {2, 1, 0, 0, 0, 0}, 1, 9)).isEmpty();
        assertThat(PaletteSegments.expand(new byte[] {1, 3, 80}, 1, 3)).isEmpty();
    }

    @Test
    void an_image_with_palette_that_lacks_it_is_broken() throws IOException {
        Samples samples = samples(GREY_8.with(Photometric.PALETTE_COLOR), 0, 5, 6, 7);

        assertThat(FrameRenderer.render(Dataset.EMPTY, samples, 1, Presentation.DEFAULT))
                .isInstanceOf(Rendering.Broken.class);
    }

    @Test
    void luminance_and_colour_differences_become_red_green_and_blue() throws IOException {
        PixelFormat format =
                new PixelFormat(1, 3, 3, Photometric.YBR_FULL, 8, 8, 7, Numbers.UNSIGNED, false);

        int[] colours =
                bytes(Dataset.builder(), samples(format, 76, 85, 255, 128, 128, 128, 0, 128, 128));

        assertThat(colours).containsExactly(254, 0, 0, 128, 128, 128, 0, 0, 0);
    }

    @Test
    void colours_of_sixteen_bits_show_their_highest_eight() throws IOException {
        PixelFormat format =
                new PixelFormat(1, 1, 3, Photometric.RGB, 16, 12, 11, Numbers.UNSIGNED, false);

        assertThat(bytes(Dataset.builder(), samples(format, 0xFFF, 0x120, 0)))
                .containsExactly(255, 0x12, 0);
    }

    @Test
    void overlays_are_drawn_where_they_belong() throws IOException {
        Dataset dataset =
                Dataset.builder()
                        .put(Tag.OverlayRows, Vr.US, 2L)
                        .put(Tag.OverlayColumns, Vr.US, 2L)
                        .put(Tag.OverlayOrigin, Vr.SS, 0L, 2L)
                        .put(Tag.OverlayData, Vr.OW, new byte[] {0b0110, 0})
                        .build();
        Samples samples = samples(GREY_8, 1, 2, 3, 4);

        // The overlay's second row is the image's first: columns 2 and 3 of it.
        assertThat(bytes(picture(dataset, samples, 1, Presentation.DEFAULT)))
                .containsExactly(1, 255, 3, 4);
        assertThat(bytes(picture(dataset, samples, 1, Presentation.DEFAULT.withoutOverlays())))
                .containsExactly(1, 2, 3, 4);
    }

    @Test
    void overlays_in_unused_bits_are_drawn() throws IOException {
        PixelFormat format =
                new PixelFormat(
                        1, 4, 1, Photometric.MONOCHROME2, 16, 8, 7, Numbers.UNSIGNED, false);
        DatasetBuilder dataset =
                Dataset.builder()
                        .put(Tag.OverlayRows, Vr.US, 1L)
                        .put(Tag.OverlayColumns, Vr.US, 4L)
                        .put(Tag.OverlayBitsAllocated, Vr.US, 16L)
                        .put(Tag.OverlayBitPosition, Vr.US, 12L);

        assertThat(bytes(dataset, samples(format, 7, 0x1007, 0x8007, 8)))
                .containsExactly(7, 255, 7, 8);
    }

    @Test
    void pixels_that_are_no_squares_get_their_proportions() throws IOException {
        Dataset dataset = Dataset.builder().put(Tag.PixelSpacing, "2", "1").build();

        Picture picture = picture(dataset, samples(GREY_8, 1, 2, 3, 4), 1, Presentation.DEFAULT);

        assertThat(picture.width()).isEqualTo(4);
        assertThat(picture.height()).isEqualTo(2);
        assertThat(bytes(picture)).containsExactly(1, 2, 3, 4, 1, 2, 3, 4);
    }

    @Test
    void a_smaller_picture_has_the_average_of_the_pixels_it_covers() throws IOException {
        PixelFormat format =
                new PixelFormat(2, 4, 1, Photometric.MONOCHROME2, 8, 8, 7, Numbers.UNSIGNED, false);
        Samples samples = samples(format, 0, 10, 100, 200, 20, 30, 100, 200);

        Picture picture = picture(Dataset.EMPTY, samples, 1, Presentation.DEFAULT.within(2, 9));

        assertThat(picture.width()).isEqualTo(2);
        assertThat(picture.height()).isEqualTo(1);
        assertThat(bytes(picture)).containsExactly(15, 150);
    }

    @Test
    void a_region_is_cut_out_turned_and_made_larger() throws IOException {
        Samples samples = samples(GREY_8, 0, 100, 200, 0);
        Region region = new Region(1, 0, 2, 1, true, false);

        Picture picture =
                picture(Dataset.EMPTY, samples, 1, Presentation.DEFAULT.with(region).within(4, 2));

        assertThat(bytes(picture)).containsExactly(200, 175, 125, 100, 200, 175, 125, 100);
    }

    @Test
    void what_cannot_be_asked_for_is_refused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() ->
                        FrameRenderer.render(
                                Dataset.EMPTY,
                                samples(GREY_8, 1, 2, 3, 4),
                                1,
                                Presentation.DEFAULT.with(new Region(2, 0, 3, 1))))
                .withMessageContaining("not inside");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Presentation.DEFAULT.within(4097, 10));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Presentation.DEFAULT.within(10, 0));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Window(1, 0.5, Window.Function.LINEAR));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Window(Double.NaN, 5, Window.Function.LINEAR));
        assertThat(List.of(Window.Function.values()))
                .allSatisfy(function ->
                        assertThat(
                                        Window.Function.of(
                                                function.name().toLowerCase(java.util.Locale.ROOT)))
                                .contains(function));
    }
}
