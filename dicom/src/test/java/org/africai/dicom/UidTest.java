package org.africai.dicom;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UidTest {
    @Test
    void a_uid_longer_than_64_characters_is_refused() {
        assertThatThrownBy(() -> new Uid("1." + "2".repeat(63))).hasMessageContaining("not a UID");
    }
}
