package org.africai.dicom.io;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.africai.dicom.data.BulkSource;
import org.africai.dicom.data.Content;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Encoding;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.InvalidDicom.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What real files do against the standard, and how it is understood.
class PitfallsTest {
    private static DicomFile read(RawBytes bytes) throws IOException {
        return DicomReader.WHOLE.read(bytes.bytes(), "test");
    }

    private static List<Note.Kind> kinds(DicomFile file) {
        return file.notes().stream().map(Note::kind).toList();
    }

    // ---- file

    @Test
    void a_data_set_without_preamble_and_meta_is_recognised_by_its_first_element()
            throws IOException {
        RawBytes explicit = new RawBytes().element(Tag.Modality, "CS", "CT");
        RawBytes implicit = new RawBytes().implicit(Tag.Modality, "CT");
        byte[] big = {0, 8, 0, 0x60, 'C', 'S', 0, 2, 'C', 'T'};

        assertThat(read(explicit).transferSyntax()).isEqualTo(TransferSyntax.EXPLICIT_LITTLE);
        assertThat(read(implicit).transferSyntax()).isEqualTo(TransferSyntax.IMPLICIT_LITTLE);
        assertThat(read(new RawBytes().raw(big)).transferSyntax())
                .isEqualTo(TransferSyntax.EXPLICIT_BIG);
        assertThat(read(new RawBytes().raw(big)).dataset().string(Tag.Modality)).contains("CT");
        assertThat(kinds(read(implicit))).contains(Note.Kind.NO_PREAMBLE, Note.Kind.NO_FILE_META);
    }

    @Test
    void the_data_counts_when_it_contradicts_the_transfer_syntax() throws IOException {
        DicomFile implicit = read(RawBytes.explicit().implicit(Tag.Modality, "CT"));
        DicomFile explicit =
                read(RawBytes.file("1.2.840.10008.1.2").element(Tag.Modality, "CS", "CT"));
        DicomFile plain =
                read(RawBytes.file("1.2.840.10008.1.2.1.99").element(Tag.Modality, "CS", "CT"));

        assertThat(implicit.transferSyntax()).isEqualTo(TransferSyntax.IMPLICIT_LITTLE);
        assertThat(implicit.declaredTransferSyntax()).contains(TransferSyntax.EXPLICIT_LITTLE);
        assertThat(explicit.transferSyntax()).isEqualTo(TransferSyntax.EXPLICIT_LITTLE);
        assertThat(plain.transferSyntax()).isEqualTo(TransferSyntax.EXPLICIT_LITTLE);
        for (DicomFile file : List.of(implicit, explicit, plain)) {
            assertThat(kinds(file)).contains(Note.Kind.TRANSFER_SYNTAX_CONTRADICTED);
            assertThat(file.dataset().string(Tag.Modality)).contains("CT");
        }
    }

    @Test
    void an_unknown_transfer_syntax_is_taken_for_an_explicit_compressed_one() throws IOException {
        DicomFile file = read(RawBytes.file("1.2.3.4").element(Tag.Modality, "CS", "CT"));

        assertThat(file.transferSyntax().encoding()).isEqualTo(Encoding.EXPLICIT_LITTLE);
        assertThat(kinds(file)).contains(Note.Kind.TRANSFER_SYNTAX_UNKNOWN);
    }

    @Test
    void the_length_of_the_meta_information_is_a_hint_only() throws IOException {
        byte[] bytes = RawBytes.explicit().element(Tag.Modality, "CS", "CT").bytes();
        bytes[132 + 8] = 99;

        DicomFile file = DicomReader.WHOLE.read(bytes, "test");

        assertThat(file.dataset().string(Tag.Modality)).contains("CT");
        assertThat(kinds(file)).containsExactly(Note.Kind.META_LENGTH_WRONG);
    }

