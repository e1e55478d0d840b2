package org.africai.server.accounts;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.africai.server.http.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private final PasswordRules rules = new PasswordRules();

    @ParameterizedTest(name = "''{0}'' will do")
    @ValueSource(
            strings = {
                "wonderland tea party",
                "x7#Kq!pZ2@vL",
                "mangrove-otter-9",
                "十二個字以上的密碼就可以使用"
            })
    void twelve_characters_that_nobody_tries_first_will_do(String password) {
        assertThatCode(() -> rules.require("alice", password)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "''{0}'' is too easy")
    @ValueSource(
            strings = {
                "password1234",
                "Password123456!",
                "qwertyuiop12",
                "aaaaaaaaaaaa",
                "121212121212",
                "administrator",
                "alice-in-africa",
                "Welcome2026!!",
                "correcthorsebatterystaple"
            })
    void what_everybody_tries_first_is_refused(String password) {
        assertThatThrownBy(() -> rules.require("alice-in-africa", password))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("first that everybody tries")
                .hasMessageNotContaining(password);
    }

    @Test
    void eleven_characters_are_too_few_however_many_bytes_they_have() {
        assertThatThrownBy(() -> rules.require("alice", "🦁".repeat(11)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("12 characters");
    }

    @Test
    void a_password_longer_than_its_limit_is_refused() {
        String longest = "correct horse ".repeat(100).substring(0, 1_024);

        assertThatCode(() -> rules.require("alice", longest)).doesNotThrowAnyException();
        assertThatThrownBy(() -> rules.require("alice", longest + "x"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("1024");
    }
}
