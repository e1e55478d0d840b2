package org.africai.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentDispositionTest {
    @Test
    void a_plain_name_needs_no_extended_form() {
        assertThat(ContentDisposition.of("attachment", "T1 w.nii.gz"))
                .isEqualTo("attachment; filename=\"T1 w.nii.gz\"");
    }

    @Test
    void another_name_has_both_forms() {
        assertThat(ContentDisposition.of("inline", "naïve 日本.txt"))
                .isEqualTo(
                        "inline; filename=\"na_ve __.txt\";"
                                + " filename*=UTF-8''na%C3%AFve%20%E6%97%A5%E6%9C%AC.txt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\"b.dcm", "a\\b", "a%41", "a\r\nSet-Cookie: x=1.dcm", "a;b=c", "日本語.nii",
                        "😀.png",
                "'quoted'", "é", " leading", "trailing ", "a,b", "tab\there", "\u0000"
            })
    void every_name_survives_the_header_and_breaks_out_of_none(String name) {
        String header = ContentDisposition.of("attachment", name);
        assertThat(header).matches("[ -~]+");
        assertThat(HeaderParameters.of(header).get("filename")).isEqualTo(Optional.of(name));
    }
}
