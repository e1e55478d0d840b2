package org.africai.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A database that is away is nobody's mistake: requests may be made again later.
class DatabaseDownTest {
    @RegisterExtension static final TestServer server = TestServer.with(Map.of());

    /// In the pool. Each that broke may be found out by a request of its own.
    private static final int CONNECTIONS = 16;

    @Test
    void requests_are_told_to_come_back_while_the_database_is_away() {
        TestClient admin = server.admin();
        assertThat(admin.get("/data/projects").statusCode()).isEqualTo(200);

        server.withoutDatabase(() -> {
            for (TestClient client : List.of(admin, server.guest())) {
                var answer = client.get("/data/projects");

                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
                assertThat(answer.body()).startsWith("The database cannot be reached");
            }
            assertThat(server.guest().get("/health/live").statusCode()).isEqualTo(200);
        });

        assertThat(IntStream.range(0, CONNECTIONS + 1))
                .anyMatch(_ -> admin.get("/data/projects").statusCode() == 200);
    }
}