    @Test
    void deflated_data_may_be_wrapped_as_zlib() throws IOException {
        byte[] dataset = new RawBytes().element(Tag.Modality, "CS", "CT").bytes();
        for (boolean isRaw : new boolean[] {true, false}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Deflater deflater = new Deflater(6, isRaw);
            try (DeflaterOutputStream deflating = new DeflaterOutputStream(out, deflater)) {
                deflating.write(dataset);
            }
            deflater.end();
            RawBytes file = RawBytes.file("1.2.840.10008.1.2.1.99").raw(out.toByteArray());

            assertThat(read(file).dataset().string(Tag.Modality)).contains("CT");
            assertThat(read(file).hasNote(Note.Kind.ZLIB_HEADER)).isEqualTo(!isRaw);
        }
    }

    @Test
    void other_files_are_told_apart_from_broken_ones() {
        byte[] text = "This is no image, it is text and nothing else.".getBytes(ISO_8859_1);

        for (byte[] other : List.of(text, new byte[0], new byte[200], new byte[] {1, 2, 3})) {
            InvalidDicom error =
                    catchThrowableOfType(
                            InvalidDicom.class, () -> DicomReader.WHOLE.read(other, "other"));
            assertThat(error.reason()).isEqualTo(Reason.NOT_DICOM);
            assertThat(DicomReader.looksLikeDicom(other)).isFalse();
        }
        assertThat(DicomReader.looksLikeDicom(RawBytes.explicit().bytes())).isTrue();
        assertThat(DicomReader.looksLikeDicom(new RawBytes().implicit(Tag.Modality, 2).bytes()))
                .isTrue();
    }

    // ---- elements

    @Test
    void tags_out_of_order_and_repeated_ones_are_noted_and_the_first_counts() throws IOException {
        DicomFile file =
                read(
                        RawBytes.explicit()
                                .element(Tag.PatientID, "LO", "ONE ")
                                .element(Tag.Modality, "CS", "CT")
                                .element(Tag.PatientID, "LO", "TWO "));

        assertThat(kinds(file))
                .containsExactlyInAnyOrder(Note.Kind.OUT_OF_ORDER, Note.Kind.DUPLICATE_TAG);
        assertThat(file.dataset().string(Tag.PatientID)).contains("ONE");
        assertThat(file.dataset().string(Tag.Modality)).contains("CT");
        assertThat(file.dataset().edit().remove(Tag.PatientID).build().contains(Tag.PatientID))
                .isFalse();
        assertThat(file.dataset().with(Tag.PatientID, "NEW").size()).isEqualTo(2);
    }

    @Test
    void a_known_element_written_as_unknown_has_its_dictionary_type() throws IOException {
        byte[] item = new RawBytes().implicit(Tag.Item, 12).implicit(Tag.CodeValue, "1234").bytes();
        Dataset dataset =
                read(RawBytes.explicit()
                                .element(Tag.SeriesDescription, "UN", "DESC")
                                .element(Tag.ConceptNameCodeSequence, "UN", item))
                        .dataset();

        assertThat(dataset.element(Tag.SeriesDescription).orElseThrow().vr()).isEqualTo(Vr.LO);
        assertThat(dataset.string(Tag.SeriesDescription)).contains("DESC");
        assertThat(dataset.sequence(Tag.ConceptNameCodeSequence).getFirst().string(Tag.CodeValue))
                .contains("1234");
    }

    @Test
    void an_unknown_value_without_length_is_a_sequence_without_vrs_in_any_layout()
            throws IOException {
        byte[] big = {
            0, 8, 0, 0x60, 'C', 'S', 0, 2, 'C', 'T', //
            0, 9, 0x10, 1, 'U', 'N', 0, 0, -1, -1, -1, -1
        };
        RawBytes file =
                RawBytes.file("1.2.840.10008.1.2.2")
                        .raw(big)
                        .openItem()
                        .implicit(Tag.CodeValue, "1234")
                        .closeItem()
                        .closeSequence();

        Dataset item = read(file).dataset().sequence(0x00091001).getFirst();

        assertThat(item.encoding()).isEqualTo(Encoding.IMPLICIT_LITTLE);
        assertThat(item.string(Tag.CodeValue)).contains("1234");
    }

