package org.africai.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.africai.server.settings.StartRefused;
import org.junit.jupiter.api.Test;

class EmbeddedPostgresTest {
    private static final DatabaseSettings DEFAULTS = DatabaseSettings.DEFAULTS;

    @Test
    void a_database_left_running_is_stopped_and_its_place_taken() throws Exception {
        Path folder = TestFolders.create("orphan");
        start(folder).close();
        try (var watcher = Executors.newSingleThreadExecutor()) {
            var orphan = watcher.submit(() -> startUnwatched(folder)).get();

            try (var postgres = start(folder)) {
                assertThat(orphan.isAlive()).isFalse();
                assertThat(postgres.pid()).isNotEqualTo(orphan.pid());
                assertThat(answers(postgres)).isTrue();
            }
        }
    }

    @Test
    void what_a_first_start_that_was_killed_left_is_removed_and_not_built_upon() throws Exception {
        Path folder = TestFolders.create("unfinished");
        Path left = Files.createDirectories(folder.resolve("data.new/base/4"));
        Files.writeString(left.resolve("pg_filenode.map"), "half");
        Files.createDirectories(folder.resolve("data.new123/base"));

        try (var postgres = start(folder)) {
            assertThat(answers(postgres)).isTrue();
        }

        assertThat(folder).isDirectoryNotContaining("glob:**/data.new*");
    }

    @Test
    void a_pid_file_that_names_another_program_does_not_stop_the_start() throws Exception {
        Path folder = TestFolders.create("foreign");
        start(folder).close();
        long alive = ProcessHandle.current().pid();
        Files.writeString(
                folder.resolve("data/postmaster.pid"),
                alive + "\n" + folder.resolve("data") + "\n1\n5432\n\n127.0.0.1\n");

        try (var postgres = start(folder)) {
            assertThat(answers(postgres)).isTrue();
        }

        assertThat(ProcessHandle.of(alive)).isPresent();
    }

    @Test
    void a_pid_file_of_garbage_does_not_stop_the_start() throws Exception {
        Path folder = TestFolders.create("garbage");
        start(folder).close();
        Files.write(folder.resolve("data/postmaster.pid"), new byte[4096]);

        try (var postgres = start(folder)) {
            assertThat(answers(postgres)).isTrue();
        }
    }

    @Test
    void programs_that_lost_a_file_are_unpacked_again() throws Exception {
        Path folder = TestFolders.create("programs");
        Path first = EmbeddedPostgresPrograms.in(folder);
        Files.delete(first.resolve("share/postgresql/postgres.bki"));
        Files.write(first.resolve("bin/postgres"), new byte[10]);

        Path second = EmbeddedPostgresPrograms.in(folder);

        assertThat(second).isEqualTo(first);
        assertThat(second.resolve("share/postgresql/postgres.bki")).exists();
        assertThat(Files.size(second.resolve("bin/postgres"))).isGreaterThan(1_000_000);
        assertThat(folder).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void starts_that_unpack_at_once_all_end_with_whole_programs() throws Exception {
        Path folder = TestFolders.create("race");
        Callable<Path> start = () -> EmbeddedPostgresPrograms.in(folder);
        try (var threads = Executors.newFixedThreadPool(3)) {
            var homes = threads.invokeAll(List.of(start, start, start));

            for (var home : homes) {
                assertThat(home.get().resolve("bin/postgres")).isExecutable();
            }
        }
        assertThat(folder).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void a_database_of_another_version_is_refused() throws Exception {
        Path folder = TestFolders.create("version");
        start(folder).close();
        Files.writeString(folder.resolve("data/PG_VERSION"), "17\n");

        assertThatThrownBy(() -> start(folder))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("is a database of PostgreSQL 17")
                .hasMessageContaining("brings PostgreSQL 18");
    }

    @Test
    void a_database_that_does_not_start_is_refused_with_its_last_words() throws Exception {
        Path folder = TestFolders.create("broken");
        start(folder).close();
        Files.delete(folder.resolve("data/global/pg_control"));

        assertThatThrownBy(() -> start(folder))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("the embedded PostgreSQL does not start")
                .hasMessageContaining("could not find the database system");
    }

    @Test
    void the_server_says_how_durable_it_is_whatever_the_files_say() throws Exception {
        Path folder = TestFolders.create("settings");
        start(folder).close();
        Files.writeString(folder.resolve("data/africai.conf"), "fsync = off\n");

        try (var postgres = start(folder);
                var connection = EmbeddedPostgresRoles.administrator(postgres);
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                """
                                select current_setting('fsync'), current_setting('data_checksums'),
                                       current_setting('server_encoding'),
                                       (select datlocale from pg_database where datname = 'postgres')\
                                """)) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("on");
            assertThat(rows.getString(2)).isEqualTo("on");
            assertThat(rows.getString(3)).isEqualTo("UTF8");
            assertThat(rows.getString(4)).isEqualTo("C.UTF-8");
        }
    }

