package org.africai.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HealthRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    @Test
    void a_server_that_runs_is_live() {
        var answer = server.guest().get("/health/live");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"live\",\"checks\":{}}");
    }

    @Test
    void a_server_that_can_work_is_ready_and_says_what_it_checked() {
        var answer = server.guest().get("/health/ready");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"status\":\"ready\"")
                .contains("\"database\":\"ok\"", "\"schema\":\"ok\"", "\"storage\":\"ok\"");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }
}