    @Test
    void items_are_read_in_the_layout_that_they_show() throws IOException {
        DicomFile file =
                read(
                        RawBytes.explicit()
                                .openSequence(Tag.ContentSequence)
                                .openItem()
                                .implicit(Tag.CodeValue, "IMPLICIT")
                                .closeItem()
                                .closeSequence()
                                .header(0x00411001, "UN", -1)
                                .openItem()
                                .element(Tag.CodeValue, "SH", "EXPLICIT")
                                .closeItem()
                                .closeSequence());

        assertThat(file.dataset().sequence(Tag.ContentSequence).getFirst().string(Tag.CodeValue))
                .contains("IMPLICIT");
        assertThat(file.dataset().sequence(0x00411001).getFirst().string(Tag.CodeValue))
                .contains("EXPLICIT");
        assertThat(kinds(file))
                .containsExactlyInAnyOrder(Note.Kind.IMPLICIT_ELEMENT, Note.Kind.EXPLICIT_ITEM);
    }

    @Test
    void an_unknown_vr_has_the_long_form_and_a_missing_one_the_form_without() throws IOException {
        DicomFile file =
                read(
                        RawBytes.explicit()
                                .tag(Tag.StationName)
                                .raw(new byte[] {'Z', 'Z', 0, 0, 4, 0, 0, 0, 'T', 'E', 'X', 'T'})
                                .implicit(Tag.StudyDescription, "DESC")
                                .element(Tag.PatientID, "LO", "ID"));

        assertThat(file.dataset().string(Tag.StudyDescription)).contains("DESC");
        assertThat(file.dataset().string(Tag.PatientID)).contains("ID");
        assertThat(file.dataset().element(Tag.StationName).orElseThrow().length()).isEqualTo(4);
        assertThat(kinds(file)).contains(Note.Kind.UNKNOWN_VR, Note.Kind.IMPLICIT_ELEMENT);
    }

