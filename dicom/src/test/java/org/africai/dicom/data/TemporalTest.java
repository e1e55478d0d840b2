package org.africai.dicom.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporalTest {
    @ParameterizedTest
    @ValueSource(strings = {"10", "1015", "101530", "101530.1", "101530.123456"})
    void a_time_known_in_part_is_read_and_written_as_it_was(String text) {
        DicomTime time = DicomTime.parse(text).orElseThrow();

        assertThat(time.toString()).startsWith(text);
        assertThat(time.earliest()).isBeforeOrEqualTo(time.latest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "101",
                "24",
                "1060",
                "101561",
                "101530.",
                "1015.1",
                "10153x",
                "101530.1234567",
                "10:1a"
            })
    void what_is_no_time_is_not_read(String text) {
        assertThat(DicomTime.parse(text)).isEmpty();
    }

    @Test
    void the_last_moment_of_an_hour_is_just_before_the_next() {
        assertThat(DicomTime.parse("23").orElseThrow().latest()).isEqualTo(LocalTime.MAX);
        assertThat(DicomTime.parse("10:15:30").orElseThrow().earliest())
                .isEqualTo(LocalTime.of(10, 15, 30));
        assertThat(DicomTime.parse("235960").orElseThrow().earliest())
                .isEqualTo(LocalTime.of(23, 59, 59));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026",
                "202603",
                "20260314",
                "2026031410",
                "20260314101530",
                "20260314101530.123456",
                "20260314101530+0530",
                "2026-0500"
            })
    void a_moment_known_in_part_is_read_and_written_as_it_was(String text) {
        assertThat(DicomDateTime.parse(text).orElseThrow()).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "20",
                "20261301",
                "20260314+05",
                "20260314+2500",
                "2026031410153",
                "x0260314"
            })
    void what_is_no_moment_is_not_read(String text) {
        assertThat(DicomDateTime.parse(text)).isEmpty();
    }

    @Test
    void a_year_lasts_until_its_last_moment() {
        DicomDateTime year = DicomDateTime.parse("2026+0100").orElseThrow();

        assertThat(year.latest()).isEqualTo(LocalDateTime.of(2027, 1, 1, 0, 0).minusNanos(1));
        assertThat(year.offset()).isEqualTo(ZoneOffset.ofHours(1));
    }

    @Test
    void ranges_of_dates_may_be_open() {
        LocalDate day = LocalDate.of(2026, 3, 14);

        assertThat(TemporalRange.ofDates("20260301-20260331").orElseThrow().contains(day)).isTrue();
        assertThat(TemporalRange.ofDates("20260315-").orElseThrow().contains(day)).isFalse();
        assertThat(TemporalRange.ofDates("-20260314").orElseThrow().contains(day)).isTrue();
        assertThat(TemporalRange.ofDates("20260314").orElseThrow().contains(day)).isTrue();
        assertThat(TemporalRange.ofDates("-")).isEmpty();
        assertThat(TemporalRange.ofDates("2026")).isEmpty();
    }

    @Test
    void a_value_known_in_part_is_a_range_of_its_own() {
        assertThat(TemporalRange.ofTimes("10-11").orElseThrow().contains(LocalTime.of(11, 59)))
                .isTrue();
        assertThat(TemporalRange.ofTimes("10").orElseThrow().contains(LocalTime.of(11, 0)))
                .isFalse();
        TemporalRange<LocalDateTime> year = TemporalRange.ofDateTimes("2025-2026").orElseThrow();
        assertThat(year.contains(LocalDateTime.of(2026, 12, 31, 23, 59))).isTrue();
        assertThat(TemporalRange.ofDateTimes("20250101-0500-20260101-0500").orElseThrow().to())
                .isEqualTo(LocalDateTime.of(2026, 1, 2, 0, 0).minusNanos(1));
    }
}
