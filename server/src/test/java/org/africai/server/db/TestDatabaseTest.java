package org.africai.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TestDatabaseTest {
    @RegisterExtension static final TestDatabase database = new TestDatabase();

    @Test
    void a_test_class_gets_an_empty_database_with_the_newest_schema() {
        String version = Migrations.currentVersion(database.source());

        assertThat(version).isNotEmpty();
        assertThat(database.sql().of("select key from project").any()).isFalse();
    }

    @Test
    void the_server_role_is_no_administrator_of_the_database() {
        boolean isSuperuser =
                database.sql()
                        .of("select rolsuper from pg_roles where rolname = current_user")
                        .only(row -> row.flag("rolsuper"));

        assertThat(isSuperuser).isFalse();
    }

    @Test
    void statements_are_durable_when_they_are_committed() {
        for (var setting : List.of("fsync", "full_page_writes", "synchronous_commit")) {
            String value = database.sql().of("show " + setting).only(row -> row.text(setting));
            assertThat(value).as(setting).isEqualTo("on");
        }
    }
}