    @Test
    void odd_lengths_are_kept_and_made_even_in_new_files() throws IOException {
        DicomFile file =
                read(
                        RawBytes.explicit()
                                .element(Tag.SOPInstanceUID, "UI", "1.2")
                                .element(Tag.PatientID, "LO", "ODD"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.writeDataset(file.dataset(), TransferSyntax.EXPLICIT_LITTLE, out);

        assertThat(kinds(file)).containsExactly(Note.Kind.ODD_LENGTH);
        assertThat(out.toByteArray())
                .isEqualTo(
                        new RawBytes()
                                .element(Tag.SOPInstanceUID, "UI", "1.2\0")
                                .element(Tag.PatientID, "LO", "ODD ")
                                .bytes());
    }

    @Test
    void group_lengths_and_misplaced_meta_are_left_out_of_new_data_sets() throws IOException {
        DicomFile file =
                read(
                        RawBytes.explicit()
                                .element(0x00080000, "UL", new byte[] {10, 0, 0, 0})
                                .element(Tag.Modality, "CS", "CT")
                                .element(Tag.TransferSyntaxUID, "UI", "1.2.840.10008.1.2"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.writeDataset(file.dataset(), TransferSyntax.EXPLICIT_LITTLE, out);

        assertThat(out.toByteArray())
                .isEqualTo(new RawBytes().element(Tag.Modality, "CS", "CT").bytes());
        assertThat(file.hasNote(Note.Kind.META_IN_DATASET)).isTrue();
    }

    @Test
    void a_group_length_goes_when_its_group_changes() throws IOException {
        Dataset dataset =
                read(RawBytes.explicit()
                                .element(0x00080000, "UL", new byte[] {10, 0, 0, 0})
                                .element(Tag.Modality, "CS", "CT")
                                .element(0x00100000, "UL", new byte[] {10, 0, 0, 0})
                                .element(Tag.PatientID, "LO", "ID"))
                        .dataset();

        Dataset changed = dataset.with(Tag.Modality, "MR");

        assertThat(changed.contains(0x00080000)).isFalse();
        assertThat(changed.contains(0x00100000)).isTrue();
    }

    @Test
    void zeros_behind_the_data_set_are_passed_over_and_anything_else_is_not() throws IOException {
        RawBytes padded = RawBytes.explicit().element(Tag.Modality, "CS", "CT").raw(new byte[21]);

        assertThat(kinds(read(padded))).containsExactly(Note.Kind.TRAILING_BYTES);
        assertThat(read(padded).tailOffset()).isEqualTo(padded.size() - 21);
        byte[] other = padded.bytes();
        other[other.length - 6] = 1;
        assertThat(
                        catchThrowableOfType(
                                InvalidDicom.class, () -> DicomReader.WHOLE.read(other, "x")))
                .hasMessageContaining("something else than zeros");
    }

    // ---- sequences

    @Test
    void a_broken_sequence_with_a_length_is_kept_as_bytes() throws IOException {
        byte[] broken = new RawBytes().implicit(Tag.Item, 9999).raw(new byte[10]).bytes();
        RawBytes bytes =
                RawBytes.explicit()
                        .element(Tag.ConceptNameCodeSequence, "SQ", broken)
                        .element(Tag.ValueType, "CS", "TEXT");

        DicomFile file = read(bytes);
        Element sequence = file.dataset().element(Tag.ConceptNameCodeSequence).orElseThrow();

        assertThat(kinds(file)).contains(Note.Kind.SEQUENCE_UNREADABLE);
        assertThat(sequence.vr()).isEqualTo(Vr.UN);
        assertThat(sequence.bytes()).contains(broken);
        assertThat(file.dataset().string(Tag.ValueType)).isPresent();
    }

    @Test
    void a_broken_sequence_that_was_partly_passed_over_stays_in_the_file() throws IOException {
        byte[] item =
                new RawBytes()
                        .element(0x00091001, "OB", new byte[300_000])
                        .header(Tag.PatientID, "LO", 999)
                        .bytes();
        byte[] value = new RawBytes().implicit(Tag.Item, item.length).raw(item).bytes();
        DicomFile file =
                read(
                        RawBytes.explicit()
                                .element(Tag.ContentSequence, "SQ", value)
                                .element(Tag.DataSetTrailingPadding, "OB", new byte[2]));

        Element sequence = file.dataset().element(Tag.ContentSequence).orElseThrow();

        assertThat(sequence.content()).isInstanceOf(Content.Bulk.class);
        assertThat(sequence.open(false)).hasBinaryContent(value);
        assertThat(file.dataset().contains(Tag.DataSetTrailingPadding)).isTrue();
    }

    @Test
    void a_broken_sequence_without_length_is_rejected() {
        RawBytes bytes =
                RawBytes.explicit()
                        .openSequence(Tag.ContentSequence)
                        .element(Tag.Modality, "CS", "CT");

        InvalidDicom error = catchThrowableOfType(InvalidDicom.class, () -> read(bytes));

        assertThat(error.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(error.path()).isEqualTo("(0040,A730)[0].(0040,A730)");
    }

    @Test
    void delimiters_may_have_a_length_or_stand_where_none_is_due() throws IOException {
        byte[] item = new RawBytes().element(Tag.CodeValue, "SH", "1234").closeItem().bytes();
        byte[] items = new RawBytes().implicit(Tag.Item, item.length).raw(item).bytes();
        DicomFile file =
                read(
                        RawBytes.explicit()
                                .element(Tag.ConceptNameCodeSequence, "SQ", items)
                                .openSequence(Tag.ContentSequence)
                                .openItem()
                                .implicit(Tag.ItemDelimitationItem, 4)
                                .implicit(Tag.SequenceDelimitationItem, 6)
                                .element(Tag.PatientID, "LO", "ID"));

        assertThat(kinds(file))
                .contains(Note.Kind.DELIMITER_UNEXPECTED, Note.Kind.DELIMITER_WITH_LENGTH);
        assertThat(file.dataset().sequence(Tag.ConceptNameCodeSequence)).hasSize(1);
        assertThat(file.dataset().string(Tag.PatientID)).contains("ID");
    }

    @Test
    void the_last_sequence_may_lack_its_delimiter() throws IOException {
        DicomFile file =
                read(RawBytes.explicit().openSequence(Tag.ContentSequence).openItem().closeItem());

        assertThat(kinds(file)).containsExactly(Note.Kind.DELIMITER_MISSING);
        assertThat(file.dataset().sequence(Tag.ContentSequence)).hasSize(1);
    }

    @Test
    void signed_or_not_follows_the_nearest_pixel_representation() throws IOException {
        RawBytes item =
                new RawBytes()
                        .implicit(Tag.PixelRepresentation, "\0\0")
                        .implicit(Tag.SmallestImagePixelValue, "\u00ff\u00ff");
        RawBytes other = new RawBytes().implicit(Tag.SmallestImagePixelValue, "\u00ff\u00ff");
        Dataset dataset =
                read(RawBytes.file("1.2.840.10008.1.2")
                                .implicit(Tag.IconImageSequence, 8 + 20 + 8 + 10)
                                .implicit(Tag.Item, 20)
                                .raw(item.bytes())
                                .implicit(Tag.Item, 10)
                                .raw(other.bytes())
                                .implicit(Tag.PixelRepresentation, "\1\0")
                                .implicit(Tag.SmallestImagePixelValue, "\u00ff\u00ff"))
                        .dataset();
        List<Dataset> items = dataset.sequence(Tag.IconImageSequence);

        assertThat(dataset.integer(Tag.SmallestImagePixelValue)).hasValue(-1);
        assertThat(items.get(0).integer(Tag.SmallestImagePixelValue)).hasValue(0xFFFF);
        assertThat(items.get(1).integer(Tag.SmallestImagePixelValue)).hasValue(-1);
    }

    // ---- bulk

    @Test
    void long_binary_values_stay_in_the_file_and_text_does_not(@TempDir Path folder)
            throws IOException {
        byte[] blob = new byte[70_000];
        Arrays.fill(blob, (byte) 7);
        String text = "t".repeat(70_000);
        Path path = folder.resolve("bulk.dcm");
        Files.write(
                path,
                RawBytes.explicit()
                        .element(0x00091001, "OB", blob)
                        .element(Tag.TextValue, "UT", text)
                        .element(Tag.PixelData, "OW", blob)
                        .bytes());

        DicomFile file = DicomFile.readHeader(path);
        Element element = file.dataset().element(0x00091001).orElseThrow();

        assertThat(element.content()).isInstanceOf(Content.Bulk.class);
        assertThat(element.bytes()).isEmpty();
        assertThat(element.open(false)).hasBinaryContent(blob);
        assertThat(file.dataset().string(Tag.TextValue)).contains(text);
        assertThat(file.dataset().contains(Tag.PixelData)).isFalse();
        assertThat(file.pixelData().orElseThrow().valueOffset())
                .isEqualTo(Files.size(path) - blob.length);
    }

    @Test
    void a_file_shorter_than_its_pixel_data_is_noted_by_the_header_and_rejected_as_a_whole()
            throws IOException {
        byte[] bytes =
                RawBytes.explicit().header(Tag.PixelData, "OW", 100).raw(new byte[9]).bytes();

        assertThat(kinds(DicomReader.HEADER.read(bytes, "short")))
                .containsExactly(Note.Kind.PIXEL_DATA_TRUNCATED);
        assertThat(
                        catchThrowableOfType(
                                        InvalidDicom.class,
                                        () -> DicomReader.WHOLE.read(bytes, "short"))
                                .reason())
                .isEqualTo(Reason.TRUNCATED);
    }

    @Test
    void many_small_fragments_do_not_fill_the_header() throws IOException {
        RawBytes bytes = RawBytes.explicit().header(Tag.PixelData, "OB", -1);
        for (int i = 0; i < 3000; i++) {
            bytes.implicit(Tag.Item, 100).raw(new byte[100]);
        }
        bytes.closeSequence().element(Tag.DataSetTrailingPadding, "OB", new byte[] {5, 6});
        DicomReader reader = DicomReader.WHOLE.within(Limits.DEFAULT.withHeaderBytes(100_000));

        DicomFile file = reader.read(bytes.bytes(), "fragments");
        Element pixels = file.dataset().element(Tag.PixelData).orElseThrow();

        assertThat(pixels.content()).isInstanceOf(Content.Fragments.class);
        assertThat(pixels.open(false)).hasBinaryContent(new byte[300_000]);
        assertThat(file.dataset().bytes(Tag.DataSetTrailingPadding)).contains(new byte[] {5, 6});
    }

    @Test
    void reading_can_stop_at_a_tag() throws IOException {
        byte[] bytes =
                RawBytes.explicit()
                        .element(Tag.Modality, "CS", "CT")
                        .element(Tag.PatientID, "LO", "ID")
                        .element(Tag.StudyID, "SH", "ST")
                        .bytes();

        DicomFile file = DicomReader.HEADER.stoppingAt(Tag.StudyID).read(bytes, "stop");

        assertThat(file.dataset().size()).isEqualTo(2);
        assertThat(file.tailOffset()).isEqualTo(bytes.length - 10);
    }

    @Test
    void a_stream_is_read_like_a_file_but_its_bulk_is_gone() throws IOException {
        byte[] bytes =
                RawBytes.explicit()
                        .element(0x00091001, "OB", new byte[70_000])
                        .element(Tag.PatientID, "LO", "ID")
                        .bytes();

        DicomFile file = DicomReader.WHOLE.read(new ByteArrayInputStream(bytes), "a stream");
        Element bulk = file.dataset().element(0x00091001).orElseThrow();

        assertThat(file.dataset().string(Tag.PatientID)).contains("ID");
        assertThat(catchThrowableOfType(IOException.class, () -> bulk.open(false)))
                .hasMessageContaining("a stream");
    }

    @Test
    void a_file_in_a_store_is_read_and_its_bulk_opened_there() throws IOException {
        byte[] bytes =
                RawBytes.explicit()
                        .element(0x00091001, "OB", new byte[70_000])
                        .element(Tag.PatientID, "LO", "ID")
                        .element(Tag.PixelData, "OW", new byte[] {1, 2})
                        .bytes();
        BulkSource store =
                (offset, length) -> new ByteArrayInputStream(bytes, (int) offset, (int) length);

        DicomFile file = DicomReader.HEADER.read(store, bytes.length, "object 1");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(file.withDataset(file.dataset().with(Tag.PatientID, "XY")), out);

        assertThat(file.dataset().element(0x00091001).orElseThrow().open(false))
                .hasBinaryContent(new byte[70_000]);
        assertThat(out.toByteArray()).hasSize(bytes.length).endsWith((byte) 1, (byte) 2);
    }

    @Test
    void a_stream_that_was_read_to_its_end_can_be_changed_and_written() throws IOException {
        byte[] bytes = RawBytes.explicit().element(Tag.PatientID, "LO", "ID").bytes();
        DicomFile file = DicomReader.WHOLE.read(new ByteArrayInputStream(bytes), "a stream");
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        DicomWriter.write(file.withDataset(file.dataset().with(Tag.PatientID, "XY")), out);

        assertThat(out.toByteArray())
                .isEqualTo(RawBytes.explicit().element(Tag.PatientID, "LO", "XY").bytes());
    }
}
