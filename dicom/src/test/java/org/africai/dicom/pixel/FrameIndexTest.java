package org.africai.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.DicomReader;
import org.africai.dicom.io.DicomWriter;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dicom.io.InvalidDicom.Reason;
import org.africai.dicom.io.Limits;
import org.africai.dicom.pixel.Encapsulation.Offsets;
import org.africai.dicom.pixel.FrameIndex.Anomaly;
import org.africai.dicom.pixel.FrameIndex.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameIndexTest {
    private static final byte[] SOI = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 1, 2};
    private static final byte[] MIDDLE = {3, 4, 5, 6};
    private static final byte[] EOI = {7, 8, (byte) 0xFF, (byte) 0xD9, 0, 0};

    private static DatasetBuilder image(int frames) {
        return Dataset.builder()
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.7")
                .put(Tag.SOPInstanceUID, "1.2.3")
                .put(Tag.NumberOfFrames, Integer.toString(frames))
                .put(Tag.SamplesPerPixel, 1)
                .put(Tag.Rows, 3)
                .put(Tag.Columns, 5)
                .put(Tag.BitsAllocated, 8);
    }

    private static byte[] bytes(Dataset dataset, TransferSyntax syntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(dataset, syntax, out);
        return out.toByteArray();
    }

    private static DicomFile file(byte[] bytes) throws IOException {
        return DicomReader.HEADER.read(bytes, "test");
    }

    private static DicomFile encapsulated(Dataset dataset) throws IOException {
        return file(bytes(dataset, TransferSyntax.JPEG_BASELINE));
    }

    private static DicomFile fragments(int frames, byte[]... items) throws IOException {
        List<BulkRange> ranges = Arrays.stream(items).map(BulkRange::of).toList();
        return encapsulated(image(frames).putFragments(Tag.PixelData, Vr.OB, ranges).build());
    }

    private static FrameIndex index(DicomFile file) throws IOException {
        return FrameIndex.of(file).orElseThrow();
    }

    private static byte[] read(Frame frame) throws IOException {
        try (InputStream in = frame.open()) {
            return in.readAllBytes();
        }
    }

    private static byte[] offsets(int... offsets) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * offsets.length).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(offsets).forEach(buffer::putInt);
        return buffer.array();
    }

    private static InvalidDicom refused(DicomFile file) {
        return catchThrowableOfType(InvalidDicom.class, () -> FrameIndex.of(file));
    }

    @ParameterizedTest
    @EnumSource(Offsets.class)
    void frames_put_in_come_out(Offsets offsets) throws IOException {
        byte[][] frames = {{1, 2, 3}, {4, 5, 6, 7}, {8}};
        List<BulkRange> ranges = Arrays.stream(frames).map(BulkRange::of).toList();

        Dataset dataset = Encapsulation.encapsulate(image(1).build(), ranges, offsets);
        FrameIndex index = index(encapsulated(dataset));

        assertThat(dataset.integer(Tag.NumberOfFrames)).hasValue(3);
        assertThat(index.count()).isEqualTo(3);
        assertThat(index.isEncapsulated()).isTrue();
        assertThat(index.anomalies()).isEmpty();
        assertThat(index.source())
                .isEqualTo(
                        switch (offsets) {
                            case NONE -> Source.FRAGMENT_EACH;
                            case BASIC, SMALLEST -> Source.BASIC_OFFSETS;
                            case EXTENDED -> Source.EXTENDED_OFFSETS;
                        });
        for (int n = 1; n <= 3; n++) {
            byte[] expected = frames[n - 1];
            boolean isExact = offsets == Offsets.EXTENDED;
            int padded = isExact ? expected.length : expected.length + expected.length % 2;
            assertThat(read(index.frame(n))).isEqualTo(Arrays.copyOf(expected, padded));
        }
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> index.frame(0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> index.frame(4));
    }

    @Test
    void frames_beyond_the_basic_table_go_into_the_extended_one() {
        BulkRange huge = new BulkRange((_, _) -> InputStream.nullInputStream(), 0, 0xFFFFFFF0L);
        List<BulkRange> frames = List.of(huge, huge, huge);
        Dataset image = image(3).build();

        Dataset dataset = Encapsulation.encapsulate(image, frames, Offsets.SMALLEST);

        assertThat(dataset.integers(Tag.ExtendedOffsetTable))
                .containsExactly(0, 0xFFFFFFF8L, 0x1FFFFFFF0L);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Encapsulation.encapsulate(image, frames, Offsets.BASIC))
                .withMessageContaining("beyond the basic offset table");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Encapsulation.encapsulate(image, List.of(), Offsets.BASIC));
        BulkRange empty = BulkRange.of(new byte[0]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Encapsulation.encapsulate(image, List.of(empty), Offsets.BASIC));
    }

    @Test
    void fragments_are_put_together_by_the_markers_of_their_codestreams() throws IOException {
        byte[] whole = {(byte) 0xFF, 0x4F, (byte) 0xFF, 0x51, (byte) 0xFF, (byte) 0xD9};

        FrameIndex index = index(fragments(3, new byte[0], SOI, MIDDLE, EOI, whole, SOI, SOI, EOI));

        assertThat(index.source()).isEqualTo(Source.CODESTREAMS);
        assertThat(read(index.frame(1))).hasSize(16).startsWith(SOI).endsWith(EOI);
        assertThat(read(index.frame(2))).isEqualTo(whole);
        assertThat(index.frame(3).ranges()).hasSize(3);
        assertThat(index.fragments()).hasSize(7);
    }

    @Test
    void one_frame_is_all_fragments() throws IOException {
        FrameIndex index = index(fragments(1, new byte[0], MIDDLE, MIDDLE));

        assertThat(index.source()).isEqualTo(Source.SINGLE_FRAME);
        assertThat(index.frame(1).length()).isEqualTo(8);
        assertThat(index.frame(1).isByteAligned()).isTrue();
    }

    @Test
    void a_table_that_contradicts_the_fragments_is_not_used() throws IOException {
        for (byte[] table :
                List.of(
                        offsets(0, 4),
                        offsets(0, 0),
                        offsets(12, 0),
                        offsets(0),
                        offsets(0, 999))) {
            FrameIndex index = index(fragments(2, table, MIDDLE, MIDDLE));

            assertThat(index.anomalies()).containsExactly(Anomaly.BASIC_OFFSETS_WRONG);
            assertThat(index.source()).isEqualTo(Source.FRAGMENT_EACH);
        }
        FrameIndex right = index(fragments(2, offsets(0, 24), MIDDLE, MIDDLE, MIDDLE));
        assertThat(right.source()).isEqualTo(Source.BASIC_OFFSETS);
        assertThat(right.frame(1).length()).isEqualTo(8);
        assertThat(right.frame(2).length()).isEqualTo(4);
    }

    @Test
    void an_extended_table_that_contradicts_the_fragments_is_not_used() throws IOException {
        List<BulkRange> frames = List.of(BulkRange.of(MIDDLE), BulkRange.of(MIDDLE));
        Dataset dataset = Encapsulation.encapsulate(image(2).build(), frames, Offsets.EXTENDED);
        Dataset wrong =
                dataset.edit().put(Tag.ExtendedOffsetTableLengths, Vr.OV, new byte[16]).build();

        FrameIndex index = index(encapsulated(wrong));

        assertThat(index.anomalies()).containsExactly(Anomaly.EXTENDED_OFFSETS_WRONG);
        assertThat(index.source()).isEqualTo(Source.FRAGMENT_EACH);
    }

    @Test
    void fragments_that_make_another_number_of_frames_are_refused() throws IOException {
        assertThat(refused(fragments(3, new byte[0], SOI, EOI)))
                .hasMessageContaining("2 fragments cannot be divided into 3 frames");
        assertThat(refused(fragments(2, new byte[0], MIDDLE, MIDDLE, MIDDLE)))
                .hasMessageContaining("3 fragments cannot be divided into 2 frames");
        assertThat(refused(fragments(1, new byte[0])))
                .hasMessageContaining("0 fragments cannot be divided into 1 frames");
    }

    @Test
    void a_missing_delimiter_is_noted_and_a_broken_end_refused() throws IOException {
        Dataset dataset =
                image(1).putFragments(
                                Tag.PixelData,
                                Vr.OB,
                                List.of(BulkRange.of(new byte[0]), BulkRange.of(MIDDLE)))
                        .build();
        byte[] whole = bytes(dataset, TransferSyntax.JPEG_BASELINE);

        byte[] open = Arrays.copyOf(whole, whole.length - 8);
        assertThat(index(file(open)).anomalies()).containsExactly(Anomaly.DELIMITER_MISSING);
        assertThat(read(index(file(open)).frame(1))).isEqualTo(MIDDLE);
        for (int cut : new int[] {1, 7, 9, 12, 13, 19, 21}) {
            InvalidDicom error = refused(file(Arrays.copyOf(whole, whole.length - cut)));
            assertThat(error).as("without the last " + cut).isNotNull();
            assertThat(error.reason()).isEqualTo(Reason.TRUNCATED);
        }
        byte[] strange = whole.clone();
        strange[whole.length - 8] = 0x10;
        assertThat(refused(file(strange)).reason()).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void frames_and_fragments_are_limited() throws IOException {
        Limits limits = Limits.DEFAULT.withElements(2);
        DicomFile many = fragments(1, new byte[0], MIDDLE, MIDDLE, MIDDLE);
        DicomFile frames = fragments(3, new byte[0], MIDDLE, MIDDLE, MIDDLE);

        InvalidDicom fragmentsError =
                catchThrowableOfType(InvalidDicom.class, () -> FrameIndex.of(many, limits));
        InvalidDicom framesError =
                catchThrowableOfType(InvalidDicom.class, () -> FrameIndex.of(frames, limits));

        assertThat(fragmentsError).hasMessageContaining("more than 2 fragments");
        assertThat(framesError).hasMessageContaining("more than 2 frames");
        for (String number : List.of("0", "-1", "x", "99999999999")) {
            Dataset wrong =
                    image(1).put(Tag.NumberOfFrames, number)
                            .put(Tag.PixelData, Vr.OB, MIDDLE)
                            .build();
            assertThat(refused(file(bytes(wrong, TransferSyntax.EXPLICIT_LITTLE))).path())
                    .isEqualTo("(0028,0008)");
        }
    }

    // ---- native

    private static DicomFile plain(DatasetBuilder image, int bytes) throws IOException {
        byte[] pixels = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            pixels[i] = (byte) i;
        }
        Dataset dataset = image.put(Tag.PixelData, Vr.OB, pixels).build();
        return file(bytes(dataset, TransferSyntax.EXPLICIT_LITTLE));
    }

    @Test
    void native_frames_follow_each_other() throws IOException {
        FrameIndex index = index(plain(image(2), 30));

        assertThat(index.source()).isEqualTo(Source.NATIVE);
        assertThat(index.count()).isEqualTo(2);
        assertThat(read(index.frame(2))).hasSize(15).startsWith(15, 16);
        assertThat(index.frame(2).isByteAligned()).isTrue();
        assertThat(index(plain(image(2), 34)).anomalies()).containsExactly(Anomaly.BYTES_LEFT_OVER);
        assertThat(index(plain(image(1), 16)).anomalies()).isEmpty();
    }

    @Test
    void frames_of_single_bits_say_where_they_start() throws IOException {
        FrameIndex index = index(plain(image(3).put(Tag.BitsAllocated, 1), 6));

        Frame second = index.frame(2);
        assertThat(second.firstBit()).isEqualTo(7);
        assertThat(second.bits()).isEqualTo(15);
        assertThat(second.isByteAligned()).isFalse();
        assertThat(read(second)).containsExactly(1, 2, 3);
        assertThat(index.frame(1).isByteAligned()).isFalse();
    }

    @Test
    void colour_differences_may_be_shared_by_pixels() throws IOException {
        DatasetBuilder image =
                image(2).put(Tag.SamplesPerPixel, 3)
                        .put(Tag.Columns, 4)
                        .put(Tag.PhotometricInterpretation, "YBR_FULL_422");

        assertThat(index(plain(image, 48)).frame(2).length()).isEqualTo(24);
    }

    @Test
    void native_pixel_data_that_does_not_fit_its_attributes_is_refused() throws IOException {
        assertThat(refused(plain(image(3), 30)))
                .hasMessageContaining("the frames take 45 bytes, of which 30 are there");
        assertThat(refused(plain(image(1).remove(Tag.Rows), 30)).path()).isEqualTo("(0028,0010)");
        assertThat(refused(plain(image(1).put(Tag.BitsAllocated, 12), 30)))
                .hasMessageContaining("pixels of 12 bits");
        DatasetBuilder vast =
                image(2_000_000_000)
                        .put(Tag.Rows, 65_535)
                        .put(Tag.Columns, 65_535)
                        .put(Tag.SamplesPerPixel, 4)
                        .put(Tag.BitsAllocated, 64);
        DicomFile file = plain(vast, 30);
        Limits limits = Limits.DEFAULT.withElements(Integer.MAX_VALUE);
        assertThat(catchThrowableOfType(InvalidDicom.class, () -> FrameIndex.of(file, limits)))
                .hasMessageContaining("more bytes than can be counted");
    }

    @Test
    void a_file_without_pixel_data_has_no_index() throws IOException {
        assertThat(FrameIndex.of(file(bytes(image(1).build(), TransferSyntax.EXPLICIT_LITTLE))))
                .isEmpty();
    }

    @Test
    void pixel_data_of_a_deflated_file_is_found_in_the_inflated_data() throws IOException {
        Dataset dataset = image(2).put(Tag.PixelData, Vr.OB, new byte[30]).build();

        FrameIndex index = index(file(bytes(dataset, TransferSyntax.DEFLATED)));

        assertThat(read(index.frame(2))).hasSize(15);
    }
}