    @Test
    void only_the_owner_reads_the_files_and_only_the_password_opens_the_door() throws Exception {
        Path folder = TestFolders.create("closed");
        try (var postgres = start(folder)) {
            assertThat(permissions(folder.resolve("data"))).isEqualTo("rwx------");
            assertThat(permissions(folder.resolve("data/africai-password"))).isEqualTo("rw-------");
            assertThatThrownBy(() ->
                            DriverManager.getConnection(
                                    postgres.urlOf("postgres"), "postgres", "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void values_of_failed_statements_do_not_reach_the_log() throws Exception {
        Path folder = TestFolders.create("log");
        try (var postgres = start(folder);
                var connection = EmbeddedPostgresRoles.administrator(postgres);
                var statement = connection.createStatement()) {
            statement.execute("create table patient (name text unique)");
            statement.execute("insert into patient values ('MARKER^ONE')");
            for (String wrong :
                    List.of(
                            "insert into patient values ('MARKER^ONE')",
                            "select cast('MARKER^TWO' as int)",
                            "select 'MARKER^THREE' from nowhere")) {
                assertThatThrownBy(() -> statement.execute(wrong)).isInstanceOf(SQLException.class);
            }
        }
        assertThat(folder.resolve("postgres.log")).content().doesNotContain("MARKER");
    }

    @Test
    void a_long_log_is_put_aside() throws Exception {
        Path folder = TestFolders.create("longlog");
        Files.write(folder.resolve("postgres.log"), new byte[(10 << 20) + 1]);

        start(folder).close();

        assertThat(Files.size(folder.resolve("postgres.log.1"))).isEqualTo((10 << 20) + 1);
        assertThat(Files.size(folder.resolve("postgres.log"))).isLessThan(100_000);
    }

    @Test
    void root_hands_the_database_to_another_user() throws Exception {
        assumeTrue(new UnixSystem().getUid() == 0, "only root has to");
        Path folder = TestFolders.create("user");
        try (var postgres = start(folder)) {
            assertThat(ProcessHandle.of(postgres.pid()).flatMap(process -> process.info().user()))
                    .isNotEmpty()
                    .get()
                    .isNotEqualTo("root");
        }
    }

    @Test
    void root_may_keep_the_database_where_no_other_user_comes() throws Exception {
        assumeTrue(new UnixSystem().getUid() == 0, "only root has to");
        Path closed = TestFolders.create("closed");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        Path folder = closed.resolve("postgres");
        try (var postgres = start(folder)) {
            assertThat(answers(postgres)).isTrue();
        }
        try (var again = start(folder)) {
            assertThat(answers(again)).isTrue();
        }
    }

    @Test
    void an_unknown_system_user_is_refused() {
        assumeTrue(new UnixSystem().getUid() == 0, "only root has to");
        var settings =
                new DatabaseSettings(
                        null,
                        "africai",
                        null,
                        16,
                        DEFAULTS.connectionTimeout(),
                        DEFAULTS.startTimeout(),
                        null,
                        null,
                        "nobody-of-that-name",
                        DEFAULTS.sharedBuffers());

        assertThatThrownBy(() ->
                        EmbeddedPostgres.start(
                                TestFolders.create("nobody"), TestFolders.programs(), settings))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("/etc/passwd has no user nobody-of-that-name");
    }

    private static EmbeddedPostgres start(Path folder) {
        return EmbeddedPostgres.start(folder, TestFolders.programs(), DEFAULTS);
    }

    /// A postmaster that nobody looks after, as a killed server leaves behind where the kernel does
    /// not stop it.
    private static EmbeddedPostgresProcess startUnwatched(Path folder) throws IOException {
        Path home = folder.toRealPath();
        Path programs = EmbeddedPostgresPrograms.in(TestFolders.programs());
        var account = EmbeddedPostgresAccount.choose(home, programs, null);
        var cluster = new EmbeddedPostgresCluster(home, programs, account);
        var process = EmbeddedPostgresProcess.start(cluster, EmbeddedPostgres.freePort());
        assertThat(process.awaitReady(DEFAULTS.startTimeout())).isTrue();
        return process;
    }

    private static boolean answers(EmbeddedPostgres postgres) throws SQLException {
        try (var connection = EmbeddedPostgresRoles.administrator(postgres)) {
            return connection.isValid(5);
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
