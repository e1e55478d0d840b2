package org.africai.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses sent byte by byte, by an administrator: no right makes a crooked address straight.
class PathFirewallTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/data/../xapi/users",
                "/data/./projects",
                "/data/%2e%2e/xapi/users",
                "/data/%2E%2E/xapi/users",
                "/data/.%2e/xapi/users",
                "/data/%252e%252e/xapi/users",
                "/data//projects",
                "//data/projects",
                "/data/%2Fprojects",
                "/data/projects%2FP1",
                "/data/projects%252FP1",
                "/data/projects;a=b",
                "/data/projects;jsessionid=ABC",
                "/data/projects%3Ba=b",
                "/data\\projects",
                "/data%5Cprojects",
                "/data/projects/%00",
                "/data/projects/P%0A1",
                "/data/projects/P%0D1",
                "/data/projects/P%E2%80%A81",
                "/data/projects/%C0%AE%C0%AE",
                "/data/projects/P%",
                "/data/projects/P%4",
                "/data/projects/P%GG",
                "/data/projects/a%2Fb/resources/R/files/x",
                "/data/projects/a%25b/resources/R/files/x",
                "/data/projects/P/resources/R/files/../../x",
                "/data/projects/P/resources/R/files//x",
                "/data/projects/P/resources/R/files/a%2F%2Fb",
                "/data/projects/P/resources/R/files/a%5Cb",
                "/data/projects/P/resources/R/files/a%00b",
                "/data/projects/P/resources/R/files/a%0Ab",
                "/pages/../data/projects",
                "/pages/%2e%2e/data/projects",
                "/xapi/users/..%2f..%2fdata",
                "/xapi/siteConfig/siteId%00"
            })
    void an_address_that_could_be_read_in_two_ways_is_refused(String path) throws IOException {
        String answer = send("GET", path);

        assertThat(answer).startsWith("HTTP/1.1 400").contains("text/plain");
        assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("<html", "exception", "tomcat");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "/data/auth,                                        200",
        "/dat%61/auth,                                      200",
        "/data/projects/NONE/resources/R/files/a%2Fb.txt,   404",
        "/data/projects/NONE/resources/R/files/a;b,         404",
        "/data/projects/NONE/resources/R/files/100%25.txt,  404",
        "/data/projects/NONE/resources/R/files/a%20b+c.txt, 404",
        "/data/projects/NONE/resources/R/files/%C3%A9.txt,  404",
        "/data/projects/NONE%20X,                           404",
        "/xapi/users/alice%40example.org,                   404"
    })
    void an_address_that_is_only_unusual_is_let_through(String path, int status)
            throws IOException {
        assertThat(send("GET", path)).startsWith("HTTP/1.1 " + status);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"PROPFIND", "FOO", "get"})
    void a_method_that_nobody_needs_is_refused(String method) throws IOException {
        assertThat(send(method, "/data/projects")).startsWith("HTTP/1.1 400");
    }

    private static String send(String method, String path) throws IOException {
        URI address = server.address();
        String basic =
                Base64.getEncoder()
                        .encodeToString(
                                (TestServer.ADMIN + ":" + TestServer.ADMIN_PASSWORD)
                                        .getBytes(StandardCharsets.UTF_8));
        String request =
                method
                        + " "
                        + path
                        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Basic "
                        + basic
                        + "\r\n\r\n";
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
