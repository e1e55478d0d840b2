package org.africai.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class Sha256Test {
    @Test
    void upper_case_digits_are_refused() {
        assertThatThrownBy(() -> new Sha256("A".repeat(64))).hasMessageContaining("not a SHA-256");
    }
}
