package org.africai.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.africai.dicom.Uid;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewFileTest {
    private static final Uid INSTANCE = new Uid("2.25.1");

    private static DatasetBuilder image() {
        return Dataset.builder()
                .put(Tag.Rows, 2)
                .put(Tag.Columns, 2)
                .put(Tag.SOPClassUID, KnownUid.CTImageStorage)
                .put(Tag.SOPInstanceUID, INSTANCE)
                .put(Tag.PatientName, "Okafor^Adaeze")
                .put(Tag.PixelSpacing, 0.1, 1 / 3.0)
                .put(Tag.PixelRepresentation, 1)
                .put(Tag.SmallestImagePixelValue, -5)
                .put(Tag.InstanceNumber, 7)
                .put(Tag.EventTimeOffset, 2.5)
                .put(Tag.FrameIncrementPointer, Tag.FrameTime)
                .put(
                        Tag.ReferencedImageSequence,
                        Dataset.builder()
                                .put(Tag.ReferencedSOPInstanceUID, new Uid("2.25.2"))
                                .build());
    }

    private static DicomFile writtenAndRead(Dataset dataset, TransferSyntax syntax)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(dataset, syntax, out);
        return DicomReader.WHOLE.read(out.toByteArray(), "new");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.840.10008.1.2",
                "1.2.840.10008.1.2.1",
                "1.2.840.10008.1.2.2",
                "1.2.840.10008.1.2.1.99"
            })
    void a_new_file_can_be_read_in_every_transfer_syntax(String uid) throws IOException {
        byte[] pixels = {1, 2, 3, 4, 5, 6, 7, 8};
        Dataset dataset = image().put(Tag.PixelData, Vr.OW, pixels).build();

        DicomFile file = writtenAndRead(dataset, TransferSyntax.of(new Uid(uid)));

        assertThat(file.notes()).isEmpty();
        assertThat(file.transferSyntax().uid().value()).isEqualTo(uid);
        Dataset read = file.dataset();
        assertThat(read.isOrdered()).isTrue();
        assertThat(read.integer(Tag.Rows)).hasValue(2);
        assertThat(read.uid(Tag.SOPInstanceUID)).contains(INSTANCE);
        assertThat(read.personName(Tag.PatientName).orElseThrow().alphabetic().given())
                .isEqualTo("Adaeze");
        assertThat(read.decimals(Tag.PixelSpacing)).containsExactly(0.1, 0.33333333333333);
        assertThat(read.integer(Tag.SmallestImagePixelValue)).hasValue(-5);
        assertThat(read.decimal(Tag.EventTimeOffset)).hasValue(2.5);
        assertThat(read.strings(Tag.FrameIncrementPointer)).containsExactly("00181063");
        Dataset item = read.sequence(Tag.ReferencedImageSequence).getFirst();
        assertThat(item.string(Tag.ReferencedSOPInstanceUID)).contains("2.25.2");
        Element pixelData = read.element(Tag.PixelData).orElseThrow();
        assertThat(pixelData.open(false)).hasBinaryContent(pixels);
    }

    @Test
    void the_meta_information_names_the_object_and_this_library() throws IOException {
        Dataset meta = writtenAndRead(image().build(), TransferSyntax.EXPLICIT_LITTLE).meta();

        assertThat(meta.uid(Tag.MediaStorageSOPClassUID)).contains(KnownUid.CTImageStorage);
        assertThat(meta.uid(Tag.MediaStorageSOPInstanceUID)).contains(INSTANCE);
        assertThat(meta.uid(Tag.ImplementationClassUID)).contains(FileMeta.IMPLEMENTATION_CLASS);
    }

    @Test
    void pixel_data_is_taken_from_a_stream_when_the_file_is_written() throws IOException {
        byte[] pixels = new byte[100_000];
        pixels[99_999] = 9;
        BulkRange stream =
                new BulkRange((_, _) -> new ByteArrayInputStream(pixels), 0, pixels.length);
        Dataset dataset = image().putBulk(Tag.PixelData, Vr.OW, stream).build();

        DicomFile file = writtenAndRead(dataset, TransferSyntax.EXPLICIT_LITTLE);

        assertThat(file.pixelData().orElseThrow().length()).isEqualTo(100_000);
        assertThat(file.dataset().element(Tag.PixelData).orElseThrow().open(false))
                .hasBinaryContent(pixels);
    }

    @Test
    void a_stream_that_is_too_short_stops_the_writing() {
        BulkRange stream = new BulkRange((_, _) -> new ByteArrayInputStream(new byte[3]), 0, 4);
        Dataset dataset = image().putBulk(Tag.PixelData, Vr.OW, stream).build();

        assertThatThrownBy(() -> writtenAndRead(dataset, TransferSyntax.EXPLICIT_LITTLE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("3 of 4 bytes");
    }

    @Test
    void encapsulated_pixel_data_is_written_in_fragments() throws IOException {
        List<BulkRange> fragments =
                List.of(BulkRange.of(new byte[0]), BulkRange.of(new byte[] {1, 2, 3}));
        Dataset dataset = image().putFragments(Tag.PixelData, Vr.OB, fragments).build();

        DicomFile file = writtenAndRead(dataset, TransferSyntax.RLE_LOSSLESS);

        assertThat(file.pixelData().orElseThrow().isEncapsulated()).isTrue();
        assertThat(file.dataset().element(Tag.PixelData).orElseThrow().open(false))
                .hasBinaryContent(new byte[] {1, 2, 3, 0});
        assertThatThrownBy(() -> writtenAndRead(dataset, TransferSyntax.EXPLICIT_LITTLE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not in the form");
    }

    @Test
    void a_value_too_long_for_its_vr_is_written_as_unknown_and_understood() throws IOException {
        String text = "x".repeat(70_000);
        Dataset dataset = image().put(Tag.ImageComments, text).build();

        DicomFile file = writtenAndRead(dataset, TransferSyntax.EXPLICIT_LITTLE);

        assertThat(file.dataset().string(Tag.ImageComments)).contains(text);
    }

    @Test
    void a_file_without_identity_is_refused() {
        Dataset dataset = Dataset.builder().put(Tag.PatientID, "1").build();

        assertThatThrownBy(() -> writtenAndRead(dataset, TransferSyntax.EXPLICIT_LITTLE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(0008,0016)");
    }

    @Test
    void a_changed_header_goes_in_front_of_the_pixel_data_as_it_is(@TempDir Path folder)
            throws IOException {
        byte[] pixels = {1, 2, 3, 4, 5, 6, 7, 8};
        Path path = folder.resolve("image.dcm");
        try (var out = Files.newOutputStream(path)) {
            DicomWriter.write(
                    image().put(Tag.PixelData, Vr.OW, pixels).build(),
                    TransferSyntax.EXPLICIT_LITTLE,
                    out);
        }
        DicomFile header = DicomFile.readHeader(path);
        Uid renamed = new Uid("2.25.99");

        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(
                header.withDataset(
                        header.dataset().edit().put(Tag.SOPInstanceUID, renamed).build()),
                out);
        DicomFile again = DicomReader.WHOLE.read(out.toByteArray(), "again");

        assertThat(again.notes()).isEmpty();
        assertThat(again.meta().uid(Tag.MediaStorageSOPInstanceUID)).contains(renamed);
        assertThat(again.dataset().element(Tag.PixelData).orElseThrow().open(false))
                .hasBinaryContent(pixels);
    }
}
