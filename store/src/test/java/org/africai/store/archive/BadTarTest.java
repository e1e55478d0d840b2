package org.africai.store.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadTarTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", "a/./evil", "a\nevil", "a:evil", "..\\evil"})
    void an_entry_that_would_leave_its_folder_is_refused(String name) throws IOException {
        refused(tar(new File("good", "x"), new File(name, "x")), "evil", "file name");
        refused(tar(new File(name + "/", "")), "evil", "file name");
    }

    @Test
    void an_absolute_entry_loses_its_root() throws IOException {
        assertThat(Unpacked.of(folder, tar(new File("/a/b", "x")))).isEqualTo(Map.of("a/b", "x"));
    }

    @ParameterizedTest
    @CsvSource({
        "1, is a hard link",
        "2, is a symbolic link",
        "3, is a device",
        "4, is a device",
        "6, is a named pipe",
        "S, is a sparse file",
        "Q, is of the unknown type 'Q'"
    })
    void what_is_no_plain_file_is_refused(char type, String reason) throws IOException {
        var entry = new TarArchiveEntry("evil", (byte) type);
        entry.setLinkName("/etc/passwd");
        entry.setDevMajor(8);

        refused(tar(new File("good", "x"), new File(entry, "")), "evil", reason);
    }

    @Test
    void a_name_that_comes_twice_is_refused() throws IOException {
        refused(tar(new File("evil", "x"), new File("./evil", "y")), "evil", "is there twice");
    }

    @Test
    void more_than_the_limits_is_refused() throws IOException {
        byte[] tar = tar(new File("a/", ""), new File("b", "12345"), new File("evil", "67890"));

        refused(new ArchiveLimits(3, 9, 200), tar, "evil", "limit of 9 bytes");
        refused(new ArchiveLimits(2, 100, 200), tar, null, "more than 2 entries");
        assertThat(Unpacked.of(Unpacked.write(folder, tar), new ArchiveLimits(3, 10, 200)))
                .hasSize(2);
    }

    @Test
    void long_names_are_read_in_both_dialects() throws IOException {
        String name = "folder/".repeat(20) + "ä.dcm";

        for (int mode :
                new int[] {
                    TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX
                }) {
            assertThat(Unpacked.of(folder, tar(mode, new File(name, "x"))))
                    .isEqualTo(Map.of(name, "x"));
        }
    }

    @ParameterizedTest
    @ValueSource(chars = {'L', 'K', 'x'})
    void headers_of_many_mebibytes_are_refused(char type) throws IOException {
        var bomb = new TarArchiveEntry("x", (byte) type);

        refused(
                tar(new File(bomb, "1".repeat(5 << 20)), new File("b", "x")),
                null,
                "headers of more than 1048576 bytes");
    }

    @Test
    void a_tar_cut_short_anywhere_is_refused() throws IOException {
        byte[] tar = tar(new File("a", "x".repeat(600)), new File("b", "\0".repeat(1000)));
        int end = tar.length;
        while (tar[end - 1] == 0) {
            end--;
        }
        int endOfEntries = 512 * ((end - 1) / 512 + 1) + 1024; // content of b: zeros

        for (int length = 0; length < endOfEntries + 512; length += 37) {
            refused(Arrays.copyOf(tar, length), null, "");
        }
        for (int length = 0; length < endOfEntries + 512; length += 512) {
            refused(Arrays.copyOf(tar, length), null, "");
        }
        assertThat(Unpacked.of(folder, Arrays.copyOf(tar, endOfEntries + 512))).hasSize(2);
    }

    @Test
    void a_tar_within_gzip_cut_short_anywhere_is_refused() throws IOException {
        byte[] gzip = gzip(tar(new File("a", "x".repeat(600)), new File("b", "y")));

        for (int length = 0; length < gzip.length; length++) {
            refused(Arrays.copyOf(gzip, length), null, "");
        }
    }

    @Test
    void data_behind_the_end_are_refused_and_not_lost() throws IOException {
        byte[] one = tar(new File("a", "x"));
        byte[] two = tar(new File("b", "y"));

        refused(BadZipTest.concat(one, two), null, "has more data behind its end");
        refused(BadZipTest.concat(gzip(one), gzip(two)), null, "has more data behind its end");
        assertThat(Unpacked.of(folder, BadZipTest.concat(one, new byte[100_000]))).hasSize(1);
    }

    @Test
    void a_damaged_header_is_refused() throws IOException {
        byte[] tar = tar(new File("a", "x"), new File("b", "y"));
        tar[1024 + 1] ^= 1; // the name of b

        refused(tar, null, "is damaged");
    }

    @Test
    void a_wrong_checksum_of_gzip_is_refused() throws IOException {
        byte[] gzip = gzip(tar(new File("a", "x")));
        gzip[gzip.length - 8] ^= 1;

        refused(gzip, null, "is damaged");
    }

    @Test
    void a_gzip_that_grows_too_much_is_refused() throws IOException {
        byte[] gzip = gzip(tar(new File("a", "\0".repeat(20 << 20))));

        refused(gzip, null, "grows more than 200 times");
    }

    @Test
    void what_a_reader_did_not_read_is_checked_all_the_same() throws IOException {
        byte[] gzip = gzip(tar(new File("a", "x"), new File("b", "y")));
        gzip[gzip.length - 8] ^= 1;
        Path file = Unpacked.write(folder, gzip);

        try (var reader = ArchiveReader.open(file, "test", Unpacked.LIMITS)) {
            assertThat(reader.next()).isPresent();
            ArchiveEntry b = reader.next().orElseThrow();
            assertThatThrownBy(reader::next).isInstanceOf(BadArchive.class);
            assertThatThrownBy(() -> b.content().read()).isInstanceOf(IllegalStateException.class);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void mutants_are_refused_or_read_and_nothing_else(long seed) throws IOException {
        var random = new Random(seed);
        byte[] tar =
                tar(
                        TarArchiveOutputStream.LONGFILE_POSIX,
                        new File("long".repeat(40), "x"),
                        new File("b", "y".repeat(600)));
        byte[] good = seed % 2 == 0 ? gzip(tar) : tar;

        for (int i = 0; i < 250; i++) {
            byte[] mutant = BadZipTest.mutant(good, random);
            try {
                assertThat(Unpacked.of(folder, mutant)).isNotNull();
            } catch (BadArchive e) {
                assertThat(e.reason()).isNotEmpty();
            }
        }
    }

    /// An entry and its content.
    private record File(TarArchiveEntry entry, String content) {
        File(String name, String content) {
            this(new TarArchiveEntry(name, true), content);
        }
    }

    private static byte[] tar(File... files) throws IOException {
        return tar(TarArchiveOutputStream.LONGFILE_GNU, files);
    }

    private static byte[] tar(int longNames, File... files) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(longNames);
            tar.setAddPaxHeadersForNonAsciiNames(
                    longNames == TarArchiveOutputStream.LONGFILE_POSIX);
            for (File file : files) {
                byte[] bytes = file.content().getBytes(StandardCharsets.ISO_8859_1);
                file.entry().setSize(bytes.length);
                tar.putArchiveEntry(file.entry());
                tar.write(bytes);
                tar.closeArchiveEntry();
            }
        }
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private void refused(byte[] tar, @Nullable String entry, String reason) {
        refused(Unpacked.LIMITS, tar, entry, reason);
    }

    private void refused(ArchiveLimits limits, byte[] tar, @Nullable String entry, String reason) {
        Path file = Unpacked.write(folder, tar);
        assertThatThrownBy(() -> Unpacked.of(file, limits))
                .as("%d bytes", tar.length)
                .isInstanceOfSatisfying(
                        BadArchive.class,
                        e -> assertThat(e.entry().orElse("")).contains(entry == null ? "" : entry))
                .hasMessageStartingWith("archive 'test'")
                .hasMessageContaining(reason)
                .hasMessageNotContaining("\n");
    }
}
