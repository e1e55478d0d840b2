package org.africai.server.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimpleTypeTest {
    @ParameterizedTest
    @CsvSource({
        "DATE_TIME, 2020-01-01 01:02:03, 2020-01-01T01:02:03",
        "DATE_TIME, 2020-01-01T01:02:03, 2020-01-01T01:02:03",
        "DATE_TIME, 2020-01-01T01:02:03Z, 2020-01-01T01:02:03",
        "DATE_TIME, 2020-01-01T01:02:03+02:00, 2019-12-31T23:02:03",
        "DATE_TIME, 2020-01-01T01:02:03-05:00, 2020-01-01T06:02:03",
        "DATE_TIME, 2020-01-01 01:02:03.0, 2020-01-01T01:02:03",
        "DATE_TIME, 2020-01-01 01:02:03.25, 2020-01-01T01:02:03.250",
        "DATE_TIME, 2020-01-01, 2020-01-01T00:00:00",
        "DATE, 2024-02-29, 2024-02-29",
        "DATE, 02/29/2024, 2024-02-29",
        "DATE, ' 2024-02-29 ', 2024-02-29",
        "TIME, 09:30:00, 09:30:00",
        "TIME, 09:30, 09:30:00",
        "TIME, 09:30:00.000, 09:30:00",
        "TIME, 09:30:00.123, 09:30:00.123",
        "BOOLEAN, 1, true",
        "BOOLEAN, True, true",
        "BOOLEAN, 0, false",
        "INTEGER, 007, 7",
        "INTEGER, +7, 7",
        "INTEGER, -0, 0",
        "LONG, 9223372036854775807, 9223372036854775807",
        "FLOAT, 2.50, 2.50",
        "FLOAT, .5, 0.5",
        "FLOAT, 1., 1",
        "FLOAT, +1e3, 1E+3",
        "FLOAT, nan, NaN",
        "DOUBLE, -inf, -INF",
        "DURATION, PT1H30M, PT1H30M",
        "DURATION, P1D 1H30M, P1DT1H30M",
        "DURATION, 01:30:00, PT1H30M",
        "URI, files/a.dcm, files/a.dcm",
        "URI, a\\b, a\\b",
    })
    void a_value_is_kept_in_one_spelling(SimpleType type, String text, String canonical) {
        assertThat(type.canonical(text)).isEqualTo(canonical);
        assertThat(type.canonical(canonical)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "DATE, 2023-02-29",
        "DATE, 20240229",
        "DATE, 2024-02-29T00:00:00",
        "DATE, 13/13/2024",
        "DATE_TIME, yesterday",
        "DATE_TIME, 2020-01-01T25:00:00",
        "TIME, 24:00:00",
        "TIME, 9 o'clock",
        "BOOLEAN, yes",
        "INTEGER, 1.5",
        "INTEGER, 0x10",
        "INTEGER, ٣",
        "INTEGER, 9223372036854775808",
        "FLOAT, 1e999",
        "FLOAT, 1e99999",
        "FLOAT, '1,5'",
        "FLOAT, 1d",
        "DURATION, P",
        "DURATION, PT",
        "DURATION, 90 minutes",
        "URI, with a space.dcm",
        "URI, ../outside",
        "URI, a/../../b",
        "URI, a\\..\\b",
    })
    void anything_else_is_refused(SimpleType type, String text) {
        assertThatThrownBy(() -> type.canonical(text)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void a_number_longer_than_any_measurement_is_refused() {
        assertThatThrownBy(() -> SimpleType.FLOAT.canonical("1" + "0".repeat(100)))
                .isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> SimpleType.INTEGER.canonical("0".repeat(100) + "1"))
                .isInstanceOf(InvalidValue.class);
    }

    @Test
    void a_refusal_does_not_repeat_a_long_value() {
        assertThatThrownBy(() -> SimpleType.DATE.canonical("x".repeat(10_000)))
                .hasMessageMatching("must be a date, YYYY-MM-DD, not 'x{40}…'");
    }
}
