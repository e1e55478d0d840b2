package org.africai.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.africai.server.http.RequestedRanges.Parts;
import org.africai.server.http.RequestedRanges.Unsatisfiable;
import org.africai.server.http.RequestedRanges.Whole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestedRangesTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0",
        "bytes=0-, 0, 99",
        "bytes=10-19, 10, 19",
        "bytes=90-1000, 90, 99",
        "bytes=-1, 99, 99",
        "bytes=-1000, 0, 99",
        "bytes=99-, 99, 99",
        "bytes= 5-6 , 5, 6",
        "bytes=5-99999999999999999999999, 5, 99"
    })
    void a_range_is_cut_at_the_end(String header, long first, long last) {
        assertThat(RequestedRanges.parse(header, 100))
                .isEqualTo(new Parts(List.of(new ByteRange(first, last))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=",
                "bytes=-",
                "bytes=a-b",
                "bytes=1-2,x",
                "bytes=9-3",
                "items=0-1",
                "0-1",
                "bytes=1--2",
                "bytes=+1-2",
                "bytes=1.5-2"
            })
    void what_cannot_be_read_is_passed_over(String header) {
        assertThat(RequestedRanges.parse(header, 100)).isEqualTo(new Whole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=100-", "bytes=-0", "bytes=100-200,300-", "bytes=9999999999999-"})
    void a_range_behind_the_end_cannot_be_satisfied(String header) {
        assertThat(RequestedRanges.parse(header, 100)).isEqualTo(new Unsatisfiable());
    }

    @Test
    void nothing_of_an_empty_file_can_be_asked() {
        assertThat(RequestedRanges.parse("bytes=0-", 0)).isEqualTo(new Unsatisfiable());
        assertThat(RequestedRanges.parse(null, 0)).isEqualTo(new Whole());
    }

    @Test
    void ranges_keep_their_order_and_lose_those_behind_the_end() {
        assertThat(RequestedRanges.parse("bytes=50-59, 0-9,200-300, -5", 100))
                .isEqualTo(
                        new Parts(
                                List.of(
                                        new ByteRange(50, 59),
                                        new ByteRange(0, 9),
                                        new ByteRange(95, 99))));
    }

    @Test
    void ranges_that_ask_for_more_than_there_is_get_the_whole() {
        assertThat(RequestedRanges.parse("bytes=0-,0-", 100)).isEqualTo(new Whole());
        assertThat(RequestedRanges.parse("bytes=" + "0-0,".repeat(101) + "0-0", 1_000_000))
                .isEqualTo(new Whole());
    }
}
