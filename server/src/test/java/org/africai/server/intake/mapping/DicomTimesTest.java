package org.africai.server.intake.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DicomTimesTest {
    @ParameterizedTest
    @CsvSource({"20260131,2026-01-31", "2026.01.31,2026-01-31", "2026-01-31,2026-01-31"})
    void dates_of_the_standard_and_of_its_forerunner_are_read(String da, LocalDate date) {
        assertThat(DicomTimes.date(da)).contains(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026", "20261301", "20260230", "yesterday", "0000-00-00"})
    void what_is_no_date_is_none(String da) {
        assertThat(DicomTimes.date(da)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "130509,13:05:09",
        "130509.123456,13:05:09",
        "13:05:09,13:05:09",
        "1305,13:05",
        "13,13:00"
    })
    void times_are_read_to_the_second(String tm, LocalTime time) {
        assertThat(DicomTimes.time(tm)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "250000", "noon", "136000"})
    void what_is_no_time_is_none(String tm) {
        assertThat(DicomTimes.time(tm)).isEmpty();
    }

    @Test
    void a_moment_is_date_and_time_together() {
        assertThat(DicomTimes.dateTime("20260131130509.5+0200")).contains("2026-01-31T13:05:09");
        assertThat(DicomTimes.joined("20260131", "1305")).contains("2026-01-31T13:05:00");
        assertThat(DicomTimes.dateTime("2026")).isEmpty();
    }
}
