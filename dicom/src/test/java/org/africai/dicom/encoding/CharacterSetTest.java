package org.africai.dicom.encoding;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples of PS3.5 Annexes H, I, J and K, and what real files make of them.
class CharacterSetTest {
    private static List<String> decode(List<String> terms, Vr vr, byte[] bytes) {
        return CharacterSet.of(terms).decode(bytes, 0, bytes.length, vr);
    }

    private static List<String> decode(List<String> terms, Vr vr, String latin1) {
        return decode(terms, vr, latin1.getBytes(ISO_8859_1));
    }

    private static String encode(List<String> terms, Vr vr, String text) {
        return new String(CharacterSet.of(terms).encode(text, vr).orElseThrow(), ISO_8859_1);
    }

    private static void assertBothWays(List<String> terms, Vr vr, String latin1, String text) {
        assertThat(decode(terms, vr, latin1)).containsExactly(text);
        assertThat(encode(terms, vr, text)).isEqualTo(latin1);
    }

    @ParameterizedTest
    @CsvSource({
        "ISO_IR 100, ISO-8859-1, ÄÖü",
        "ISO_IR 101, ISO-8859-2, Dvořák",
        "ISO_IR 109, ISO-8859-3, ĉĝ",
        "ISO_IR 110, ISO-8859-4, ąķ",
        "ISO_IR 144, ISO-8859-5, Люкceмбypг",
        "ISO_IR 127, ISO-8859-6, قباني",
        "ISO_IR 126, ISO-8859-7, Διονυσιος",
        "ISO_IR 138, ISO-8859-8, שרון",
        "ISO_IR 148, ISO-8859-9, Çavuşoğlu",
        "ISO_IR 203, ISO-8859-15, €uro",
        "ISO_IR 166, TIS-620, นามสกุล",
        "ISO_IR 192, UTF-8, 王小东 😀",
        "GB18030, GB18030, 王小东😀",
        "GBK, GBK, 王小东"
    })
    void one_character_set_alone_decodes_and_encodes(String term, String charset, String text) {
        String encoded = new String(text.getBytes(Charset.forName(charset)), ISO_8859_1);

        assertBothWays(List.of(term), Vr.LO, encoded, text);
        assertThat(CharacterSet.of(term).isKnown()).isTrue();
    }

    @Test
    void japanese_names_of_annex_h_1() {
        assertBothWays(
                List.of("", "ISO 2022 IR 87"),
                Vr.PN,
                "Yamada^Tarou=\u001b$B;3ED\u001b(B^\u001b$BB@O:\u001b(B"
                        + "=\u001b$B$d$^$@\u001b(B^\u001b$B$?$m$&\u001b(B",
                "Yamada^Tarou=山田^太郎=やまだ^たろう");
    }

    @Test
    void japanese_names_of_annex_h_2_in_katakana_of_one_byte() {
        assertBothWays(
                List.of("ISO 2022 IR 13", "ISO 2022 IR 87"),
                Vr.PN,
                "\u00d4\u00cf\u00c0\u00de^\u00c0\u00db\u00b3=\u001b$B;3ED\u001b(J^\u001b$BB@O:"
                        + "\u001b(J=\u001b$B$d$^$@\u001b(J^\u001b$B$?$m$&\u001b(J",
                "ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう");
    }

    @Test
    void korean_names_of_annex_i() {
        assertBothWays(
                List.of("", "ISO 2022 IR 149"),
                Vr.PN,
                "Hong^Gildong=\u001b$)C\u00fb\u00f3^\u001b$)C\u00d1\u00ce\u00d4\u00d7"
                        + "=\u001b$)C\u00c8\u00ab^\u001b$)C\u00b1\u00e6\u00b5\u00bf",
                "Hong^Gildong=洪^吉洞=홍^길동");
    }

    @Test
    void chinese_names_of_annex_j_and_k() {
        assertBothWays(
                List.of("", "ISO 2022 IR 58"),
                Vr.PN,
                "Zhang^XiaoDong=\u001b$)A\u00d5\u00c5^\u001b$)A\u00d0\u00a1\u00b6\u00ab=",
                "Zhang^XiaoDong=张^小东=");
    }

    @Test
    void sets_for_western_text_are_changed_by_escape_sequences() {
        assertBothWays(
                List.of("ISO 2022 IR 100", "ISO 2022 IR 144", "ISO 2022 IR 126"),
                Vr.PN,
                "Buc^J\u00e9r\u00f4me=\u001b-F\u00c4\u00e9\u00ef\u00ed\u00f5\u00f3\u00e9\u00ef\u00f2"
                        + "=\u001b-L\u00bb\u00ee\u00da",
                "Buc^Jérôme=Διονυσιος=Люк");
    }

