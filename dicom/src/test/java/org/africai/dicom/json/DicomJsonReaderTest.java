package org.africai.dicom.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.InvalidDicom;
import org.africai.dicom.io.InvalidDicom.Reason;
import org.africai.dicom.io.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DicomJsonReaderTest {
    private static Dataset read(String json) throws IOException {
        return DicomJsonReader.DEFAULT.read(new ByteArrayInputStream(json.getBytes(UTF_8)), "test");
    }

    private static InvalidDicom refused(DicomJsonReader reader, byte[] json) {
        return catchThrowableOfType(
                InvalidDicom.class, () -> reader.read(new ByteArrayInputStream(json), "test"));
    }

    private static InvalidDicom refused(String json) {
        return refused(DicomJsonReader.DEFAULT, json.getBytes(UTF_8));
    }

    @Test
    void what_real_programs_write_is_understood() throws IOException {
        Dataset dataset =
                read(
                        """
                        \ufeff{ "0020000d" : {"Value":["1.2"], "keyword":"StudyInstanceUID", "vr":"UI"},
                          "00280010": {"vr":"US", "Value":["512"]},
                          "00280030": {"vr":"DS", "Value":[0.30000000000000004, "0.5", null]},
                          "00100010": {"vr":"PN", "Value":["A^B", {"Ideographic":"C"}, null]},
                          "00400275": {"vr":"SQ", "Value":[null, {}]},
                          "00081032": {"vr":"SQ", "Value":[]},
                          "00081080": {"vr":"LO", "Value":null},
                          "00091001": {"vr":"FD", "Value":["NaN", "-inf", 1e3]},
                          "00091002": {"vr":"OB", "InlineBinary":"AQI="} }
                        """);

        assertThat(dataset.string(Tag.StudyInstanceUID)).contains("1.2");
        assertThat(dataset.integer(Tag.Rows)).hasValue(512);
        assertThat(dataset.strings(Tag.PixelSpacing)).containsExactly("0.3", "0.5", "");
        assertThat(dataset.strings(Tag.PatientName)).containsExactly("A^B", "=C", "");
        assertThat(dataset.sequence(Tag.RequestAttributesSequence)).hasSize(2);
        assertThat(dataset.contains(Tag.ProcedureCodeSequence)).isTrue();
        assertThat(dataset.element(Tag.AdmittingDiagnosesDescription).orElseThrow().isEmpty())
                .isTrue();
        assertThat(dataset.decimals(0x00091001))
                .containsExactly(Double.NaN, Double.NEGATIVE_INFINITY, 1000);
        assertThat(dataset.bytes(0x00091002)).contains(new byte[] {1, 2});
    }

    @Test
    void text_is_unicode_whatever_the_character_set_says() throws IOException {
        Dataset dataset =
                read(
                        """
                        {"00080005":{"vr":"CS","Value":["ISO_IR 100"]},
                         "00100020":{"vr":"LO","Value":["\\u65e5\ud83e\ude7b\\ud83e\\ude7b"]},
                         "00400275":{"vr":"SQ","Value":[{"00400007":{"vr":"LO","Value":["\u00e9"]}}]}}
                        """);

        assertThat(dataset.string(Tag.SpecificCharacterSet)).contains("ISO_IR 192");
        assertThat(dataset.string(Tag.PatientID)).contains("\u65e5\ud83e\ude7b\ud83e\ude7b");
        Dataset item = dataset.sequence(Tag.RequestAttributesSequence).getFirst();
        assertThat(item.string(Tag.ScheduledProcedureStepDescription)).contains("\u00e9");
        assertThat(item.contains(Tag.SpecificCharacterSet)).isFalse();
    }

    @Test
    void text_beyond_ascii_declares_utf_8_where_nothing_did() throws IOException {
        Dataset empty =
                read(
                        "{\"00080005\":{\"vr\":\"CS\"},\"00100020\":{\"vr\":\"LO\",\"Value\":[\"\u00e9\"]}}");
        Dataset absent = read("{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"\u00e9\"]}}");
        Dataset ascii =
                read(
                        "{\"00080005\":{\"vr\":\"CS\"},\"00100020\":{\"vr\":\"LO\",\"Value\":[\"e\"]}}");

        assertThat(empty.string(Tag.SpecificCharacterSet)).contains("ISO_IR 192");
        assertThat(absent.string(Tag.SpecificCharacterSet)).contains("ISO_IR 192");
        assertThat(ascii.element(Tag.SpecificCharacterSet).orElseThrow().isEmpty()).isTrue();
        assertThat(absent.string(Tag.PatientID)).contains("\u00e9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'00100020':{'vr':'lo'}} | at byte 18 in (0010,0020): no such VR",
                "{'00100020':{'vr':'XX'}} | no such VR",
                "{'00100020':{'Value':['SECRET']}} | in (0010,0020): the element has no member vr",
                "{'PatientID':{'vr':'LO'}} | no tag of eight hexadecimal digits",
                "{'00100020':{'vr':'LO','value':['SECRET']}} | a member that is not known",
                "{'00100020':{'vr':'LO','Value':'SECRET'}} | a string where an array of values is due",
                "{'00100020':{'vr':'LO','Value':[true]}} | a truth value where a value of LO is due",
                "{'00100020':{'vr':'LO','Value':[{}]}} | an object where a value of LO is due",
                "{'00100020':{'vr':'LO'},'00100020':{'vr':'LO'}} | an object has a name twice",
                "{'0020000D':{'vr':'UI'},'0020000d':{'vr':'UI'}} | the element is there twice",
                "{'00280010':{'vr':'US','Value':[65536]}} | in (0028,0010): a number that does not fit into US",
                "{'00280010':{'vr':'US','Value':[-1]}} | a number that does not fit into US",
                "{'00280010':{'vr':'US','Value':['SECRET']}} | not an integer",
                "{'00280010':{'vr':'US','Value':[1,null]}} | US has no empty values",
                "{'00091001':{'vr':'FD','Value':['SECRET']}} | not a number",
                "{'00091001':{'vr':'FD','Value':[1e999]}} | a number that does not fit into FD",
                "{'00091001':{'vr':'FL','Value':[1e39]}} | a number that does not fit into FL",
                "{'00091001':{'vr':'AT','Value':['SECRET']}} | not a tag of eight",
                "{'00091001':{'vr':'OB','Value':['SECRET']}} | OB has bytes, not values",
                "{'00091001':{'vr':'OB','InlineBinary':'SECRET!'}} | bytes that are not in base64",
                "{'00091001':{'vr':'OB','InlineBinary':'','BulkDataURI':''}} | the element has two values",
                "{'00091001':{'vr':'OB','BulkDataURI':'http://SECRET'}} | a reference to bulk data",
                "{'00091001':{'vr':'SQ','InlineBinary':'AAAA'}} | SQ has items, not bytes",
                "{'00091001':{'vr':'SQ','Value':['SECRET']}} | a string where a data set is due",
                "{'00091001':{'vr':'CS','Value':['\u65e5']}} | characters that CS does not allow",
                "{'00400275':{'vr':'SQ','Value':[{'00100020':{}}]}} | in (0040,0275)[0].(0010,0020): the element has no member vr",
                "{'FFFEE000':{'vr':'UN'}} | a delimiter where an element is due",
                "{'00100010':{'vr':'PN','Value':[{'alphabetic':'SECRET'}]}} | a group of a name",
                "[] | an array where a data set is due",
                "{} {} | something follows the end",
                "{'00100020':{'vr':'LO',}} | a name is due",
                "{'00100020' {}} | a colon is due",
                "{'00280010':{'vr':'US','Value':[01]}} | a comma or the end of an array is due",
                "{'00280010':{'vr':'US','Value':[+1]}} | no value starts here",
                "{'00280010':{'vr':'US','Value':[1.]}} | a digit is due",
                "{'00280010':{'vr':'US','Value':[nul]}} | no value starts here",
                "{'00100020':{'vr':'\\x'}} | no such escape",
                "{'00100020':{'vr':'\\ud800'}} | half a character",
                "{'00100020':{'vr':'\\udc00'}} | half a character",
            })
    void what_is_wrong_is_told_without_the_value(String json, String message) {
        InvalidDicom error = refused(json.replace('\'', '"'));

        assertThat(error).isNotNull();
        assertThat(error.reason()).isEqualTo(Reason.MALFORMED);
        assertThat(error).hasMessageContaining(message).hasMessageStartingWith("test: at byte ");
        assertThat(error.getMessage()).doesNotContain("SECRET");
    }

    @Test
    void a_text_that_ends_early_is_told_so_wherever_it_ends() {
        String whole =
                "{\"00400275\":{\"vr\":\"SQ\",\"Value\":[{\"00400007\":{\"vr\":\"DS\",\"Value\":[\"1\",-1.5e3,null]}}]}}";

        for (int end = 0; end < whole.length(); end++) {
            InvalidDicom error = refused(whole.substring(0, end));

            assertThat(error).as("up to " + end).isNotNull();
            assertThat(error.reason()).as("up to " + end).isEqualTo(Reason.TRUNCATED);
        }
        assertThat(refused("")).isNotNull();
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() {
        byte[] latin = "{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"\u00e9\"]}}".getBytes(ISO_8859_1);

        assertThat(refused(DicomJsonReader.DEFAULT, latin))
                .hasMessageContaining("a string is not in UTF-8");
        assertThat(refused("{\"00100020\":{\"vr\":\"\n\"}}"))
                .hasMessageContaining("a control character");
    }

    @Test
    void depth_is_limited() throws IOException {
        DicomJsonReader reader = DicomJsonReader.DEFAULT.within(Limits.DEFAULT.withDepth(3));

        assertThat(reader.read(new ByteArrayInputStream(nested(3)), "test").isEmpty()).isFalse();
        assertThat(refused(reader, nested(5)).reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
        assertThat(refused(DicomJsonReader.DEFAULT, nested(100_000)))
                .hasMessageContaining("more than 64 sequences inside each other");
        byte[] brackets = "[".repeat(1_000_000).getBytes(UTF_8);
        assertThat(refused(DicomJsonReader.DEFAULT, brackets).reason())
                .isEqualTo(Reason.LIMIT_EXCEEDED);
    }

    private static byte[] nested(int depth) {
        String text =
                "{\"00400275\":{\"vr\":\"SQ\",\"Value\":[".repeat(depth)
                        + "{}"
                        + "]}}".repeat(depth);
        return text.getBytes(UTF_8);
    }

    @Test
    void values_and_length_are_limited() {
        byte[] many =
                ("{\"00280010\":{\"vr\":\"US\",\"Value\":[1" + ",1".repeat(20) + "]}}")
                        .getBytes(UTF_8);

        assertThat(refused(DicomJsonReader.DEFAULT.within(Limits.DEFAULT.withElements(20)), many))
                .hasMessageContaining("more than 20 values");
        assertThat(
                        refused(
                                DicomJsonReader.DEFAULT.within(Limits.DEFAULT.withHeaderBytes(50)),
                                many))
                .hasMessageContaining("more than 50 bytes");
        byte[] digits =
                ("{\"00280010\":{\"vr\":\"US\",\"Value\":[" + "1".repeat(1000)).getBytes(UTF_8);
        assertThat(refused(DicomJsonReader.DEFAULT, digits))
                .hasMessageContaining("a number of more than 400 characters");
    }

    @Test
    void arrays_come_one_by_one_and_limits_hold_for_each() throws IOException {
        List<Dataset> datasets = new ArrayList<>();
        String one = "{\"00100020\":{\"vr\":\"LO\",\"Value\":[\"x\"]}}";
        byte[] json = ("[" + one + ",\n".concat(one).repeat(99) + "]").getBytes(UTF_8);

        DicomJsonReader.DEFAULT
                .within(Limits.DEFAULT.withHeaderBytes(100).withElements(10))
                .readAll(new ByteArrayInputStream(json), "test", datasets::add);
        DicomJsonReader.DEFAULT.readAll(
                new ByteArrayInputStream("[ ]".getBytes(UTF_8)), "test", datasets::add);
        DicomJsonReader.DEFAULT.readAll(
                new ByteArrayInputStream(one.getBytes(UTF_8)), "test", datasets::add);

        assertThat(datasets).hasSize(101);
        assertThat(
                        catchThrowableOfType(
                                InvalidDicom.class,
                                () ->
                                        DicomJsonReader.DEFAULT.readAll(
                                                new ByteArrayInputStream("[{} {}]".getBytes(UTF_8)),
                                                "test",
                                                _ -> {})))
                .hasMessageContaining("a comma or the end of an array is due");
    }

    @Test
    void bulk_data_is_found_by_its_address() throws IOException {
        String json = "{\"7FE00010\":{\"vr\":\"OW\",\"BulkDataURI\":\"bulk/1\"}}";
        DicomJsonReader reader =
                DicomJsonReader.DEFAULT.withBulkData((path, uri) ->
                        uri.equals("bulk/1") && path.tag() == Tag.PixelData
                                ? Optional.of(BulkRange.of(new byte[] {1, 2}))
                                : Optional.empty());

        Dataset dataset = reader.read(new ByteArrayInputStream(json.getBytes(UTF_8)), "test");

        assertThat(dataset.element(Tag.PixelData).orElseThrow().vr()).isEqualTo(Vr.OW);
        assertThat(dataset.element(Tag.PixelData).orElseThrow().open(false).readAllBytes())
                .containsExactly(1, 2);
    }
}
