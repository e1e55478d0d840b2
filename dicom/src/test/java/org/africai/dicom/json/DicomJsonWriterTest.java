package org.africai.dicom.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.junit.jupiter.api.Test;

class DicomJsonWriterTest {
    private static String json(Dataset dataset) {
        return DicomJsonWriter.INLINE.toString(dataset);
    }

    private static String of(Vr vr, String... values) {
        return json(Dataset.itemBuilder().put(0x00091001, vr, values).build())
                .replace("{\"00091001\":", "")
                .replaceFirst("}$", "");
    }

    @Test
    void well_formed_decimal_strings_become_numbers_with_all_their_digits() {
        assertThat(of(Vr.DS, "1.50", "+2.", ".5", "-.25", "007", "00", "1.E5", "-1e-07", "0.0"))
                .isEqualTo("{\"vr\":\"DS\",\"Value\":[1.50,2,0.5,-0.25,7,0,1E5,-1e-07,0.0]}");
        assertThat(of(Vr.IS, "+012", "-0", "2147483647"))
                .isEqualTo("{\"vr\":\"IS\",\"Value\":[12,-0,2147483647]}");
    }

    @Test
    void malformed_decimal_strings_stay_strings() {
        assertThat(of(Vr.DS, "1,5", "1e400", "0.123456789012345678", "-", "."))
                .isEqualTo(
                        "{\"vr\":\"DS\",\"Value\":[\"1,5\",\"1e400\",\"0.123456789012345678\",\"-\",\".\"]}");
        assertThat(of(Vr.IS, "1.0", "twelve"))
                .isEqualTo("{\"vr\":\"IS\",\"Value\":[\"1.0\",\"twelve\"]}");
    }

    @Test
    void binary_numbers_are_exact_and_what_is_not_finite_is_a_string() {
        Dataset dataset =
                Dataset.builder()
                        .put(0x00091001, Vr.UV, -1L)
                        .put(0x00091002, Vr.SV, Long.MIN_VALUE)
                        .put(0x00091003, Vr.FL, 0.1f, Double.NaN)
                        .put(0x00091004, Vr.FD, 0.1, Double.POSITIVE_INFINITY, -1.0 / 0)
                        .put(0x00091005, Vr.AT, 0x7FE00010L)
                        .build();

        assertThat(json(dataset))
                .isEqualTo(
                        """
                        {"00091001":{"vr":"UV","Value":[18446744073709551615]},\
                        "00091002":{"vr":"SV","Value":[-9223372036854775808]},\
                        "00091003":{"vr":"FL","Value":[0.1,"NaN"]},\
                        "00091004":{"vr":"FD","Value":[0.1,"Infinity","-Infinity"]},\
                        "00091005":{"vr":"AT","Value":["7FE00010"]}}\
                        """);
    }

    @Test
    void names_are_objects_and_empty_values_null() {
        assertThat(of(Vr.PN, "A^B=C=D", "", "=E"))
                .isEqualTo(
                        "{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"A^B\",\"Ideographic\":\"C\","
                                + "\"Phonetic\":\"D\"},null,{\"Ideographic\":\"E\"}]}");
        assertThat(of(Vr.LO)).isEqualTo("{\"vr\":\"LO\"}");
        assertThat(of(Vr.LO, "", "x", "")).isEqualTo("{\"vr\":\"LO\",\"Value\":[null,\"x\",null]}");
    }

    @Test
    void text_is_escaped_where_it_must_be() {
        assertThat(of(Vr.LT, "\"\\\r\n\t\f\u001b/<\u00e9\u2028"))
                .isEqualTo(
                        "{\"vr\":\"LT\",\"Value\":[\"\\\"\\\\\\r\\n\\t\\f\\u001b/<\u00e9\\u2028\"]}");
    }

    @Test
    void empty_items_and_sequences_stay() {
        Dataset dataset =
                Dataset.builder()
                        .put(Tag.RequestAttributesSequence, Dataset.EMPTY, Dataset.EMPTY)
                        .put(Tag.ProcedureCodeSequence, List.of())
                        .build();

        assertThat(json(dataset))
                .isEqualTo(
                        "{\"00081032\":{\"vr\":\"SQ\"},\"00400275\":{\"vr\":\"SQ\",\"Value\":[{},{}]}}");
    }

