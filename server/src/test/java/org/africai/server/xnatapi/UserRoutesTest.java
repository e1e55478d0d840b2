package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class UserRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.with(Map.of());

    private static final String JSON = "application/json";
    private static final JsonMapper READER = new JsonMapper();

    @Test
    void an_administrator_makes_a_user_who_can_log_in() {
        String login = People.fresh("Made");

        var made =
                create(
                        """
                        {"username": "%s", "password": "wonderland tea party",
                         "firstName": "Alice", "lastName": "Liddell", "email": "a@example.org",
                         "admin": true, "id": 1}\
                        """
                                .formatted(login));

        assertThat(made.statusCode()).isEqualTo(201);
        JsonNode user = READER.readTree(made.body());
        assertThat(user.get("username").stringValue()).isEqualTo(login);
        assertThat(user.get("firstName").stringValue()).isEqualTo("Alice");
        assertThat(user.get("enabled").booleanValue()).isTrue();
        TestClient self = server.as(login, "wonderland tea party");
        assertThat(self.get("/data/auth").body()).isEqualTo("User '" + login + "' is logged in");
        assertThat(self.get("/xapi/users/" + login + "/roles").body()).isEqualTo("[]");
    }

    @ParameterizedTest(name = "{1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"username\": \"short\", \"password\": \"elevenchars\"} | 12 characters | 400",
                "{\"username\": \"easy\", \"password\": \"password1234\"} | everybody     | 400",
                "{\"username\": \"a b\", \"password\": \"wonderland tea\"}| login name    | 400",
                "{\"password\": \"wonderland tea party\"}                 | no username   | 400",
                "{\"username\": \"ADMIN\"}                                | already       | 409",
                "{\"username\": 7, \"username\": 8}                       | JSON          | 400",
                "[]                                                       | JSON          | 400",
                "{                                                        | JSON          | 400",
                "{\"username\":\"n\",\"email\":\"a\\u0000b\"}             | control       | 400"
            })
    void a_user_that_cannot_be_is_refused(String body, String why, int status) {
        var answer = create(body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(why);
    }

    @Test
    void only_administrators_make_and_change_users() {
        String login = People.fresh("user");
        TestClient user = People.user(server, login);
        String other = People.fresh("user");
        People.user(server, other);

        assertThat(user.post("/xapi/users", JSON, "{\"username\": \"x\"}").statusCode())
                .isEqualTo(403);
        assertThat(server.guest().post("/xapi/users", JSON, "{\"username\": \"x\"}").statusCode())
                .isEqualTo(401);
        assertThat(user.put("/xapi/users/" + other, JSON, "{\"email\": \"x\"}").statusCode())
                .isEqualTo(403);
        assertThat(user.put("/xapi/users/" + other + "/enabled/false").statusCode()).isEqualTo(403);
        assertThat(user.put("/xapi/users/" + login + "/roles/Administrator").statusCode())
                .isEqualTo(403);
        assertThat(user.put("/xapi/users/" + login, JSON, "{\"enabled\": true}").statusCode())
                .isEqualTo(403);
    }

    @Test
    void users_change_their_own_names_but_not_their_login() {
        String login = People.fresh("user");
        TestClient user = People.user(server, login);

        var changed = user.put("/xapi/users/" + login, JSON, "{\"firstName\": \"Éva\"}");
        var renamed = user.put("/xapi/users/" + login, JSON, "{\"username\": \"other\"}");

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(user.get("/xapi/users/current").body()).contains("\"firstName\":\"Éva\"");
        assertThat(renamed.statusCode()).isEqualTo(400);
    }

    @Test
    void a_new_password_ends_every_login_and_token_of_the_user() {
        String login = People.fresh("user");
        TestClient user = People.user(server, login);
        String id = user.get("/data/JSESSION").body();
        JsonNode token = READER.readTree(user.get("/data/services/tokens/issue").body());

        var changed =
                user.put("/xapi/users/" + login, JSON, "{\"password\": \"another tea party\"}");

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(withCookie(id).statusCode()).isEqualTo(401);
        assertThat(
                        server.as(
                                        token.get("alias").stringValue(),
                                        token.get("secret").stringValue())
                                .get("/data/auth")
                                .statusCode())
                .isEqualTo(401);
        assertThat(user.get("/data/auth").statusCode()).isEqualTo(401);
        assertThat(server.as(login, "another tea party").get("/data/auth").statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_disabled_user_is_out_at_once_whichever_way_they_came_in() {
        String login = People.fresh("user");
        TestClient user = People.user(server, login);
        String id = user.get("/data/JSESSION").body();
        JsonNode token = READER.readTree(user.get("/data/services/tokens/issue").body());
        TestClient byToken =
                server.as(token.get("alias").stringValue(), token.get("secret").stringValue());
        assertThat(byToken.get("/data/auth").statusCode()).isEqualTo(200);

        var disabled = server.admin().put("/xapi/users/" + login + "/enabled/false");

        assertThat(disabled.statusCode()).isEqualTo(200);
        assertThat(server.admin().get("/xapi/users/" + login + "/enabled").body())
                .isEqualTo("false");
        assertThat(user.get("/data/auth").statusCode()).isEqualTo(401);
        assertThat(byToken.get("/data/auth").statusCode()).isEqualTo(401);
        assertThat(withCookie(id).statusCode()).isEqualTo(401);
        server.admin().put("/xapi/users/" + login + "/enabled/true");
        assertThat(user.get("/data/auth").statusCode()).isEqualTo(200);
        assertThat(withCookie(id).statusCode()).isEqualTo(401);
    }

    @Test
    void the_last_administrator_stays() {
        for (String path : new String[] {"enabled/false", "verified/false"}) {
            assertThat(server.admin().put("/xapi/users/admin/" + path).statusCode()).isEqualTo(409);
        }
        assertThat(server.admin().delete("/xapi/users/admin/roles/Administrator").statusCode())
                .isEqualTo(409);
        assertThat(server.admin().get("/data/auth").statusCode()).isEqualTo(200);
    }

    @Test
    void an_administrator_can_make_another_and_unmake_them() {
        String login = People.fresh("user");
        TestClient user = People.user(server, login);

        var given =
                server.admin().put("/xapi/users/" + login + "/roles", JSON, "[\"Administrator\"]");
        assertThat(given.body()).isEqualTo("[\"Administrator\"]");
        assertThat(user.get("/xapi/users/active").statusCode()).isEqualTo(200);

        server.admin().delete("/xapi/users/" + login + "/roles/Administrator");
        assertThat(user.get("/xapi/users/active").statusCode()).isEqualTo(403);
        assertThat(server.admin().put("/xapi/users/" + login + "/roles/King").statusCode())
                .isEqualTo(404);
    }

    @Test
    void an_administrator_ends_the_logins_of_a_user() {
        String login = People.fresh("user");
        TestClient user = People.user(server, login);
        String one = user.get("/data/JSESSION").body();
        String two = user.get("/data/JSESSION").body();
        String left = user.get("/data/JSESSION").body();
        server.guest()
                .send(
                        server.guest()
                                .request("/data/JSESSION")
                                .header("Cookie", "JSESSIONID=" + left)
                                .DELETE());

        var ended = server.admin().delete("/xapi/users/active/" + login);

        assertThat(READER.readTree(ended.body()).values())
                .extracting(JsonNode::stringValue)
                .containsExactlyInAnyOrder(one, two);
        assertThat(withCookie(one).statusCode()).isEqualTo(401);
        assertThat(withCookie(two).statusCode()).isEqualTo(401);
        assertThat(server.admin().delete("/xapi/users/active/" + login).body()).isEqualTo("[]");
        assertThat(user.delete("/xapi/users/active/admin").statusCode()).isEqualTo(403);
    }

    @Test
    void users_see_each_other_unless_the_site_says_no() {
        String login = People.fresh("user");
        TestClient user = People.user(server, login);

        assertThat(user.get("/data/users").body()).contains("\"login\":\"admin\"");
        assertThat(user.get("/xapi/users").body()).contains("\"admin\"");
        assertThat(user.get("/xapi/users/profile/admin").statusCode()).isEqualTo(200);
        set("{\"restrictUserListAccessToAdmins\": true}");
        try {
            var refused = user.get("/data/users");
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body())
                    .startsWith("{\"ResultSet\":{\"Result\":[],\"totalRecords\":\"0\"");
            assertThat(user.get("/xapi/users").statusCode()).isEqualTo(403);
            assertThat(user.get("/xapi/users/profile/admin").statusCode()).isEqualTo(403);
            assertThat(user.get("/xapi/users/" + login).statusCode()).isEqualTo(200);
            assertThat(server.admin().get("/data/users").body()).contains(login);
        } finally {
            set("{\"restrictUserListAccessToAdmins\": false}");
        }
    }

    @Test
    void guests_see_no_users() {
        var list = server.guest().get("/data/users");

        assertThat(list.statusCode()).isEqualTo(403);
        assertThat(list.body()).contains("\"Result\":[]").doesNotContain("admin");
        assertThat(server.guest().get("/xapi/users").statusCode()).isEqualTo(401);
        assertThat(server.guest().get("/xapi/users/admin").statusCode()).isEqualTo(401);
        assertThat(server.guest().get("/xapi/users/username").body()).isEqualTo("guest");
    }

    @Test
    void a_users_document_never_has_a_password() {
        String login = People.fresh("user");
        TestClient user = People.user(server, login);

        String xml = user.get("/data/user/" + login + "?format=xml").body();
        String json = user.get("/data/user/" + login).body();

        var page =
                user.get(
                        "/app/action/XDATActionRouter/xdataction/xml/search_element/xdat:user"
                                + "/search_field/xdat:user.login/search_value/"
                                + login
                                + "/popup/true");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).isEqualTo(xml);
        assertThat(xml).contains("<xdat:login>" + login + "</xdat:login>");
        assertThat(json).contains("\"login\":\"" + login + "\"");
        assertThat(xml + json).doesNotContain("password", "pbkdf2");
    }

    @Test
    void groups_are_those_of_the_projects_a_user_has_a_role_in() {
        String login = People.fresh("user");
        TestClient user = People.user(server, login);
        String project = People.fresh("GROUPS");
        user.put("/data/projects/" + project);

        assertThat(user.get("/xapi/users/" + login + "/groups").body())
                .isEqualTo("[\"" + project + "_owner\"]");
        assertThat(People.user(server).get("/xapi/users/" + login + "/groups").statusCode())
                .isEqualTo(403);
    }

    @Test
    void who_is_not_there_is_404() {
        assertThat(server.admin().get("/xapi/users/none").statusCode()).isEqualTo(404);
        assertThat(server.admin().put("/xapi/users/none/enabled/true").statusCode()).isEqualTo(404);
        assertThat(server.admin().put("/xapi/users/admin/enabled/maybe").statusCode())
                .isEqualTo(400);
    }

    private static HttpResponse<String> create(String body) {
        return server.admin().post("/xapi/users", JSON, body);
    }

    private static void set(String properties) {
        assertThat(server.admin().post("/xapi/siteConfig", JSON, properties).statusCode())
                .isEqualTo(200);
    }

    private static HttpResponse<String> withCookie(String id) {
        return server.guest()
                .send(
                        server.guest()
                                .request("/data/auth")
                                .header("Cookie", "JSESSIONID=" + id)
                                .GET());
    }
}
