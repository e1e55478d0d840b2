package org.africai.store.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.africai.store.archive.CraftedZip.Entry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadZipTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "/../evil",
                "a/../../evil",
                "..\\evil",
                "C:\\evil",
                "a/./evil",
                "a//evil",
                "a\0evil",
                "a\nevil",
                "a:evil"
            })
    void an_entry_that_would_leave_its_folder_is_refused(String name) {
        refused(new CraftedZip().stored("good", "x").stored(name, "x"), "file name");
        refused(new CraftedZip().stored("good", "x").stored(name + "/", ""), "file name");
    }

    @Test
    void an_absolute_entry_loses_its_root_as_pyxnat_expects() {
        assertThat(unpack(new CraftedZip().stored("/tmp/a", "x").stored("./b", "y")))
                .isEqualTo(Map.of("tmp/a", "x", "b", "y"));
    }

    @ParameterizedTest
    @CsvSource({
        "120777, is a symbolic link",
        "060644, is a device",
        "020644, is a device",
        "010644, is a named pipe",
        "140644, is a socket",
        "070644, is neither file nor folder"
    })
    void what_is_no_plain_file_is_refused(String mode, String reason) {
        refused(new CraftedZip().entry("evil", e -> e.mode = Integer.parseInt(mode, 8)), reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/evil", "/a/evil", "./a/evil", "a\\evil"})
    void a_name_that_comes_twice_is_refused(String again) {
        refused(new CraftedZip().stored("a/evil", "x").stored(again, "y"), "is there twice");
    }

    @Test
    void a_name_that_comes_twice_in_other_code_points_is_refused() {
        refused(
                new CraftedZip().stored("evil\u00e9", "x").stored("evile\u0301", "y"),
                "is there twice");
    }

    @Test
    void names_that_differ_in_case_are_two_files() {
        assertThat(unpack(new CraftedZip().stored("a", "x").stored("A", "y"))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1 << 6, 1 << 13})
    void an_encrypted_entry_is_refused(int flag) {
        refused(new CraftedZip().entry("evil", e -> e.flags |= flag), "is encrypted");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 9, 12, 14, 93, 95, 99})
    void an_entry_of_an_unknown_method_is_refused(int method) {
        refused(
                new CraftedZip().entry("evil", e -> e.method = method),
                "is compressed by method " + method);
    }

    @Test
    void a_folder_with_content_is_refused() {
        refused(new CraftedZip().stored("evil/", "x"), "is a folder with content");
    }

    @Test
    void an_entry_that_grows_too_much_is_refused_before_anything_comes() {
        byte[] zeros = new byte[10 << 20];

        refused(
                new CraftedZip().stored("good", "x").deflated("evil", zeros),
                "would grow more than 200 times");
    }

    @Test
    void an_entry_of_a_mebibyte_may_grow_as_it_likes() {
        assertThat(unpack(new CraftedZip().deflated("mask.nii", new byte[1 << 20]))).hasSize(1);
    }

    @Test
    void many_entries_that_grow_too_much_together_are_refused() {
        var zip = new CraftedZip();
        for (int i = 0; i < 20; i++) {
            zip.deflated("f" + i, new byte[1 << 20]);
        }

        refused(zip, null, "would grow more than 200 times");
    }

    @Test
    void an_entry_that_is_larger_than_it_says_is_refused() {
        var bomb = new Entry("evil", new byte[10 << 20], true);
        bomb.size = 1000;

        refused(new CraftedZip().entry(bomb, _ -> {}), "larger than the directory says");
    }

    @Test
    void an_entry_that_is_smaller_than_it_says_is_refused() {
        var entry = new Entry("evil", new byte[1000], true);
        entry.size = 1001;

        refused(new CraftedZip().entry(entry, _ -> {}), "its data end early");
    }

    @Test
    void an_entry_with_something_behind_its_data_is_refused() {
        var entry = new Entry("evil", new byte[1000], true);
        entry.data = Arrays.copyOf(entry.data, entry.data.length + 10);
        entry.compressedSize += 10;

        refused(new CraftedZip().entry(entry, _ -> {}), "do not end where");
    }

    @Test
    void a_wrong_checksum_is_found_before_the_last_byte_is_given() {
        refused(new CraftedZip().entry("evil", e -> e.crc++), "checksum is wrong");
        var deflated = new Entry("evil", random(1, 200_000), true);
        deflated.crc++;
        refused(new CraftedZip().entry(deflated, _ -> {}), "checksum is wrong");
        var empty = new Entry("evil", new byte[0], false);
        empty.crc = 1;
        refused(new CraftedZip().entry(empty, _ -> {}), "checksum is wrong");
    }

    @Test
    void more_than_the_total_is_refused() {
        var zip = new CraftedZip().stored("a", "12345").stored("evil", "67890");

        refusedWith(new ArchiveLimits(10, 9, 200), zip, "evil", "limit of 9 bytes");
        assertThat(unpackWith(new ArchiveLimits(10, 10, 200), zip)).hasSize(2);
    }

    @Test
    void more_entries_than_allowed_are_refused() {
        var zip = new CraftedZip().stored("a", "1").stored("b/", "").stored("c", "3");

        refusedWith(new ArchiveLimits(2, 100, 200), zip, null, "more than 2 entries");
        assertThat(unpackWith(new ArchiveLimits(3, 100, 200), zip)).hasSize(2);
    }

    @Test
    void a_million_entries_and_200_times_are_the_limits_when_none_are_given() {
        assertThat(ArchiveLimits.ofTotal(5)).isEqualTo(new ArchiveLimits(1_000_000, 5, 200));
        assertThatThrownBy(() -> ArchiveLimits.ofTotal(0)).hasMessageContaining("positive");
    }

    @Test
    void entries_that_share_their_bytes_are_refused() {
        var inner = new Entry("inner", random(2, 5000), false);
        var zip = new CraftedZip();
        var outer = new Entry("outer", concat(CraftedZip.local(inner), inner.data), false);
        zip.entry(outer, _ -> {});
        zip.directory(inner, e -> e.offset = CraftedZip.local(outer).length);

        refused(zip, null, "overlap");
    }

    @Test
    void entries_in_another_order_than_the_directory_do_not_overlap() {
        var first = new Entry("first", "1".getBytes(StandardCharsets.UTF_8), false);
        var zip = new CraftedZip().raw(CraftedZip.local(first)).raw(first.data);
        zip.stored("second", "2").directory(first, e -> e.offset = 0);

        assertThat(unpack(zip)).isEqualTo(Map.of("second", "2", "first", "1"));
    }

    @Test
    void data_that_reach_into_the_directory_are_refused() {
        refused(
                new CraftedZip().entry("evil", e -> e.size = e.compressedSize = 5000),
                "reach into the directory");
    }

    @Test
    void a_header_that_differs_from_the_directory_is_refused() {
        refused(local(e -> e.name = bytes("evi2")), null, "differ in name");
        refused(local(e -> e.method = 8), "differ in name, method");
        refused(local(e -> e.flags |= 1), "encrypted");
        refused(local(e -> e.crc++), "differ in size or checksum");
        refused(local(e -> e.size = e.compressedSize = 6), "differ in size or checksum");
        refused(local(e -> e.offset = 1), "no header");
        refused(local(e -> e.offset = 1_000_000), null, "cut short or damaged");
        refused(local(e -> e.offset = -2), null, "cut short or damaged");
    }

    private static CraftedZip local(Consumer<Entry> onlyDirectory) {
        return new CraftedZip().entry(new Entry("evil", bytes("content"), false), onlyDirectory);
    }

    @Test
    void a_descriptor_behind_the_data_is_understood() {
        var entry = new Entry("a", bytes("content"), false);
        int crc = entry.crc;
        entry.flags |= 1 << 3;
        entry.crc = 0;
        entry.size = entry.compressedSize = 0;
        var zip = new CraftedZip();
        zip.entry(
                entry,
                e -> {
                    e.crc = crc;
                    e.size = e.compressedSize = 7;
                });

        assertThat(unpack(zip)).isEqualTo(Map.of("a", "content"));
    }

    @Test
    void zip64_sizes_that_are_missing_are_refused() {
        refused(local(e -> e.size = e.compressedSize = 0xFFFF_FFFFL), "zip64");
    }

    @Test
    void zip64_sizes_are_understood_even_when_they_are_small() {
        var entry = new Entry("a", bytes("content"), false);
        entry.size = entry.compressedSize = 0xFFFF_FFFFL;
        entry.extra =
                CraftedZip.built(
                        20, b -> b.putShort((short) 1).putShort((short) 16).putLong(7).putLong(7));

        assertThat(unpack(new CraftedZip().entry(entry, _ -> {})))
                .isEqualTo(Map.of("a", "content"));
    }

    @Test
    void names_that_are_not_the_utf_8_they_say_are_refused() {
        refused(
                new CraftedZip()
                        .entry("x", e -> e.name = new byte[] {'e', 'v', 'i', 'l', (byte) 0xE9}),
                "is not UTF-8");
    }

    @Test
    void names_that_do_not_say_what_they_are_are_utf_8_or_dos() {
        var utf8 = new Entry("é", bytes("1"), false);
        utf8.flags = 0;
        var dos = new Entry("", bytes("2"), false);
        dos.flags = 0;
        dos.name = new byte[] {(byte) 0x81};

        assertThat(unpack(new CraftedZip().entry(utf8, _ -> {}).entry(dos, _ -> {})))
                .isEqualTo(Map.of("é", "1", "ü", "2"));
    }

    @Test
    void a_file_that_is_itself_an_archive_stays_one() {
        byte[] inner = new CraftedZip().stored("../evil", "x").bytes();

        assertThat(unpack(new CraftedZip().deflated("inner.zip", inner)))
                .containsOnlyKeys("inner.zip");
    }

    @Test
    void a_directory_with_other_than_the_stated_entries_is_refused() {
        refused(new CraftedZip().stored("a", "x").stating(2), null, "has 1 records and states 2");
        refused(new CraftedZip().stored("a", "x").stating(0), null, "has 1 records and states 0");
    }

    @Test
    void a_comment_is_passed_over() {
        assertThat(unpack(new CraftedZip().stored("a", "x").comment("made by hand"))).hasSize(1);
    }

    @Test
    void a_comment_that_looks_like_an_end_is_not_one_archive_more() {
        String end = new String(new CraftedZip().bytes(), StandardCharsets.ISO_8859_1);

        refused(new CraftedZip().stored("a", "x").comment(end), null, "not where");
    }

    @Test
    void something_before_or_behind_the_archive_is_refused() {
        byte[] zip = new CraftedZip().stored("a", "x").bytes();

        refused(concat(zip, new byte[1]), null, "no end-of-directory record");
        refused(concat(bytes("MZ"), zip), null, "neither ZIP nor TAR");
        refused(concat(new CraftedZip().stored("b", "y").bytes(), zip), null, "not where");
    }

    @Test
    void a_file_without_bytes_is_no_archive() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty"));

        refused(Unpacked.LIMITS, empty, null, "neither ZIP nor TAR");
    }

    @Test
    void an_archive_cut_short_anywhere_is_refused() {
        byte[] zip =
                new CraftedZip().stored("a", "x".repeat(50)).deflated("b", random(3, 100)).bytes();

        for (int length = 0; length < zip.length; length++) {
            byte[] cut = Arrays.copyOf(zip, length);
            assertThatThrownBy(() -> Unpacked.of(folder, cut))
                    .as("%d of %d bytes", length, zip.length)
                    .isInstanceOf(BadArchive.class);
        }
    }

    @Test
    void no_flipped_bit_gives_other_content() {
        var zip = new CraftedZip().stored("a", "x".repeat(50)).deflated("b", random(4, 100));
        byte[] good = zip.bytes();
        Map<String, String> expected = Unpacked.of(folder, good);

        for (int bit = 0; bit < 8 * good.length; bit += 7) {
            byte[] flipped = good.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(Unpacked.of(folder, flipped)).as("bit %d", bit).isEqualTo(expected);
            } catch (BadArchive e) {
                assertThat(e).hasMessageStartingWith("archive 'test'");
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void mutants_are_refused_or_read_and_nothing_else(long seed) {
        var random = new Random(seed);
        byte[] good =
                new CraftedZip()
                        .stored("a", "x".repeat(50))
                        .deflated("b/c", random(5, 300))
                        .comment("c")
                        .bytes();

        for (int i = 0; i < 250; i++) {
            byte[] mutant = mutant(good, random);
            try {
                assertThat(Unpacked.of(folder, mutant)).isNotNull();
            } catch (BadArchive e) {
                assertThat(e.reason()).isNotEmpty();
            }
        }
    }

    static byte[] mutant(byte[] good, Random random) {
        byte[] mutant = good.clone();
        for (int n = 1 + random.nextInt(8); n > 0; n--) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(3)) {
                case 0 -> mutant[at] = (byte) random.nextInt(256);
                case 1 -> mutant[at] = (byte) (random.nextBoolean() ? 0xFF : 0);
                default -> {
                    int from = random.nextInt(mutant.length);
                    int length = Math.min(random.nextInt(16), mutant.length - Math.max(at, from));
                    System.arraycopy(good, from, mutant, at, length);
                }
            }
        }
        return mutant;
    }

    private void refused(CraftedZip zip, String reason) {
        refusedWith(Unpacked.LIMITS, zip, "evil", reason);
    }

    private void refused(CraftedZip zip, @Nullable String entry, String reason) {
        refusedWith(Unpacked.LIMITS, zip, entry, reason);
    }

    private void refused(byte[] zip, @Nullable String entry, String reason) {
        refused(Unpacked.LIMITS, Unpacked.write(folder, zip), entry, reason);
    }

    private void refusedWith(
            ArchiveLimits limits, CraftedZip zip, @Nullable String entry, String reason) {
        refused(limits, Unpacked.write(folder, zip.bytes()), entry, reason);
    }

    private static void refused(
            ArchiveLimits limits, Path file, @Nullable String entry, String reason) {
        assertThatThrownBy(() -> Unpacked.of(file, limits))
                .isInstanceOfSatisfying(
                        BadArchive.class,
                        e -> {
                            assertThat(e.archive()).isEqualTo("test");
                            assertThat(e.entry().orElse("").contains("evil"))
                                    .isEqualTo(entry != null);
                        })
                .hasMessageContaining(reason)
                .hasMessageNotContainingAny("\n", "\0");
    }

    private Map<String, String> unpack(CraftedZip zip) {
        return unpackWith(Unpacked.LIMITS, zip);
    }

    private Map<String, String> unpackWith(ArchiveLimits limits, CraftedZip zip) {
        return Unpacked.of(Unpacked.write(folder, zip.bytes()), limits);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
