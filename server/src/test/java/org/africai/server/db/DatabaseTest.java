package org.africai.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.africai.server.settings.Secret;
import org.africai.server.settings.StartRefused;
import org.junit.jupiter.api.Test;

class DatabaseTest {
    private static final DatabaseSettings DEFAULTS = DatabaseSettings.DEFAULTS;

    @Test
    void an_external_database_is_used_as_it_is() {
        var place = TestDatabase.create();

        try (var database = Database.start(external(place.url(), place.password()), unused())) {
            assertThat(database.problem()).isEmpty();
            assertThat(database.schemaProblem()).isEmpty();
            assertThat(database.embedded()).isEmpty();
        } finally {
            TestDatabase.drop(place);
        }
    }

    @Test
    void an_external_database_that_is_too_old_is_refused() throws IOException {
        try (var old = new FakePostgres("14.9")) {
            assertThatThrownBy(() -> Database.start(external(old.url(), new Secret("x")), unused()))
                    .isInstanceOf(StartRefused.class)
                    .hasMessage(
                            "the database at %s is PostgreSQL 14; AFRICAI needs PostgreSQL 15 or newer"
                                    .formatted(old.url().replaceAll("\\?.*", "")));
        }
    }

    @Test
    void a_wrong_password_is_told_without_the_password() {
        var place = TestDatabase.create();
        String url = place.url() + "?options=-c%20x=hidden";
        try {
            assertThatThrownBy(() -> Database.start(external(url, new Secret("hunter2")), unused()))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("password authentication failed")
                    .message()
                    .doesNotContain("hunter2", "hidden");
        } finally {
            TestDatabase.drop(place);
        }
    }

    @Test
    void a_database_that_is_not_there_is_told() {
        assertThatThrownBy(() ->
                        Database.start(
                                external("jdbc:postgresql://127.0.0.1:1/x", new Secret("x")),
                                unused()))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("cannot use the database at jdbc:postgresql://127.0.0.1:1/x")
                .hasMessageContaining("refused");
    }

    @Test
    void a_schema_that_a_newer_server_moved_on_is_a_problem() {
        var place = TestDatabase.create();
        try (var database = Database.start(external(place.url(), place.password()), unused())) {
            new Sql(database.source(), new Transactions(database.source()))
                    .of(
                            """
                            insert into flyway_schema_history
                                   (installed_rank, version, description, type, script,
                                    installed_by, execution_time, success)
                            values (99999, '99999', 'x', 'SQL', 'V99999__x.sql', 'x', 1, true)\
                            """)
                    .update();

            assertThat(database.schemaProblem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains("99999"));
        } finally {
            TestDatabase.drop(place);
        }
    }

    @Test
    void closing_twice_is_closing_once() {
        var place = TestDatabase.create();
        var database = Database.start(external(place.url(), place.password()), unused());

        database.close();
        database.close();

        assertThat(database.problem()).hasValue("no connection to the database");
        TestDatabase.drop(place);
    }

    private static Path unused() {
        return Path.of("unused");
    }

    private static DatabaseSettings external(String url, Secret password) {
        return new DatabaseSettings(
                url,
                "africai",
                password,
                4,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2),
                null,
                null,
                null,
                DEFAULTS.sharedBuffers());
    }
}
