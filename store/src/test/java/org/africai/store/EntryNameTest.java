package org.africai.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryNameTest {
    @ParameterizedTest
    @CsvSource({
        "a.dcm, a.dcm",
        "a/b/c.dcm, a/b/c.dcm",
        "a\\b\\c.dcm, a/b/c.dcm",
        "/a/b, a/b",
        "//a, a",
        "./a, a",
        "././/./a, a",
        "\\a, a",
        ".\\a, a",
        "...x/.hidden, ...x/.hidden",
        "with space/ä, with space/ä",
    })
    void names_are_split_at_both_slashes_and_lose_their_root(String raw, String path) {
        assertThat(EntryName.parse(raw).path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                ".",
                "./",
                "..",
                "../x",
                "..\\x",
                "a/../../x",
                "a/./b",
                "a/..",
                "a/",
                "a//b",
                "a\\\\b",
                "/..",
                "./../x",
                "C:\\x",
                "C:x",
                "a/b:stream",
                "a\0b",
                "a\nb",
                "a\tb",
                "a\u007fb",
                "a\u0085b",
                "a\ud800b"
            })
    void names_that_could_lead_elsewhere_are_refused(String raw) {
        assertThatThrownBy(() -> EntryName.parse(raw))
                .isInstanceOf(InvalidEntryName.class)
                .hasMessageNotContainingAny("\n", "\0", "\t", "\ud800");
    }

    @Test
    void names_are_in_normal_form_c() {
        assertThat(EntryName.parse("e\u0301")).isEqualTo(EntryName.parse("\u00e9"));
    }

    @Test
    void a_name_that_is_not_canonical_is_no_value() {
        assertThatThrownBy(() -> new EntryName("/a")).hasMessageContaining("canonical");
        assertThatThrownBy(() -> new EntryName("a\\b")).hasMessageContaining("canonical");
        assertThatThrownBy(() -> new EntryName("e\u0301")).hasMessageContaining("canonical");
    }

    @Test
    void a_part_has_at_most_255_bytes_of_utf_8() {
        assertThat(EntryName.parse("ä".repeat(127) + "a").path()).hasSize(128);
        assertThatThrownBy(() -> EntryName.parse("ä".repeat(128)))
                .hasMessageContaining("longer than 255 bytes");
    }

    @Test
    void a_name_has_at_most_1024_bytes_of_utf_8() {
        String part = "ä".repeat(100) + "/";

        assertThat(EntryName.parse(part.repeat(5) + "a".repeat(19)).path()).isNotEmpty();
        assertThatThrownBy(() -> EntryName.parse(part.repeat(5) + "a".repeat(20)))
                .hasMessageContaining("longer than 1024 bytes");
        assertThatThrownBy(() -> EntryName.parse("a".repeat(10_000_000)))
                .hasMessageContaining("longer than 1024 bytes")
                .hasMessageContaining("…");
    }

    @Test
    void a_name_has_at_most_32_parts() {
        assertThat(EntryName.parse("a/".repeat(31) + "a").parts()).hasSize(32);
        assertThatThrownBy(() -> EntryName.parse("a/".repeat(32) + "a"))
                .hasMessageContaining("deeper than 32");
    }

    @Test
    void a_name_can_be_put_below_another() {
        EntryName name = EntryName.parse("b/c.txt").under(EntryName.parse("a"));

        assertThat(name.path()).isEqualTo("a/b/c.txt");
        assertThat(name.parts()).containsExactly("a", "b", "c.txt");
        assertThat(name.fileName()).isEqualTo("c.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"__MACOSX/._a.dcm", ".DS_Store", "a/.DS_Store"})
    void what_macos_leaves_is_known(String raw) {
        assertThat(EntryName.parse(raw).isMacJunk()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.dcm", "__MACOSX", "a/__MACOSX/b", "DS_Store"})
    void other_files_are_not_taken_for_it(String raw) {
        assertThat(EntryName.parse(raw).isMacJunk()).isFalse();
    }
}
