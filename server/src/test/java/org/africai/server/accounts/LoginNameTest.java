package org.africai.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.africai.server.http.Refusal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "alice", "Alice.B", "a_b-c", "alice@example.org", "x+y", "007"})
    void a_name_of_letters_digits_and_a_few_signs_will_do(String name) {
        assertThat(new LoginName(name).value()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a b",
                ".a",
                "-a",
                "a/b",
                "a\nb",
                "<script>",
                "a:b",
                "é",
                "guest",
                "System",
                "123e4567-e89b-42d3-a456-426614174000",
                "a1234567890123456789012345678901234567890123456789012345678901234"
            })
    void any_other_is_refused(String name) {
        assertThatThrownBy(() -> new LoginName(name)).isInstanceOf(Refusal.class);
    }
}
