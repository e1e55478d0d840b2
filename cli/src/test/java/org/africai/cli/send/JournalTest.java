package org.africai.cli.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Records that outlive power cuts.
class JournalTest {
    private static final List<List<String>> RECORDS =
            List.of(
                    List.of("one", "", "tab\there"),
                    List.of("two\nlines", "back\\slash\\t", "ümläut"),
                    List.of("three"));

    @TempDir Path folder = Path.of("");

    private Path written() throws IOException {
        Path file = folder.resolve("journal");
        Files.deleteIfExists(file);
        try (Journal journal = Journal.open(file, _ -> {})) {
            journal.append(RECORDS.subList(0, 2));
            journal.append("three");
        }
        return file;
    }

    private static List<List<String>> read(Path file) throws IOException {
        List<List<String>> records = new ArrayList<>();
        Journal.open(file, records::add).close();
        return records;
    }

    @Test
    void records_are_read_as_they_were_written() throws IOException {
        assertThat(read(written())).isEqualTo(RECORDS);
    }

    @Test
    void whatever_a_power_cut_takes_from_the_end_whole_records_stay() throws IOException {
        byte[] all = Files.readAllBytes(written());
        Path file = folder.resolve("cut");
        for (int length = 0; length <= all.length; length++) {
            Files.write(file, Arrays.copyOf(all, length));
            List<List<String>> before = read(file);
            try (Journal journal = Journal.open(file, _ -> {})) {
                journal.append("more");
            }

            int whole =
                    (int) new String(all, 0, length, UTF_8).chars().filter(c -> c == '\n').count();
            assertThat(before).isEqualTo(RECORDS.subList(0, whole));
            assertThat(read(file)).hasSize(whole + 1).endsWith(List.of("more"));
        }
    }

    @Test
    void nonsense_at_the_end_is_cut_off() throws IOException {
        Path file = written();
        byte[] all = Files.readAllBytes(file);
        byte[] longer = Arrays.copyOf(all, all.length + 5_000);
        longer[all.length + 100] = '\n';
        Files.write(file, longer);

        assertThat(read(file)).isEqualTo(RECORDS);
        assertThat(Files.size(file)).isEqualTo(all.length);
    }

    @Test
    void damage_in_the_middle_is_refused() throws IOException {
        Path file = written();
        byte[] all = Files.readAllBytes(file);
        all[12] ^= 1;
        Files.write(file, all);

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(BadUse.class)
                .hasMessageContaining("damaged in its middle");
    }

    @Test
    void nothing_is_written_behind_a_record_that_failed() throws Exception {
        Path file = written();
        try (Journal journal = Journal.open(file, _ -> {})) {
            Thread.currentThread().interrupt(); // closes the file under the write
            assertThatThrownBy(() -> journal.append("four")).isInstanceOf(IOException.class);
            assertThat(Thread.interrupted()).isTrue();

            assertThatThrownBy(() -> journal.append("five"))
                    .hasMessageContaining("could not be written before");
        }

        List<List<String>> after = read(file);
        assertThat(after.subList(0, RECORDS.size())).isEqualTo(RECORDS);
        assertThat(after).doesNotContain(List.of("five"));
    }

    @Test
    void a_line_that_is_too_long_is_no_record() throws IOException {
        Path file = folder.resolve("long");
        Files.writeString(file, "x".repeat(Journal.LONGEST_LINE + 10) + "\n");

        assertThat(read(file)).isEmpty();
        assertThat(Files.size(file)).isZero();
    }
}
