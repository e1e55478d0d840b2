package org.africai.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.africai.server.settings.StartRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MigrationsTest {
    @RegisterExtension final TestDatabase database = new TestDatabase();

    @Test
    void a_schema_that_is_up_to_date_is_left_alone() {
        String before = Migrations.currentVersion(database.source());

        String after = Migrations.run(database.source());

        assertThat(after).isEqualTo(before);
    }

    @Test
    void a_script_and_the_note_that_it_ran_are_one_transaction() {
        assertThat(
                        database.sql()
                                .of(
                                        """
                                        select c.relname
                                          from pg_class c
                                         where c.relnamespace = cast('public' as regnamespace)
                                           and c.relkind in ('r', 'p')
                                           and c.relname <> 'flyway_schema_history'
                                           and cast(c.xmin as text) not in (
                                                   select cast(h.xmin as text)
                                                     from flyway_schema_history h)\
                                        """)
                                .list(row -> row.text("relname")))
                .isEmpty();
    }

    @Test
    void a_schema_that_a_newer_program_used_is_refused() {
        database.sql()
                .of(
                        """
                        insert into flyway_schema_history
                               (installed_rank, version, description, type, script, installed_by,
                                execution_time, success)
                        select max(installed_rank) + 1, '99999', 'future', 'SQL', 'V99999__future.sql',
                               'x', 1, true
                          from flyway_schema_history\
                        """)
                .update();

        assertThatThrownBy(() -> Migrations.run(database.source()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("schema version 99999")
                .hasMessageContaining("a newer AFRICAI has used it");
    }

    @Test
    void a_script_that_was_changed_after_it_ran_is_refused() {
        database.sql()
                .of(
                        """
                        update flyway_schema_history
                           set checksum = checksum + 1
                         where version = '1'\
                        """)
                .update();

        assertThatThrownBy(() -> Migrations.run(database.source()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("the database schema cannot be brought up to date");
    }
}
