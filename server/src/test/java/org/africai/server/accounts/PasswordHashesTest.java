package org.africai.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PasswordHashesTest {
    private final PasswordHashes quick = new PasswordHashes(10, new SecureRandom());

    @Test
    void a_password_matches_its_hash_and_no_other_does() {
        String hash = quick.hash("a few words in a row");

        assertThat(quick.matches("a few words in a row", hash)).isTrue();
        assertThat(quick.matches("a few words in a Row", hash)).isFalse();
    }

    @Test
    void the_same_password_never_gets_the_same_hash() {
        assertThat(quick.hash("one")).isNotEqualTo(quick.hash("one"));
    }

    @Test
    void rounds_are_read_from_the_hash_so_that_they_can_be_raised() {
        String old = new PasswordHashes(5, new SecureRandom()).hash("one");

        assertThat(quick.matches("one", old)).isTrue();
    }

    @Test
    void new_hashes_have_600_000_rounds_or_more() {
        String hash = new PasswordHashes(new SecureRandom()).ofNobody();

        assertThat(hash).startsWith("pbkdf2-sha256$600000$");
    }

    @Test
    void how_a_keyboard_composes_letters_makes_no_difference() {
        String composed = "crème brûlée";
        String decomposed = "cre\u0300me bru\u0302le\u0301e";

        assertThat(quick.matches(decomposed, quick.hash(composed))).isTrue();
    }

    @Test
    void the_hash_of_nobody_matches_nothing_and_has_the_form_of_any() {
        assertThat(quick.matches("", quick.ofNobody())).isFalse();
        assertThat(quick.ofNobody().split("\\$")).hasSize(4);
    }

    @Test
    void a_stored_hash_of_another_kind_is_a_broken_invariant() {
        assertThatThrownBy(() -> quick.matches("one", "md5$x"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("one");
    }

    @Test
    void the_derivation_is_the_one_of_the_standard() {
        // RFC 7914 §11: "passwd", "salt", one round, the first 32 bytes.
        byte[] expected =
                HexFormat.of()
                        .parseHex(
                                "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");

        String hash = "pbkdf2-sha256$1$c2FsdA==$" + Base64.getEncoder().encodeToString(expected);

        assertThat(quick.matches("passwd", hash)).isTrue();
    }
}
