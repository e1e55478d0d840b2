package org.africai.cli.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is known of each file, over many runs.
class LedgerTest {
    private static final Map<String, String> SETTINGS = Map.of("address", "https://a");

    @TempDir Path folder = Path.of("");

    private Ledger open() throws IOException {
        return Ledger.open(folder.resolve("journal"), SETTINGS);
    }

    private static Source source(String place, long bytes) {
        return new Source(1, place, bytes, 5, "1.2", "CT");
    }

    @Test
    void every_state_outlives_the_run() throws IOException {
        List<State> states =
                List.of(
                        new State.Found(),
                        new State.Ready("d", 3, "S", "S_1"),
                        new State.Sent("k", 3, "/data/prearchive/projects/P/1/S"),
                        new State.Verified(3, ""),
                        new State.Quarantined("a\treason\nof two lines"),
                        new State.Refused("409 no"),
                        new State.Changed());
        try (Ledger ledger = open()) {
            for (int i = 0; i < states.size(); i++) {
                ledger.add(List.of(source("file\t" + i, 1)));
                ledger.set(i + 1, states.get(i));
            }
        }

        try (Ledger again = open()) {
            assertThat(again.sources()).hasSize(states.size());
            for (int i = 0; i < states.size(); i++) {
                assertThat(again.state(i + 1)).isEqualTo(states.get(i));
                assertThat(again.sources().get(i).place()).isEqualTo("file\t" + i);
            }
        }
    }

    @Test
    void a_file_keeps_its_number_and_begins_again_when_it_changed_before_it_was_sent()
            throws IOException {
        try (Ledger ledger = open()) {
            ledger.add(List.of(source("a", 1), source("b", 1)));
            ledger.set(1, new State.Ready("d", 1, "", ""));
            ledger.set(2, new State.Verified(1, ""));

            ledger.add(List.of(source("a", 2), source("b", 2), source("c", 1)));

            assertThat(ledger.sources()).extracting(Source::place).containsExactly("a", "b", "c");
            assertThat(ledger.sources().getFirst().bytes()).isEqualTo(2);
            assertThat(ledger.state(1)).isEqualTo(new State.Found());
            assertThat(ledger.state(2)).isEqualTo(new State.Changed());
            assertThat(ledger.state(3)).isEqualTo(new State.Found());
        }
    }

    @Test
    void work_that_was_begun_for_another_archive_is_not_gone_on_with() throws IOException {
        open().close();

        assertThatThrownBy(() ->
                        Ledger.open(folder.resolve("journal"), Map.of("address", "https://other")))
                .isInstanceOf(BadUse.class)
                .hasMessageContaining("begun with another address");
    }

    @Test
    void a_record_of_a_later_version_is_refused() throws IOException {
        try (Journal journal = Journal.open(folder.resolve("journal"), _ -> {})) {
            journal.append("encrypted", "1", "x");
        }

        assertThatThrownBy(this::open)
                .isInstanceOf(BadUse.class)
                .hasMessageContaining("this version does not know");
    }
}
