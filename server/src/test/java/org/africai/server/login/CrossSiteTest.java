package org.africai.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Map;
import org.africai.server.boot.TestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may use the login in a browser's cookie jar: this site's pages and programs, no other page.
class CrossSiteTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String LOGIN = "username=admin&password=correct+horse+battery+staple";

    @RegisterExtension static final TestServer server = TestServer.with(Map.of());

    private static String cookie = "";

    @BeforeAll
    static void logIn() {
        cookie = "JSESSIONID=" + server.admin().get("/data/JSESSION").body();
    }

    @ParameterizedTest(name = "{0} with a cookie, Origin {1}, Sec-Fetch-Site {2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "POST,   -,                       -,           200",
                "POST,   own,                     -,           200",
                "POST,   own,                     same-origin, 200",
                "POST,   -,                       same-origin, 200",
                "POST,   -,                       none,        200",
                "POST,   https://evil.example,    -,           403",
                "POST,   https://evil.example,    cross-site,  403",
                "POST,   https://evil.example,    same-origin, 403",
                "POST,   own,                     cross-site,  403",
                "POST,   own,                     same-site,   403",
                "POST,   -,                       cross-site,  403",
                "POST,   -,                       same-site,   403",
                "POST,   -,                       Cross-Site,  403",
                "POST,   null,                    -,           403",
                "POST,   other-port,              -,           403",
                "POST,   http://127.0.0.1.evil,   -,           403",
                "POST,   '',                      -,           403",
                "POST,   nonsense,                -,           403",
                "PUT,    https://evil.example,    -,           403",
                "PATCH,  https://evil.example,    -,           403",
                "DELETE, https://evil.example,    -,           403",
                "GET,    https://evil.example,    cross-site,  200",
                "HEAD,   https://evil.example,    cross-site,  200"
            })
    void a_login_cookie_serves_no_foreign_page(
            String method, @Nullable String origin, @Nullable String site, int status) {
        var request = server.guest().request("/data/JSESSION").header("Cookie", cookie);
        addHeaders(request, origin, site);

        var answer = server.guest().send(request.method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void a_foreign_page_cannot_log_a_visitor_in_or_out() {
        for (String path : new String[] {"/login", "/data/services/auth", "/logout"}) {
            var request = server.guest().request(path).header("Content-Type", FORM);
            addHeaders(request, "https://evil.example", "cross-site");

            var answer = server.guest().send(request.POST(BodyPublishers.ofString(LOGIN)));

            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(answer.headers().allValues("Set-Cookie")).as(path).isEmpty();
        }
    }

    @Test
    void a_program_with_its_own_name_and_password_may_send_any_origin() {
        var request = server.admin().request("/data/JSESSION");
        addHeaders(request, "https://notebook.example", null);

        assertThat(server.admin().send(request.POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_password_that_the_browser_adds_by_itself_serves_no_foreign_page() {
        for (String mode : new String[] {"navigate", "no-cors"}) {
            var request = server.admin().request("/data/JSESSION").header("Sec-Fetch-Mode", mode);
            addHeaders(request, "https://evil.example", "cross-site");

            assertThat(server.admin().send(request.POST(BodyPublishers.noBody())).statusCode())
                    .as(mode)
                    .isEqualTo(403);
        }
    }

    @Test
    void no_other_origin_is_ever_told_that_it_may_read_an_answer() {
        var request = server.guest().request("/data/JSESSION").header("Cookie", cookie);
        addHeaders(request, "https://evil.example", "cross-site");

        var answer = server.guest().send(request.GET());

        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-"));
    }

    @Test
    void behind_a_proxy_the_site_url_is_an_own_origin_too() {
        var set =
                server.admin()
                        .post(
                                "/xapi/siteConfig",
                                "application/json",
                                "{\"siteUrl\": \"https://images.example.org/\"}");
        assertThat(set.statusCode()).isEqualTo(200);
        var request = server.guest().request("/data/JSESSION").header("Cookie", cookie);
        addHeaders(request, "https://images.example.org", "same-origin");

        assertThat(server.guest().send(request.POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(200);
    }

    private static void addHeaders(
            HttpRequest.Builder request, @Nullable String origin, @Nullable String site) {
        if (origin != null) {
            request.header("Origin", origin(origin));
        }
        if (site != null) {
            request.header("Sec-Fetch-Site", site);
        }
    }

    private static String origin(String word) {
        return switch (word) {
            case "own" -> server.address().toString();
            case "other-port" -> "http://127.0.0.1:1";
            default -> word;
        };
    }
}
