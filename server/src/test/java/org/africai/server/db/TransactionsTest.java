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
    void a_transaction_by_keys_that_fails_changes_nothing() {
        assertThatThrownBy(() ->
                        database.transactions()
                                .runByKeys(() -> {
                                    write("a");
                                    throw new IllegalStateException("no");
                                }))
                .hasMessage("no");

        assertThat(notes()).isEmpty();
    }

    @Test
    void a_transaction_by_keys_plans_as_it_likes_only_until_it_ends() {
        String within = database.transactions().runByKeys(() -> planned());

        assertThat(within).isEqualTo("force_generic_plan");
        assertThat(planned()).isEqualTo("auto");
    }

    @Test
    void a_transaction_by_keys_within_another_is_part_of_it() {
        assertThatThrownBy(() ->
                        database.transactions()
                                .run(() -> {
                                    database.transactions().runByKeys(() -> write("a"));
                                    assertThat(planned()).isEqualTo("auto");
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

    private String planned() {
        return database.sql()
                .of("select current_setting('plan_cache_mode') as mode")
                .one(row -> row.text("mode"))
                .orElseThrow();
    }
}
