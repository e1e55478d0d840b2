package org.africai.deid.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.africai.deid.Fixture;
import org.africai.deid.InvalidScript;
import org.africai.dicom.io.DicomFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterExpressionTest {
    private static final DicomFile FILE = Fixture.file(Fixture.rich());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Modality.equals(\"CT\") | true",
                "Modality.equals(\"ct\") | false",
                "Modality.equalsIgnoreCase(\"ct\") | true",
                "PatientName.matches(\"Smith.*\") | true",
                "PatientName.matches(\"Smith\") | false",
                "PatientName.contains(\"John\") | true",
                "PatientName.containsIgnoreCase(\"JOHN\") | true",
                "PatientName.startsWith(\"Smith\") | true",
                "PatientName.startsWithIgnoreCase(\"smi\") | true",
                "PatientName.endsWith(\"Quincy\") | true",
                "PatientName.endsWithIgnoreCase(\"quincy\") | true",
                "PatientWeight.isLessThan(\"82\") | true",
                "PatientWeight.isGreaterThan(\"82\") | false",
                "PatientName.isLessThan(\"82\") | false",
                "PatientName.isGreaterThan(\"82\") | false",
                "[0008,0060].equals(\"CT\") | true",
                "Absent.equals(\"\") | error",
                "PatientMotherBirthName.equals(\"\") | true",
                "OtherPatientIDs.equals(\"A1\\B2\") | true",
                "SourceImageSeq::RefSOPInstanceUID.equals(\"1.2.3.4.5\") | true",
                "TransferSyntaxUID.equals(\"1.2.840.10008.1.2.1\") | true",
                "true. | true",
                "false. | false",
                "!false. | true",
                "true. + false. * false. | true",
                "(true. + false.) * false. | false",
                "!true. + true. | true",
                "!(true. + true.) | false",
                "true. * !false. // a comment | true",
                "PatientID.equals(\"a//b\") | false",
            })
    void answers_as_ctp_does(String expression, String expected) {
        assertThat(answer(expression)).isEqualTo(expected);
    }

    private static String answer(String expression) {
        try {
            return String.valueOf(FilterExpression.parse(expression).test(FILE));
        } catch (InvalidScript _) {
            return "error";
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "true",
                "true. true.",
                "(true.",
                "true.)",
                "Modality",
                "Modality.equals",
                "Modality.equals(CT)",
                "Modality.equals(\"CT)",
                "Modality.resembles(\"CT\")",
                "true. +",
                "* true.",
                "[0008,0060.equals(\"x\")"
            })
    void what_is_no_expression_is_an_error(String text) {
        assertThatThrownBy(() -> FilterExpression.parse(text)).isInstanceOf(InvalidScript.class);
    }

    @Test
    void expressions_without_end_are_refused() {
        assertThatThrownBy(() -> FilterExpression.parse("(".repeat(100_000)))
                .isInstanceOf(InvalidScript.class)
                .hasMessageContaining("deeper");
        assertThatThrownBy(() ->
                        FilterExpression.parse(" ".repeat(FilterExpression.MOST_CHARACTERS + 1)))
                .isInstanceOf(InvalidScript.class)
                .hasMessageContaining("longer");
    }
}