    @Test
    void a_declared_character_set_becomes_utf_8_and_group_lengths_are_left_out() {
        Dataset dataset =
                Dataset.builder()
                        .put(0x00080000, Vr.UL, 10L)
                        .put(Tag.SpecificCharacterSet, "ISO_IR 100")
                        .put(Tag.PatientID, "\u00e9")
                        .put(0x00020010, Vr.UI, "1.2.840.10008.1.2")
                        .build();

        assertThat(json(dataset))
                .isEqualTo(
                        "{\"00080005\":{\"vr\":\"CS\",\"Value\":[\"ISO_IR 192\"]},"
                                + "\"00100020\":{\"vr\":\"LO\",\"Value\":[\"\u00e9\"]}}");
    }

    @Test
    void bytes_are_written_in_base64_or_named_by_a_uri() throws IOException {
        Dataset item = Dataset.builder().put(0x00091001, Vr.OW, new byte[] {1, 2, 3, 4}).build();
        Dataset dataset =
                Dataset.builder()
                        .put(Tag.RequestAttributesSequence, item)
                        .putBulk(Tag.PixelData, Vr.OB, BulkRange.of(new byte[100_000]))
                        .build();
        List<String> asked = new ArrayList<>();
        DicomJsonWriter writer =
                DicomJsonWriter.INLINE.withBulkData(
                        3,
                        (path, element) -> {
                            asked.add(path.toString());
                            return Optional.of("bulk/" + element.length());
                        });

        assertThat(json(item)).contains("\"InlineBinary\":\"AQIDBA==\"");
        assertThat(json(dataset).length()).isGreaterThan(133_336);
        assertThat(writer.toString(dataset))
                .contains("\"BulkDataURI\":\"bulk/4\"", "\"BulkDataURI\":\"bulk/100000\"");
        assertThat(asked).containsExactly("(0040,0275)[0].(0009,1001)", "(7FE0,0010)");
        assertThat(writer.withBulkData(4, (_, _) -> Optional.of("x")).toString(item))
                .contains("InlineBinary");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writer.withBulkData(-1, (_, _) -> Optional.empty()));
    }

    @Test
    void a_bulk_value_that_is_cut_short_is_an_error() {
        BulkRange range = new BulkRange((_, _) -> new ByteArrayInputStream(new byte[3]), 0, 10);
        Dataset dataset = Dataset.builder().putBulk(Tag.PixelData, Vr.OB, range).build();

        assertThatIOException()
                .isThrownBy(() ->
                        DicomJsonWriter.INLINE.write(dataset, OutputStream.nullOutputStream()))
                .withMessage("(7FE0,0010): 3 of 10 bytes could be read");
    }

    @Test
    void an_array_is_complete_only_when_it_was_ended() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Dataset dataset = Dataset.builder().put(Tag.Modality, "CT").build();

        DicomJsonWriter.Array array = DicomJsonWriter.INLINE.array(out);
        array.add(dataset);
        array.add(Dataset.EMPTY);
        array.end();

        assertThat(out.toString(UTF_8))
                .isEqualTo("[{\"00080060\":{\"vr\":\"CS\",\"Value\":[\"CT\"]}},{}]");
    }

    @Test
    void of_an_element_that_is_there_twice_the_first_one_counts() throws IOException {
        byte[] twice = {
            0x10, 0, 0x20, 0, 'L', 'O', 2, 0, 'A', ' ', 0x10, 0, 0x20, 0, 'L', 'O', 2, 0, 'B', ' '
        };
        Dataset dataset =
                org.africai.dicom.io.DicomReader.WHOLE.readDataset(
                        twice, org.africai.dicom.encoding.TransferSyntax.EXPLICIT_LITTLE, "test");

        assertThat(json(dataset)).isEqualTo("{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"A\"]}}");
    }
}
