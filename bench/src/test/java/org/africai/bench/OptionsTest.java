package org.africai.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @Test
    void a_number_that_is_not_given_has_its_default() {
        assertThat(Options.parse(List.of("--files", "7")).number("files", 1)).isEqualTo(7);
        assertThat(Options.parse(List.of()).number("files", 1)).isEqualTo(1);
    }

    @Test
    void unknown_options_are_refused() {
        assertThatThrownBy(() -> Options.parse(List.of("--fast", "1")))
                .hasMessageContaining("--fast");
    }
}
