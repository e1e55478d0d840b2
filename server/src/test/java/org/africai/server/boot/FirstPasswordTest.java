package org.africai.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.africai.server.db.TestFolders;
import org.junit.jupiter.api.Test;

/// The password that a server makes for its first administrator.
class FirstPasswordTest {
    private static final String READY = "AFRICAI ready at ";
    private static final String TOLD = "Log in as 'admin' with the password ";

    @Test
    void is_told_once_works_and_is_neither_told_again_nor_logged_nor_kept() throws IOException {
        Path data = TestFolders.create("first");
        List<String> first = new ArrayList<>();
        String password;
        try (var server = ServerProcess.serve(data)) {
            URI address = awaitReady(server, first);
            password =
                    first.stream()
                            .filter(line -> line.startsWith(TOLD))
                            .map(line -> line.substring(TOLD.length()))
                            .findFirst()
                            .orElseThrow();
            assertThat(first.stream().filter(line -> line.contains(password))).hasSize(1);
            assertThat(TestClient.login(address, "admin", password).get("/data/auth").statusCode())
                    .isEqualTo(200);
            server.terminate();
            assertThat(server.awaitExit()).isZero();
            assertThat(server.errors()).doesNotContain(password);
        }

        List<String> second = new ArrayList<>();
        try (var server = ServerProcess.serve(data)) {
            URI address = awaitReady(server, second);
            assertThat(TestClient.login(address, "admin", password).get("/data/auth").statusCode())
                    .isEqualTo(200);
            server.terminate();
            assertThat(server.awaitExit()).isZero();
            assertThat(server.errors()).doesNotContain(password);
        }
        assertThat(second).noneMatch(line -> line.contains("password"));
        assertThat(filesWith(data, password)).isEmpty();
    }

    @Test
    void a_demo_on_a_kept_folder_says_that_its_first_password_holds() {
        Path data = TestFolders.create("demo");
        var arguments = List.of("demo", "--data", data.toString());
        List<String> said = new ArrayList<>();
        String password;
        try (var demo = ServerProcess.run(Map.of("AFRICAI_PORT", "0"), arguments)) {
            awaitReady(demo, said);
            String line = demo.nextLine();
            assertThat(line).startsWith("log in as admin with the password ");
            password = line.substring("log in as admin with the password ".length());
            demo.terminate();
            demo.awaitExit();
        }

        try (var demo = ServerProcess.run(Map.of("AFRICAI_PORT", "0"), arguments)) {
            URI address = awaitReady(demo, said);
            assertThat(demo.nextLine())
                    .startsWith("log in as admin with the password that this folder has had");
            assertThat(TestClient.login(address, "admin", password).get("/data/auth").statusCode())
                    .isEqualTo(200);
            demo.terminate();
            demo.awaitExit();
        }
    }

    private static URI awaitReady(ServerProcess server, List<String> said) {
        for (String line = server.nextLine(); !line.isEmpty(); line = server.nextLine()) {
            said.add(line);
            if (line.startsWith(READY)) {
                return URI.create(line.substring(READY.length()));
            }
        }
        throw new AssertionError("the server ended: " + server.errors());
    }

    private static List<Path> filesWith(Path folder, String text) throws IOException {
        List<Path> found = new ArrayList<>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (content.contains(text)) {
                    found.add(file);
                }
            }
        }
        return found;
    }
}
