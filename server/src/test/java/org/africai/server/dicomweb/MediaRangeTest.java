package org.africai.server.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaRangeTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/related; type=\"application/dicom\"; transfer-syntax=*",
                "multipart/related; type=application/dicom; transfer-syntax=*",
                "multipart/related;type=application/dicom;transfer-syntax=\"*\"",
                "Multipart/Related; Type=\"Application/DICOM; transfer-syntax=*\""
            })
    void quotes_and_case_make_no_difference(String accept) {
        MediaRange range = MediaRange.parse(accept).getFirst();

        assertThat(range.takesParts("application/dicom")).isTrue();
        assertThat(range.takesParts("image/jpeg")).isFalse();
        assertThat(range.takes("application/dicom")).isFalse();
        assertThat(range.takesSyntax("1.2.840.10008.1.2.5")).isTrue();
    }

    @Test
    void the_most_preferred_comes_first_and_what_is_refused_not_at_all() {
        List<MediaRange> ranges =
                MediaRange.parse(
                        "application/dicom+json;q=0.5, multipart/related; type=\"a/b, c\";q=0.7,"
                                + "image/png;q=0, */*;q=0.1");

        assertThat(ranges)
                .extracting(MediaRange::type)
                .containsExactly("multipart/related", "application/dicom+json", "*/*");
    }

    @Test
    void who_says_nothing_takes_anything() {
        for (String nothing : new String[] {"", " ", "*/*", ","}) {
            MediaRange range = MediaRange.parse(nothing).getFirst();

            assertThat(range.takes("application/dicom+json")).isTrue();
            assertThat(range.takesParts("application/dicom")).isTrue();
            assertThat(range.takesSyntax("1.2")).isTrue();
        }
    }

    @Test
    void another_transfer_syntax_is_not_taken() {
        MediaRange range =
                MediaRange.parse("multipart/related; type=application/dicom; transfer-syntax=1.2.3")
                        .getFirst();

        assertThat(range.takesSyntax("1.2.3")).isTrue();
        assertThat(range.takesSyntax("1.2.4")).isFalse();
    }
}
