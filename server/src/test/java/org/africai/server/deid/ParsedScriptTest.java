package org.africai.server.deid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.africai.deid.DeidentificationMethod;
import org.africai.deid.InvalidScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which language a script is written in, and what is no script.
class ParsedScriptTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "version \"6.1\"\n(0010,0010) := subject\n",
                "// ours\n\nversion \"6.7\"\n- (0010,0030)",
                Anonymization.USUAL
            })
    void a_script_with_a_version_is_one_of_dicom_edit(String text) throws InvalidScript {
        assertThat(ParsedScript.of(text).language()).isEqualTo(Language.DICOM_EDIT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script><e en=\"T\" t=\"00100010\" n=\"PatientName\">@empty()</e></script>",
                "<?xml version=\"1.0\"?>\n<!-- a -->\n<script>"
                        + "<e en=\"T\" t=\"00100010\" n=\"PatientName\">@remove()</e></script>",
                "# ours\nset.[0010,0010]PatientName=@empty()\nremove.privategroups=\n",
                "\uFEFFset.[0010,0010]PatientName=\\\n  @empty()\n"
            })
    void xml_and_lines_of_properties_are_ctps(String text) throws InvalidScript {
        assertThat(ParsedScript.of(text).language()).isEqualTo(Language.CTP);
    }

    @Test
    void a_profile_is_named_with_its_options() throws InvalidScript {
        ParsedScript parsed =
                ParsedScript.of(
                        """
                        # for the study
                        profile "basic"

                        with retain-device-identity
                        with 113105
                        """);

        assertThat(parsed)
                .isEqualTo(
                        new ParsedScript.Profile(
                                java.util.Set.of(
                                        DeidentificationMethod.RETAIN_DEVICE_IDENTITY,
                                        DeidentificationMethod.CLEAN_DESCRIPTORS)));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'', line 1",
                "'(0010,0010) := \"X\"', DicomEdit 4 is not supported",
                "'version \"6.1\"\n(0010,0010) := := 1', line 2",
                "'version \"6.1\"\n\nnosuch[(0010,0010)]', line 3",
                "'version \"7.1\"', 6.7",
                "'set.[0010,0010]PatientName=@empty()\nPatientName=x', line 2",
                "'<html></html>', <script>",
                "'<script><e', not well-formed XML",
                "'<script></script>', no rule",
                "'remove.privategroups=', no rule",
                "'profile strict', line 1",
                "'profile basic\nwith everything', line 2",
                "'profile basic\nprofile basic', line 2",
                "'profile basic\nwith retain-full-dates\nwith retain-modified-dates', not both"
            })
    void what_is_no_script_is_refused_with_its_line(String text, String says) {
        assertThatThrownBy(() -> ParsedScript.of(text))
                .isInstanceOf(InvalidScript.class)
                .hasMessageContaining(says);
    }

    @Test
    void a_script_that_is_too_long_is_refused() {
        String text = "version \"6.1\"\n" + "\n".repeat(ParsedScript.MOST_CHARACTERS);

        assertThatThrownBy(() -> ParsedScript.of(text)).hasMessageContaining("longer than");
    }
}
