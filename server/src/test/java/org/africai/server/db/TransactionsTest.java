package org.africai.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TransactionsTest {
    @RegisterExtension final TestDatabase database = new TestDatabase();

    @BeforeEach
    void a_table() {
        database.sql().of("create table note (text text not null)").update();
    }

    @Test
    void what_is_changed_in_a_contended_transaction_is_on_the_disk_when_it_returns() {
        for (int i = 0; i < 50; i++) {
            String written =
                    database.transactions()
                            .runContended(() -> {
                                write("a");
                                return position("pg_current_wal_insert_lsn()");
                            });

            assertThat(isBefore(written, position("pg_current_wal_flush_lsn()"))).isTrue();
        }
        assertThat(notes()).hasSize(50);
    }

    @Test
    void a_contended_transaction_that_fails_changes_nothing() {
        assertThatThrownBy(() ->
                        database.transactions()
                                .runContended(() -> {
                                    write("a");
                                    throw new IllegalStateException("no");
                                }))
                .hasMessage("no");

        assertThat(notes()).isEmpty();
    }

    @Test
    void a_contended_transaction_within_another_ends_with_it() {
        assertThatThrownBy(() ->
                        database.transactions()
                                .run(() -> {
                                    database.transactions().runContended(() -> write("a"));
                                    throw new IllegalStateException("no");
                                }))
                .hasMessage("no");

        assertThat(notes()).isEmpty();
    }

    @Test
    void what_is_to_follow_a_commit_does_not_follow_a_rollback() {
        List<String> followed = new ArrayList<>();

        database.transactions()
                .run(() -> database.transactions().afterCommit(() -> followed.add("committed")));
        assertThatThrownBy(() ->
                        database.transactions()
                                .run(() -> {
                                    database.transactions()
                                            .afterCommit(() -> followed.add("never"));
                                    throw new IllegalStateException("no");
                                }))
                .hasMessage("no");

        assertThat(followed).containsExactly("committed");
    }

    private int write(String text) {
        return database.sql()
                .of("insert into note (text) values (:text)")
                .bind("text", text)
                .update();
    }

    private List<String> notes() {
        return database.sql().of("select text from note").list(row -> row.text("text"));
    }

    private String position(String function) {
        return database.sql()
                .of("select cast(" + function + " as text) as position")
                .one(row -> row.text("position"))
                .orElseThrow();
    }

    private boolean isBefore(String one, String other) {
        return database.sql()
                .of("select 1 where cast(:one as pg_lsn) < cast(:other as pg_lsn)")
                .bind("one", one)
                .bind("other", other)
                .any();
    }
}