    @Test
    void delimiters_inside_characters_of_two_bytes_do_not_divide() {
        // 215C and 3D3D in JIS X 0208 look like "!\" and "==".
        assertThat(decode(List.of("", "ISO 2022 IR 87"), Vr.PN, "\u001b$B!\\==\u001b(B\\B"))
                .containsExactly("＋十", "B");
        byte[] gbk = "乗慭\\誠".getBytes(Charset.forName("GBK"));
        assertThat(gbk).contains((byte) 0x5C, (byte) 0x5C);
        assertThat(decode(List.of("GBK"), Vr.LO, gbk)).containsExactly("乗慭", "誠");
        byte[] gb18030 = "乗\\慭".getBytes(Charset.forName("GB18030"));
        assertThat(decode(List.of("GB18030"), Vr.LO, gb18030)).containsExactly("乗", "慭");
    }

    @Test
    void the_first_set_is_in_use_again_after_each_delimiter_and_line() {
        List<String> terms = List.of("ISO 2022 IR 100", "ISO 2022 IR 144");

        assertThat(decode(terms, Vr.LO, "\u001b-L\u00bb\\\u00e9")).containsExactly("Л", "é");
        assertThat(decode(terms, Vr.LT, "\u001b-L\u00bb\r\n\u00e9")).containsExactly("Л\r\né");
        assertThat(decode(terms, Vr.PN, "\u001b-L\u00bb^\u00e9=\u00e9")).containsExactly("Л^é=é");
        assertThat(decode(terms, Vr.LT, "\u001b-L\u00bb\\^\u00bb")).containsExactly("Л\\^Л");
    }

    @Test
    void the_yen_sign_takes_the_place_of_the_backslash_in_japanese_text() {
        List<String> roman = List.of("ISO_IR 13");

        assertThat(decode(roman, Vr.LT, "100\\")).containsExactly("100¥");
        assertThat(decode(roman, Vr.LO, "\u00b1\\B")).containsExactly("ｱ", "B");
        assertThat(CharacterSet.of(roman).encode("100¥", Vr.LO)).isEmpty();
        assertThat(encode(roman, Vr.LT, "100¥")).isEqualTo("100\\");
    }

    @Test
    void bytes_that_no_set_covers_are_never_lost() {
        assertThat(decode(List.of(), Vr.LO, "M\u00fcller")).containsExactly("Müller");
        assertThat(decode(List.of("ISO_IR 999"), Vr.LO, "M\u00fcller")).containsExactly("Müller");
        assertThat(CharacterSet.of("ISO_IR 999").isKnown()).isFalse();
        assertThat(decode(List.of("ISO_IR 100"), Vr.LO, "a\u001b%b")).containsExactly("a\u001b%b");
    }

    @ParameterizedTest
    @CsvSource({"ISO-IR 100", "ISO 2022 IR 100", "iso_ir_100", "ISO IR 100"})
    void terms_in_slightly_wrong_writing_are_understood(String term) {
        assertThat(decode(List.of(term), Vr.LO, "\u00e9")).containsExactly("é");
        assertThat(CharacterSet.of(term).isKnown()).isTrue();
    }

    @Test
    void a_korean_set_alone_needs_no_escape_sequence_to_be_read() {
        assertThat(decode(List.of("ISO 2022 IR 149"), Vr.PN, "\u00c8\u00ab^\u00b1\u00e6"))
                .containsExactly("홍^길");
    }

    @Test
    void text_that_no_declared_set_has_is_not_encoded() {
        assertThat(CharacterSet.DEFAULT.encode("é", Vr.LO)).isEmpty();
        assertThat(CharacterSet.of("ISO_IR 100").encode("Ж", Vr.LO)).isEmpty();
        assertThat(CharacterSet.of("ISO_IR 192").encode("\ud800", Vr.LO)).isEmpty();
    }

    @Test
    void broken_multi_byte_text_is_decoded_to_the_end() {
        assertThat(decode(List.of("", "ISO 2022 IR 87"), Vr.LO, "\u001b$B;3E")).hasSize(1);
        assertThat(decode(List.of("", "ISO 2022 IR 149"), Vr.LO, "\u001b$)C\u00fb")).hasSize(1);
        assertThat(decode(List.of("ISO_IR 192"), Vr.LO, new byte[] {(byte) 0xE7, '\\', 'b'}))
                .hasSize(2);
        assertThat(decode(List.of("ISO_IR 192"), Vr.LO, "\u001b".getBytes(UTF_8))).hasSize(1);
    }
}
