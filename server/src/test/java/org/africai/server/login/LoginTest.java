package org.africai.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Logging in and out, as XNAT's clients do.
class LoginTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String RIGHT = "username=admin&password=correct+horse+battery+staple";

    @Test
    void a_right_password_opens_a_login_whose_id_is_the_whole_answer() {
        var answer = server.guest().put("/data/services/auth", FORM, RIGHT);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).matches("[0-9A-F]{64}");
        assertThat(cookies(answer))
                .anyMatch(c ->
                        c.equals(
                                "JSESSIONID=%s; Path=/; HttpOnly; SameSite=Lax"
                                        .formatted(answer.body())))
                .anyMatch(c -> c.matches("SESSION_EXPIRATION_TIME=\"\\d{13},900000\"; Path=/.*"));
        assertThat(withCookie(answer.body(), "/data/auth").body())
                .isEqualTo("User 'admin' is logged in");
    }

    @Test
    void a_wrong_password_is_refused_with_a_heading_for_people() {
        var answer = server.guest().put("/data/services/auth", FORM, "username=a1&password=wrong");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(answer.body()).contains("<h3>Login or password is wrong.</h3>");
        assertThat(cookies(answer)).isEmpty();
    }

    @Test
    void basic_authentication_is_good_for_one_request_and_leaves_no_cookie() {
        var answer = server.admin().get("/xapi/nothing");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(cookies(answer)).isEmpty();
    }

    @Test
    void wrong_basic_authentication_is_401_everywhere_and_never_a_page() {
        for (String path : List.of("/", "/data/projects", "/xapi/nothing", "/health/live")) {
            var answer = server.as("nobody-" + path.length(), "wrong").get(path);

            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.body()).as(path).isEqualTo("Login or password is wrong.\n");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).as(path).isPresent();
        }
    }

    @Test
    void a_login_that_was_ended_is_dead() {
        String id = server.guest().put("/data/services/auth", FORM, RIGHT).body();

        var out =
                server.guest()
                        .send(
                                server.guest()
                                        .request("/data/JSESSION")
                                        .header("Cookie", "JSESSIONID=" + id)
                                        .DELETE());

        assertThat(out.statusCode()).isEqualTo(200);
        assertThat(withCookie(id, "/data/JSESSION").statusCode()).isEqualTo(401);
    }

    @Test
    void a_login_gets_a_new_id_and_the_one_brought_along_ends() {
        String before = server.guest().get("/data/JSESSION").body();

        var answer =
                server.guest()
                        .send(
                                server.guest()
                                        .request("/data/services/auth")
                                        .header("Cookie", "JSESSIONID=" + before)
                                        .header("Content-Type", FORM)
                                        .PUT(BodyPublishers.ofString(RIGHT)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isNotEqualTo(before);
        assertThat(withCookie(before, "/data/JSESSION").statusCode()).isEqualTo(401);
    }

    @Test
    void a_client_that_sends_basic_and_cookie_keeps_its_login() {
        String first = server.admin().get("/data/JSESSION").body();

        String second =
                server.admin()
                        .send(
                                server.admin()
                                        .request("/data/JSESSION")
                                        .header("Cookie", "JSESSIONID=" + first)
                                        .GET())
                        .body();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void a_guest_gets_a_session_but_is_not_logged_in() {
        var session = server.guest().get("/data/JSESSION");

        assertThat(session.statusCode()).isEqualTo(200);
        assertThat(session.body()).matches("[0-9A-F]{64}");
        assertThat(withCookie(session.body(), "/data/auth").statusCode()).isEqualTo(401);
    }

    private static HttpResponse<String> withCookie(String id, String path) {
        return server.guest()
                .send(server.guest().request(path).header("Cookie", "JSESSIONID=" + id).GET());
    }

    private static List<String> cookies(HttpResponse<?> answer) {
        return answer.headers().allValues("Set-Cookie");
    }
}
