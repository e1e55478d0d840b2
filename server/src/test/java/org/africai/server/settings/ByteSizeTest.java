package org.africai.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0B",
        "512, 512, 512B",
        "16KiB, 16384, 16KiB",
        "16 kb, 16384, 16KiB",
        "128M, 134217728, 128MiB",
        "1536KiB, 1572864, 1536KiB",
        "1TiB, 1099511627776, 1TiB",
        "8388607T, 9223370937343148032, 8388607TiB",
    })
    void sizes_are_read_and_written_as_people_do(String text, long bytes, String written) {
        ByteSize size = ByteSize.parse(text);

        assertThat(size.bytes()).isEqualTo(bytes);
        assertThat(size).hasToString(written);
        assertThat(ByteSize.parse(written)).isEqualTo(size);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5G", "16 PiB", "KiB", "8388608T", "999999999999999999G"})
    void what_is_no_size_is_refused(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
