package org.africai.server.boot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.africai.server.db.TestFolders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers in processes of their own: started, stopped, killed.
class LifecycleTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void a_server_stops_cleanly_when_told_to_and_leaves_no_database_behind() throws IOException {
        Path data = TestFolders.create("clean");
        try (var server = ServerProcess.serve(data)) {
            URI address = server.awaitReady();
            long database = databasePid(data);
            assertThat(TestClient.guest(address).get("/health/ready").statusCode()).isEqualTo(200);

            server.terminate();

            assertThat(server.awaitExit()).isZero();
            assertThat(server.nextLine()).isEqualTo("AFRICAI stopped");
            assertThat(isAlive(database)).isFalse();
            assertThat(data.resolve("postgres/data/postmaster.pid")).doesNotExist();
        }
    }

    @Test
    void a_request_under_way_is_answered_before_the_server_stops() throws IOException {
        try (var server = ServerProcess.serve(TestFolders.create("drain"))) {
            URI address = server.awaitReady();
            try (var upload = new Socket(address.getHost(), address.getPort())) {
                var out = upload.getOutputStream();
                out.write(text("PUT /data/services/auth HTTP/1.1\r\nHost: x\r\n"));
                out.write(text("Content-Type: application/x-www-form-urlencoded\r\n"));
                out.write(text("Content-Length: 21\r\nConnection: close\r\n\r\nusername=a"));
                out.flush();
                // Connections are taken in order: when this one is answered, that one is under way.
                assertThat(TestClient.guest(address).get("/health/live").statusCode())
                        .isEqualTo(200);

                server.terminate();
                Eventually.holds("no new requests", SOON, () -> !accepts(address));
                out.write(text("&password=b"));
                out.flush();

                assertThat(new String(upload.getInputStream().readAllBytes(), UTF_8))
                        .startsWith("HTTP/1.1 401");
            }
            assertThat(server.awaitExit()).isZero();
        }
    }

    @Test
    void a_second_server_on_the_same_folder_is_refused_by_name() {
        Path data = TestFolders.create("second");
        try (var first = ServerProcess.serve(data)) {
            URI address = first.awaitReady();

            try (var second = ServerProcess.serve(data)) {
                assertThat(second.awaitExit()).isEqualTo(1);
                assertThat(second.errors())
                        .startsWith("africai: the data folder " + data)
                        .contains("in use by another AFRICAI server (process " + first.pid() + ")");
            }

            assertThat(TestClient.guest(address).get("/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_killed_server_takes_its_database_along_and_loses_nothing() throws Exception {
        Path data = TestFolders.create("killed");
        try (var server = ServerProcess.serve(data)) {
            server.awaitReady();
            long database = databasePid(data);
            change(data, "create table kept (n int)", "insert into kept values (42)");

            server.kill();

            assertThat(server.awaitExit()).isEqualTo(128 + 9);
            Eventually.holds("database ends", SOON, () -> !isAlive(database));
        }
        try (var again = ServerProcess.serve(data)) {
            again.awaitReady();
            assertThat(count(data, "select n from kept where n = 42")).isEqualTo(1);
        }
    }

    @Test
    void a_killed_database_comes_back_under_the_running_server() throws Exception {
        Path data = TestFolders.create("database");
        try (var server = ServerProcess.serve(data)) {
            var client = TestClient.guest(server.awaitReady());
            long database = databasePid(data);
            change(data, "create table kept (n int)", "insert into kept values (42)");

            kill(database);

            Eventually.holds(
                    "not ready", SOON, () -> client.get("/health/ready").statusCode() == 503);
            Eventually.holds(
                    "ready again", SOON, () -> client.get("/health/ready").statusCode() == 200);
            assertThat(client.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(databasePid(data)).isNotEqualTo(database);
            assertThat(count(data, "select n from kept where n = 42")).isEqualTo(1);
            assertThat(server.errors()).contains("database ended by itself pid=" + database);
        }
    }

    @Test
    void a_server_that_waits_for_its_database_says_so_and_when_to_come_back() throws Exception {
        Path data = TestFolders.create("waiting");
        try (var server = ServerProcess.serve(data)) {
            var client = TestClient.guest(server.awaitReady());
            Path programs = onlyFolderIn(TestFolders.programs());
            Path postgres = programs.resolve("bin/postgres");
            Path aside = programs.resolve("bin/postgres.aside");
            Files.move(postgres, aside);
            try {
                kill(databasePid(data));
                Eventually.holds(
                        "not ready", SOON, () -> client.get("/health/ready").statusCode() == 503);

                var answer = client.get("/health/ready");

                assertThat(answer.body())
                        .contains("\"status\":\"not ready\"")
                        .contains("\"database\":\"the embedded PostgreSQL is restarting\"");
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
            } finally {
                Files.move(aside, postgres);
            }
            Eventually.holds(
                    "ready again", SOON, () -> client.get("/health/ready").statusCode() == 200);
        }
    }

    @Test
    void server_and_database_killed_together_lose_nothing() throws Exception {
        Path data = TestFolders.create("both");
        try (var server = ServerProcess.serve(data)) {
            server.awaitReady();
            change(data, "create table kept (n int)", "insert into kept values (42)");
            kill(databasePid(data));
            server.kill();
        }
        try (var again = ServerProcess.serve(data)) {
            again.awaitReady();
            assertThat(count(data, "select n from kept where n = 42")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void a_first_start_killed_at_any_moment_is_completed_by_the_next(long seed) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Path data = TestFolders.create("half-" + seed);
        for (int i = 0; i < 3; i++) {
            try (var server = ServerProcess.serve(data)) {
                assertThat(server.isAliveAfter(Duration.ofMillis(random.nextLong(200, 3_000))))
                        .as(server.errors())
                        .isTrue();
            }
        }
        try (var last = ServerProcess.serve(data)) {
            var client = TestClient.guest(last.awaitReady());
            assertThat(client.get("/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_port_in_use_is_named() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var server =
                        ServerProcess.serve(
                                TestFolders.create("port"), "--port=" + taken.getLocalPort())) {
            assertThat(server.awaitExit()).isEqualTo(1);
            assertThat(server.errors())
                    .contains(
                            "africai: port %s on 127.0.0.1 is in use by another program"
                                    .formatted(taken.getLocalPort()));
        }
    }

    @Test
    void an_unknown_option_is_refused_with_the_nearest_one() {
        try (var server = ServerProcess.serve(TestFolders.create("option"), "--prot=3")) {
            assertThat(server.awaitExit()).isEqualTo(2);
            assertThat(server.errors()).contains("unknown '--prot'; did you mean '--port'?");
        }
    }

    @Test
    void an_unknown_setting_is_refused_before_anything_is_made() {
        Path data = TestFolders.create("setting");
        try (var server =
                ServerProcess.run(
                        Map.of("AFRICAI_DATABASE_POOL", "3"),
                        List.of("serve", "--data", data.toString()))) {
            assertThat(server.awaitExit()).isEqualTo(1);
            assertThat(server.errors())
                    .contains("unknown setting 'database-pool' in the environment");
            assertThat(data).isEmptyDirectory();
        }
    }

    @Test
    void the_settings_file_in_the_data_folder_is_read() throws IOException {
        Path data = TestFolders.create("file");
        Files.writeString(data.resolve("africai.properties"), "database-pool-size=7x\n");
        try (var server = ServerProcess.serve(data)) {
            assertThat(server.awaitExit()).isEqualTo(1);
            assertThat(server.errors())
                    .isEqualTo("africai: setting database-pool-size: '7x' is not a whole number\n");
        }
    }

    @Test
    void serve_without_a_folder_is_refused() {
        try (var server = ServerProcess.run(Map.of(), List.of("serve"))) {
            assertThat(server.awaitExit()).isEqualTo(1);
            assertThat(server.errors()).contains("serve needs a folder for its data: --data DIR");
        }
    }

    @Test
    void a_demo_leaves_nothing_behind() throws IOException {
        Path temporary = TestFolders.create("temporary");
        try (var demo =
                ServerProcess.run(
                        Map.of("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary),
                        List.of("demo", "--port", "0"))) {
            demo.awaitReady();
            assertThat(demo.nextLine()).startsWith("log in as admin with the password ");

            demo.terminate();

            assertThat(demo.awaitExit()).isZero();
        }
        try (var left = Files.list(temporary)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("africai-")))
                    .isEmpty();
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    private static boolean accepts(URI address) {
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static Path onlyFolderIn(Path folder) throws IOException {
        try (var folders = Files.list(folder)) {
            return folders.filter(path -> !path.getFileName().toString().startsWith("."))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static long databasePid(Path data) throws IOException {
        return Long.parseLong(pidFile(data).getFirst());
    }

    private static List<String> pidFile(Path data) throws IOException {
        return Files.readAllLines(data.resolve("postgres/data/postmaster.pid"));
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).isPresent();
    }

    private static void kill(long pid) {
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }

    private static void change(Path data, String... statements) throws Exception {
        try (var connection = connect(data);
                var statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    private static int count(Path data, String query) throws Exception {
        int rows = 0;
        try (var connection = connect(data);
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            while (result.next()) {
                rows++;
            }
        }
        return rows;
    }

    private static Connection connect(Path data) throws IOException, SQLException {
        String port = pidFile(data).get(3);
        String password = Files.readString(data.resolve("postgres/data/africai-password")).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/africai", "africai", password);
    }
}
