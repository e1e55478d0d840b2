package org.africai.server.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// What holds for every route there is, also for those that are yet to be written: the routes are
/// asked of the server itself.
class EveryRouteTest {
    @RegisterExtension static final TestServer server = TestServer.with(Map.of());

    private static final List<String> HEADERS =
            List.of(
                    "Content-Security-Policy",
                    "X-Content-Type-Options",
                    "Referrer-Policy",
                    "Cross-Origin-Opener-Policy");

    /// Where a guest gets in on a closed site: pages, health, and the way in.
    private static final Set<String> OPEN = Set.of("/data/services/auth", "/REST/services/auth");

    private record Route(String method, String path) {
        boolean isForPrograms() {
            return List.of("/data", "/REST", "/xapi", "/api", "/dicomweb").stream()
                    .anyMatch(path::startsWith);
        }
    }

    @Test
    void there_are_routes_to_ask() {
        assertThat(routes())
                .contains(
                        new Route("GET", "/"),
                        new Route("DELETE", "/data/JSESSION"),
                        new Route("PUT", "/xapi/users/x"),
                        new Route("GET", "/data/projects/x"));
    }

    @Test
    void wrong_proof_is_401_in_plain_text() {
        var wrong = server.as("nobody", "wrong");
        for (Route route : routes()) {
            var answer = send(wrong, route, "");

            assertThat(answer.statusCode()).as("%s", route).isEqualTo(401);
            assertThat(answer.body()).as("%s", route).isIn("", "Login or password is wrong.\n");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).as("%s", route).isPresent();
        }
    }

    @Test
    void a_login_that_ended_is_401_for_programs_but_leads_out() {
        for (Route route : routes()) {
            if (route.isForPrograms() && !leadsInOrOut(route)) {
                var answer = send(server.guest(), route, "A".repeat(64));

                assertThat(answer.statusCode()).as("%s", route).isEqualTo(401);
            }
        }
        assertThat(
                        send(server.guest(), new Route("DELETE", "/data/JSESSION"), "A".repeat(64))
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void every_answer_makes_browsers_careful_and_none_is_a_failure() {
        for (Route route : routes()) {
            for (TestClient client : List.of(server.guest(), server.as("nobody", "wrong"))) {
                var answer = send(client, route, "");

                assertThat(answer.statusCode()).as("%s", route).isLessThan(500);
                for (String header : HEADERS) {
                    assertThat(answer.headers().allValues(header))
                            .as("%s %s", route, header)
                            .hasSize(1);
                }
                if (route.isForPrograms()) {
                    assertThat(answer.headers().firstValue("Cache-Control"))
                            .as("%s", route)
                            .hasValue("private, no-store");
                }
            }
        }
    }

    @Test
    void a_closed_site_answers_guests_nothing_but_pages() {
        set("{\"requireLogin\": true}");
        try {
            for (Route route : routes()) {
                if (route.isForPrograms() && !leadsInOrOut(route)) {
                    var answer = send(server.guest(), route, "");

                    assertThat(answer.statusCode()).as("%s", route).isEqualTo(401);
                    assertThat(answer.body()).as("%s", route).doesNotContain("xnat", "XNAT");
                }
            }
            assertThat(server.guest().get("/").statusCode()).isEqualTo(200);
            assertThat(server.admin().get("/data/auth").statusCode()).isEqualTo(200);
        } finally {
            set("{\"requireLogin\": false}");
        }
        assertThat(server.guest().get("/xapi/siteConfig/siteId").body()).isEqualTo("XNAT");
    }

    private static boolean leadsInOrOut(Route route) {
        return OPEN.contains(route.path())
                || (route.method().equals("DELETE") && route.path().endsWith("/JSESSION"));
    }

    private static void set(String properties) {
        var answer = server.admin().post("/xapi/siteConfig", "application/json", properties);
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> send(TestClient client, Route route, String login) {
        var request = client.request(route.path()).method(route.method(), BodyPublishers.noBody());
        if (!login.isEmpty()) {
            request.header("Cookie", "JSESSIONID=" + login);
        }
        return client.send(request);
    }

    private static Set<Route> routes() {
        Set<Route> routes = new LinkedHashSet<>();
        server.get(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping ->
                        paths(mapping)
                                .forEach(path ->
                                        methods(mapping)
                                                .forEach(method ->
                                                        routes.add(new Route(method, path)))));
        for (String method : List.of("GET", "PUT", "POST", "DELETE")) {
            routes.add(new Route(method, "/data/projects/x"));
            routes.add(new Route(method, "/data/projects/x/resources/R/files/f"));
            routes.add(new Route(method, "/nowhere"));
        }
        return routes;
    }

    private static Set<String> paths(RequestMappingInfo mapping) {
        Set<String> paths = new TreeSet<>();
        for (String pattern : mapping.getPatternValues()) {
            paths.add(pattern.replaceAll("\\{[^}]+}", "x").replace("/**", "/x"));
        }
        return paths;
    }

    private static Set<String> methods(RequestMappingInfo mapping) {
        Set<String> methods = new TreeSet<>();
        for (RequestMethod method : mapping.getMethodsCondition().getMethods()) {
            methods.add(method.name());
        }
        return methods.isEmpty() ? Set.of("GET", "PUT", "POST", "DELETE") : methods;
    }
}
