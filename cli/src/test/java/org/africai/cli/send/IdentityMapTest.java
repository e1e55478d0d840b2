package org.africai.cli.send;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.africai.cli.send.IdentityMap.Pair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The map of identities, in the hands of its owner and of others.
class IdentityMapTest {
    private static final int FEW_ROUNDS = 10;
    private static final char[] PASSPHRASE = "a good passphrase".toCharArray();

    @TempDir Path folder = Path.of("");

    private Path written() throws IOException {
        Path file = folder.resolve("map");
        try (IdentityMap map = IdentityMap.open(file, PASSPHRASE, FEW_ROUNDS)) {
            map.add("patient", "Müller", "S1");
            map.add("patient", "Müller", "S1");
        }
        try (IdentityMap map = IdentityMap.open(file, PASSPHRASE, FEW_ROUNDS)) {
            map.add("patient", "Müller", "S1");
            map.add("study", "1.2.3", "2.25.1");
        }
        return file;
    }

    @Test
    void pairs_are_kept_once_over_several_runs() throws IOException {
        assertThat(IdentityMap.read(written(), PASSPHRASE))
                .containsExactly(
                        new Pair("patient", "Müller", "S1"), new Pair("study", "1.2.3", "2.25.1"));
    }

    @Test
    void the_file_shows_nothing() throws IOException {
        assertThat(Files.readString(written(), ISO_8859_1)).doesNotContain("ller", "1.2.3", "S1");
    }

    @Test
    void another_passphrase_is_told_from_damage() throws IOException {
        Path file = written();

        assertThatThrownBy(() -> IdentityMap.read(file, "another one".toCharArray()))
                .isInstanceOf(BadUse.class)
                .hasMessageContaining("passphrase");
        assertThatThrownBy(() -> IdentityMap.open(file, "x".toCharArray(), FEW_ROUNDS))
                .isInstanceOf(BadUse.class);
    }

    @Test
    void no_bit_of_it_can_be_changed_unseen() throws IOException {
        Path file = written();
        byte[] all = Files.readAllBytes(file);
        Path changed = folder.resolve("changed");
        for (int i = all.length - 1; i >= 28; i -= 3) {
            byte[] other = all.clone();
            other[i] ^= 0x10;
            Files.write(changed, other);

            try {
                assertThat(IdentityMap.read(changed, PASSPHRASE))
                        .as("byte " + i)
                        .hasSizeLessThan(2);
            } catch (BadUse seen) {
                assertThat(seen.explanation()).isNotEmpty();
            }
        }
    }

    @Test
    void a_record_that_a_power_cut_left_half_is_written_over() throws IOException {
        Path file = written();
        byte[] all = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(all, all.length - 7));

        try (IdentityMap map = IdentityMap.open(file, PASSPHRASE, FEW_ROUNDS)) {
            map.add("study", "4.5", "2.25.2");
        }

        assertThat(IdentityMap.read(file, PASSPHRASE))
                .containsExactly(
                        new Pair("patient", "Müller", "S1"), new Pair("study", "4.5", "2.25.2"));
    }

    @Test
    void what_is_no_map_is_refused() throws IOException {
        Path file = Files.writeString(folder.resolve("text"), "x".repeat(100));

        assertThatThrownBy(() -> IdentityMap.read(file, PASSPHRASE))
                .isInstanceOf(BadUse.class)
                .hasMessageContaining("no map");
    }
}
