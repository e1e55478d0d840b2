package org.africai.dicom.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomReader;
import org.junit.jupiter.api.Test;

class DatasetBuilderTest {
    private static List<Integer> tags(Dataset dataset) {
        return dataset.stream().map(Element::tag).toList();
    }

    @Test
    void elements_come_into_the_order_of_their_tags() {
        Dataset dataset =
                Dataset.builder()
                        .put(0x90010010, Vr.LO, "LAST")
                        .put(Tag.Rows, 1)
                        .put(Tag.PatientID, "ID")
                        .put(Tag.Modality, "CT")
                        .put(Tag.PatientID, "OTHER")
                        .build();

        assertThat(tags(dataset))
                .containsExactly(Tag.Modality, Tag.PatientID, Tag.Rows, 0x90010010);
        assertThat(dataset.string(Tag.PatientID)).contains("OTHER");
    }

    @Test
    void an_unknown_element_needs_a_vr() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dataset.builder().put(0x00091001, "x"))
                .withMessageContaining("(0009,1001) is not in the dictionary");
    }

    @Test
    void values_must_fit_their_vr() {
        DatasetBuilder builder = Dataset.builder();

        assertThatIllegalArgumentException().isThrownBy(() -> builder.put(Tag.Rows, 65_536));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.put(Tag.Rows, "many"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.put(Tag.Rows, 1.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.put(Tag.PatientWeight, Double.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.put(Tag.ContentSequence, "text"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.put(Tag.FrameIncrementPointer, "NoKeyword"));
    }

    @Test
    void decimals_are_written_in_sixteen_characters_as_near_as_that_allows() {
        Dataset dataset =
                Dataset.builder()
                        .put(Tag.ImagePositionPatient, -1 / 3.0, 1e-20 / 3, -Math.PI * 1e-9)
                        .put(Tag.PixelSpacing, 0.1, 5)
                        .build();

        assertThat(dataset.strings(Tag.ImagePositionPatient)).allMatch(text -> text.length() <= 16);
        assertThat(dataset.decimals(Tag.ImagePositionPatient)[0])
                .isCloseTo(-1 / 3.0, org.assertj.core.data.Offset.offset(1e-13));
        assertThat(dataset.strings(Tag.PixelSpacing)).containsExactly("0.1", "5");
    }

    @Test
    void a_new_data_set_declares_utf_8_when_it_needs_to() {
        Dataset ascii = Dataset.builder().put(Tag.PatientName, "Okafor").build();
        Dataset other = Dataset.builder().put(Tag.PatientName, "Müller").build();

        assertThat(ascii.contains(Tag.SpecificCharacterSet)).isFalse();
        assertThat(other.string(Tag.SpecificCharacterSet)).contains("ISO_IR 192");
        assertThat(other.string(Tag.PatientName)).contains("Müller");
        assertThat(other.bytes(Tag.PatientName)).contains("Müller ".getBytes(UTF_8));
    }

    @Test
    void new_text_is_encoded_as_the_data_set_declares_or_refused() {
        Dataset latin =
                Dataset.builder()
                        .put(Tag.SpecificCharacterSet, "ISO_IR 100")
                        .put(Tag.PatientName, "Müller")
                        .build();

        assertThat(latin.bytes(Tag.PatientName)).contains("Müller".getBytes(ISO_8859_1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> latin.with(Tag.PatientName, "Дубровский"))
                .withMessageContaining("(0010,0010)")
                .withMessageContaining("ISO_IR 100")
                .withMessageNotContaining("Дубровский");
        assertThat(latin.asUtf8().with(Tag.PatientName, "Дубровский").string(Tag.PatientName))
                .contains("Дубровский");
    }

    @Test
    void text_is_moved_between_character_sets() throws IOException {
        Dataset item = Dataset.builder().put(Tag.CodeMeaning, "plain").build();
        Dataset inherits = readLatin("Größe").sequence(Tag.ContentSequence).getFirst();
        Dataset utf8 =
                Dataset.builder()
                        .put(Tag.SpecificCharacterSet, "ISO_IR 192")
                        .put(Tag.ContentSequence, item, inherits)
                        .put(readLatin("Größe").element(Tag.PatientName).orElseThrow())
                        .build();

        Dataset moved = utf8.sequence(Tag.ContentSequence).get(1);

        assertThat(utf8.bytes(Tag.PatientName).orElseThrow()).startsWith("Größe".getBytes(UTF_8));
        assertThat(moved.string(Tag.CodeMeaning)).contains("Größe");
        assertThat(moved.string(Tag.SpecificCharacterSet)).contains("ISO_IR 100");
        assertThat(utf8.sequence(Tag.ContentSequence).get(0).contains(Tag.SpecificCharacterSet))
                .isFalse();
    }

    private static Dataset readLatin(String text) throws IOException {
        Dataset dataset =
                Dataset.builder()
                        .put(Tag.SpecificCharacterSet, "ISO_IR 100")
                        .put(Tag.PatientName, text)
                        .put(
                                Tag.ContentSequence,
                                Dataset.builder()
                                        .put(Tag.SpecificCharacterSet, "ISO_IR 100")
                                        .put(Tag.CodeMeaning, text)
                                        .build()
                                        .without(Tag.SpecificCharacterSet))
                        .build();
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        org.africai.dicom.io.DicomWriter.writeDataset(
                dataset.edit()
                        .mapItems(Tag.ContentSequence, one -> one.without(Tag.SpecificCharacterSet))
                        .build(),
                TransferSyntax.EXPLICIT_LITTLE,
                out);
        return DicomReader.WHOLE.readDataset(
                out.toByteArray(), TransferSyntax.EXPLICIT_LITTLE, "latin");
    }

    @Test
    void a_change_of_the_declared_set_changes_what_items_inherit() throws IOException {
        Dataset latin = readLatin("Größe");
        Dataset relabelled = latin.with(Tag.SpecificCharacterSet, "ISO_IR 101");

        assertThat(relabelled.sequence(Tag.ContentSequence).getFirst().characterSet().terms())
                .containsExactly("ISO_IR 101");
        assertThat(relabelled.bytes(Tag.PatientName).orElseThrow())
                .isEqualTo(latin.bytes(Tag.PatientName).orElseThrow());
    }

    @Test
    void a_data_set_in_utf_8_has_the_same_text_everywhere() throws IOException {
        Dataset latin = readLatin("Größe");
        Dataset utf8 = latin.asUtf8();

        assertThat(utf8.string(Tag.PatientName)).contains("Größe");
        assertThat(utf8.sequence(Tag.ContentSequence).getFirst().string(Tag.CodeMeaning))
                .contains("Größe");
        assertThat(utf8.bytes(Tag.PatientName).orElseThrow()).startsWith("Größe".getBytes(UTF_8));
        assertThat(utf8.asUtf8()).isSameAs(utf8);
    }

    @Test
    void items_are_changed_one_by_one_and_without_a_change_nothing_is() {
        Dataset first = Dataset.builder().put(Tag.PatientID, "1").build();
        Dataset second = Dataset.builder().put(Tag.PatientID, "2").build();
        Dataset dataset = Dataset.builder().put(Tag.ContentSequence, first, second).build();

        Dataset changed =
                dataset.edit()
                        .mapItems(
                                Tag.ContentSequence,
                                item ->
                                        item.string(Tag.PatientID).filter("2"::equals).isPresent()
                                                ? item.without(Tag.PatientID)
                                                : item)
                        .build();
        DatasetBuilder same = dataset.edit().mapItems(Tag.ContentSequence, item -> item);

        assertThat(changed.sequence(Tag.ContentSequence))
                .extracting(Dataset::size)
                .containsExactly(1, 0);
        assertThat(same.isChanged()).isFalse();
        assertThat(same.mapItems(Tag.PatientID, item -> Dataset.EMPTY).isChanged()).isFalse();
    }
}
