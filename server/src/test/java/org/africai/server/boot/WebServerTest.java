package org.africai.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the web server does before any route is asked: sent byte by byte, as a client library would
/// not.
class WebServerTest {
    private static final String END = "Host: x\r\nConnection: close\r\n\r\n";
    private static final Duration READ_TIMEOUT = Duration.ofMillis(500);

    @RegisterExtension
    static final TestServer server =
            TestServer.with(
                    Map.of(
                            "read-timeout", READ_TIMEOUT.toMillis() + "ms",
                            "head-timeout", "2s",
                            "max-requests-per-address", "4",
                            "max-head", "8KiB"));

    @Test
    void a_request_is_answered() throws IOException {
        assertThat(send("GET /health/live HTTP/1.1\r\n" + END)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health/live",
                "/nowhere",
                "/data/nowhere",
                "/data/projects/secret",
                "/health/live/%00",
                "/..%2f..%2fetc/passwd",
            })
    void every_answer_makes_browsers_careful(String path) throws IOException {
        String answer = send("GET " + path + " HTTP/1.1\r\n" + END);

        SecurityHeaders.ALWAYS.forEach((name, value) ->
                assertThat(answer).contains("\r\n" + name + ": " + value + "\r\n"));
        assertThat(answer).doesNotContain("Tomcat", "Apache", "org.africai", "\tat ");
    }

    @Test
    void an_error_of_the_server_itself_is_a_line_of_plain_text() throws IOException {
        String answer = send("GET /nowhere HTTP/1.1\r\n" + END);

        assertThat(answer)
                .startsWith("HTTP/1.1 404")
                .contains("Content-Type: text/plain;charset=utf-8")
                .endsWith("\r\n\r\nNot Found\n");
    }

    @Test
    void a_head_over_the_limit_is_refused() throws IOException {
        String fits = "X-Long: " + "a".repeat(7 * 1024) + "\r\n";
        String isTooLong = "X-Long: " + "a".repeat(8 * 1024) + "\r\n";

        assertThat(send("GET /health/live HTTP/1.1\r\n" + fits + END)).startsWith("HTTP/1.1 200");
        assertThat(send("GET /health/live HTTP/1.1\r\n" + isTooLong + END))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void too_many_headers_are_refused() throws IOException {
        assertThat(send("GET /health/live HTTP/1.1\r\n" + "A: b\r\n".repeat(98) + END))
                .startsWith("HTTP/1.1 200");
        assertThat(send("GET /health/live HTTP/1.1\r\n" + "A: b\r\n".repeat(101) + END))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void a_request_hidden_behind_two_lengths_is_not_run() throws IOException {
        String hidden = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";
        String answer =
                send(
                        "POST /nowhere HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: "
                                + (5 + hidden.length())
                                + "\r\n\r\n0\r\n\r\n"
                                + hidden);

        assertThat(answer.split("HTTP/1.1 ", -1)).hasSize(2);
        assertThat(answer).doesNotContain("\"live\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health/live HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
                "GET /health/live HTTP/1.1\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nHost: x\r\n folded: y\r\n\r\n",
                "GET /health\\live HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /health/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "G@T /health/live HTTP/1.1\r\nHost: x\r\n\r\n",
                "nonsense\r\n\r\n",
            })
    void a_malformed_request_is_refused(String request) throws IOException {
        assertThat(send(request)).startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health/live?a[@b=c:d]/e=f",
                "/health/live?x={y}|^z",
                "/health/live?q=%5B%40%3D%2F%5D",
            })
    void parameters_that_look_like_paths_are_let_through(String path) throws IOException {
        assertThat(send("GET " + path + " HTTP/1.1\r\n" + END)).startsWith("HTTP/1.1 200");
    }

    @Test
    void answers_are_never_packed() throws IOException {
        String answer = send("GET /health/ready HTTP/1.1\r\nAccept-Encoding: gzip, br\r\n" + END);

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .doesNotContainIgnoringCase("content-encoding");
    }

    @Test
    void methods_that_show_the_request_are_refused() throws IOException {
        assertThat(send("TRACE /health/live HTTP/1.1\r\n" + END)).startsWith("HTTP/1.1 405");
    }

    @Test
    void no_container_session_is_made_or_believed() throws IOException {
        String answer =
                send(
                        "GET /health/live;jsessionid=ABC HTTP/1.1\r\nCookie: JSESSIONID=ABC\r\n"
                                + END);

        assertThat(answer).doesNotContainIgnoringCase("set-cookie");
    }

    @Test
    @Timeout(60)
    void a_client_that_falls_silent_in_its_request_is_let_go() throws IOException {
        try (var socket = connect()) {
            RawHttp.write(socket, "GET /health/live HTTP/1.1\r\nHost: x\r\nX-Slow: ");
            long begun = System.nanoTime();

            String answer = RawHttp.readAll(socket);

            assertThat(answer)
                    .satisfiesAnyOf(
                            text -> assertThat(text).isEmpty(),
                            text -> assertThat(text).startsWith("HTTP/1.1 4"));
            assertThat(Duration.ofNanos(System.nanoTime() - begun))
                    .isGreaterThan(READ_TIMEOUT.dividedBy(2));
        }
    }

    @Test
    void a_client_that_sends_its_head_byte_by_byte_is_let_go() throws IOException {
        try (var socket = connect()) {
            RawHttp.write(socket, "GET /health/live HTTP/1.1\r\nHost: x\r\nX-Slow: ");

            Eventually.holds("let go", Duration.ofSeconds(20), () -> !accepts(socket, (byte) 'a'));
        }
        assertThat(send("GET /health/live HTTP/1.1\r\n" + END)).startsWith("HTTP/1.1 200");
    }

    private static boolean accepts(Socket socket, byte one) {
        try {
            socket.getOutputStream().write(one);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String send(String request) throws IOException {
        return raw().send(request);
    }

    private static Socket connect() throws IOException {
        return raw().connect();
    }

    private static RawHttp raw() {
        return new RawHttp(server.address());
    }
}
