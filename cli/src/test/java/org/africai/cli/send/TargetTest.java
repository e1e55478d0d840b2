package org.africai.cli.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.africai.cli.Exit;
import org.africai.deid.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is typed in, and what is printed out.
class TargetTest {
    @ParameterizedTest
    @CsvSource({
        "https://archive.example.org/, https://archive.example.org",
        "HTTPS://archive.example.org/xnat//, https://archive.example.org/xnat",
        "http://127.0.0.1:8080, http://127.0.0.1:8080",
        "dicoms://ARCHIVE@pacs.example.org:2762, dicoms://ARCHIVE@pacs.example.org:2762",
        "dicom://A B@10.0.0.1:104/, dicom://A B@10.0.0.1:104"
    })
    void addresses_are_understood(String typed, String meant) {
        assertThat(Target.parse(typed)).hasToString(meant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "archive.example.org",
                "ftp://archive.example.org",
                "https://",
                "https://a b",
                "https://archive.example.org/?x=1",
                "dicom://host:104",
                "dicom://AE@host",
                "dicom://AE@host:0",
                "dicom://AE@host:65536",
                "dicom://AE@host:99999",
                "dicom://SEVENTEENLETTERSX@host:104",
                ""
            })
    void what_is_no_address_is_refused(String typed) {
        assertThatThrownBy(() -> Target.parse(typed)).isInstanceOf(BadUse.class);
    }

    @Test
    void a_password_on_the_command_line_is_refused_and_not_repeated() {
        assertThatThrownBy(() -> Target.parse("https://me:secret@archive.example.org"))
                .isInstanceOf(BadUse.class)
                .hasMessageContaining("password")
                .hasMessageNotContaining("secret");
    }

    @Test
    void plain_http_is_for_this_machine_only() {
        assertThat(((Target.Http) Target.parse("http://localhost:80")).isReadable()).isFalse();
        assertThat(((Target.Http) Target.parse("http://192.0.2.1:80")).isReadable()).isTrue();
        assertThat(((Target.Http) Target.parse("https://192.0.2.1")).isReadable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "59, 59 s",
        "61, 1 min",
        "3600, 1 h 00 min",
        "90000, 25 h 00 min",
        "999999, 11 days"
    })
    void times_are_told_in_words(long seconds, String words) {
        assertThat(Progress.time(seconds)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "999, 999 B", "1000, 1.0 kB", "31999, 32 kB", "5000000000, 5.0 GB"})
    void sizes_are_told_in_words(long bytes, String words) {
        assertThat(Progress.bytes(bytes)).isEqualTo(words);
    }

    @Test
    void reports_escape_whatever_the_archive_said() {
        var summary =
                new Summary(
                        "https://a",
                        "P",
                        1,
                        new Summary.Counts(1, 0, 0, 0),
                        0,
                        Map.of(),
                        Map.of(1, "<script>alert(\"x\")</script>\n"),
                        List.of(),
                        List.of(),
                        0,
                        0,
                        0,
                        Report.EMPTY,
                        true);

        String page = SendReport.html(summary, Exit.INCOMPLETE, Instant.EPOCH);
        String json = SendReport.json(summary, Exit.INCOMPLETE, Instant.EPOCH);

        assertThat(page).doesNotContain("<script>").contains("&lt;script&gt;");
        assertThat(json).contains("\"1\":\"<script>alert(\\\"x\\\")</script>\\u000a\"");
    }
}
