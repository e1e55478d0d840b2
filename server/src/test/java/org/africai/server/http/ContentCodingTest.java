package org.africai.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContentCodingTest {
    @Test
    void what_is_named_is_taken() {
        assertThat(ContentCoding.BROTLI.isTakenBy("gzip, deflate, BR;q=0.4")).isTrue();
        assertThat(ContentCoding.GZIP.isTakenBy("gzip")).isTrue();
        assertThat(ContentCoding.GZIP.isTakenBy("br;q=1.0, *;q=0.1")).isTrue();
    }

    @Test
    void what_is_not_named_or_is_refused_is_not_taken() {
        assertThat(ContentCoding.BROTLI.isTakenBy(null)).isFalse();
        assertThat(ContentCoding.BROTLI.isTakenBy("")).isFalse();
        assertThat(ContentCoding.BROTLI.isTakenBy("gzip")).isFalse();
        assertThat(ContentCoding.BROTLI.isTakenBy("br;q=0, *")).isFalse();
        assertThat(ContentCoding.GZIP.isTakenBy("*;q=0")).isFalse();
        assertThat(ContentCoding.GZIP.isTakenBy("xgzip, gzipx")).isFalse();
    }

    @Test
    void a_weight_that_cannot_be_read_takes_nothing() {
        assertThat(ContentCoding.GZIP.isTakenBy("gzip;q=")).isFalse();
        assertThat(ContentCoding.GZIP.isTakenBy("gzip;level=9")).isFalse();
        assertThat(ContentCoding.GZIP.isTakenBy("gzip;q=NaN")).isFalse();
        assertThat(ContentCoding.GZIP.isTakenBy(";;,,;q=1,")).isFalse();
    }
}
