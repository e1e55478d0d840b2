package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.africai.server.db.Sql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TokenRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static final JsonMapper JSON = new JsonMapper();
    private static final long TWO_DAYS_MS = 2L * 24 * 3_600 * 1_000;

    @Test
    void a_token_has_what_clients_read_and_holds_two_days() {
        String login = People.fresh("user");
        JsonNode token = issue(People.user(server, login));

        assertThat(token.get("alias").stringValue())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(token.get("secret").stringValue()).matches("[A-Za-z0-9_-]{43}");
        assertThat(token.get("xdatUserId").stringValue()).isEqualTo(login);
        long life =
                token.get("estimatedExpirationTime").longValue() - token.get("created").longValue();
        assertThat(life).isEqualTo(TWO_DAYS_MS);
    }

    @Test
    void a_token_has_exactly_the_rights_of_its_account() {
        TestClient alice = People.user(server);
        TestClient bob = People.user(server);
        String project = People.fresh("TOKENS");
        assertThat(alice.put("/data/projects/" + project).statusCode()).isEqualTo(200);

        TestClient ofAlice = client(issue(alice));
        TestClient ofBob = client(issue(bob));

        assertThat(ofAlice.get("/data/projects/" + project).statusCode()).isEqualTo(200);
        assertThat(ofBob.get("/data/projects/" + project).statusCode()).isEqualTo(404);
    }

    @Test
    void a_token_opens_a_login_that_ends_with_it() {
        TestClient alice = People.user(server);
        JsonNode token = issue(alice);
        String id = client(token).get("/data/JSESSION").body();
        assertThat(withCookie(id).statusCode()).isEqualTo(200);

        alice.get("/data/services/tokens/invalidate/" + token.get("alias").stringValue());

        assertThat(withCookie(id).statusCode()).isEqualTo(401);
    }

    @Test
    void administrators_issue_tokens_for_others_and_nobody_else_does() {
        String login = People.fresh("user");
        TestClient alice = People.user(server, login);
        String path = "/data/services/tokens/issue/user/" + login;

        var byAdmin = server.admin().get(path);
        var byOther = People.user(server).get(path);
        var byGuest = server.guest().get(path);

        assertThat(byAdmin.statusCode()).isEqualTo(200);
        assertThat(client(JSON.readTree(byAdmin.body())).get("/xapi/users/username").body())
                .isEqualTo(login);
        assertThat(byOther.statusCode()).isEqualTo(403);
        assertThat(byOther.body()).contains("admin");
        assertThat(byGuest.statusCode()).isEqualTo(403);
        assertThat(alice.get(path).statusCode()).isEqualTo(200);
        assertThat(server.admin().get("/data/services/tokens/issue/user/none").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_token_is_validated_by_its_secret() {
        String login = People.fresh("user");
        TestClient alice = People.user(server, login);
        JsonNode token = issue(alice);
        String alias = token.get("alias").stringValue();
        String path = "/data/services/tokens/validate/" + alias + "/";

        assertThat(alice.get(path + token.get("secret").stringValue()).body())
                .isEqualTo("{\"valid\":\"" + login + "\"}");
        assertThat(alice.get(path + "bogus").statusCode()).isEqualTo(404);
        assertThat(alice.get("/data/services/tokens/validate/bogus/bogus").statusCode())
                .isEqualTo(404);
        assertThat(server.guest().get(path + "bogus").statusCode()).isEqualTo(403);
    }

    @Test
    void an_invalidated_token_is_401_and_invalidating_it_again_is_no_mistake() {
        TestClient alice = People.user(server);
        JsonNode token = issue(alice);
        String path =
                "/data/services/tokens/invalidate/%s/%s"
                        .formatted(
                                token.get("alias").stringValue(),
                                token.get("secret").stringValue());

        assertThat(alice.get(path).body()).isEqualTo("{\"result\":\"OK\"}");
        assertThat(client(token).get("/data/auth").statusCode()).isEqualTo(401);
        assertThat(alice.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void nobody_invalidates_the_tokens_of_others() {
        TestClient alice = People.user(server);
        JsonNode token = issue(alice);
        String path = "/data/services/tokens/invalidate/" + token.get("alias").stringValue();

        assertThat(People.user(server).get(path).statusCode()).isEqualTo(403);
        assertThat(server.guest().get(path).statusCode()).isEqualTo(403);
        assertThat(client(token).get("/data/auth").statusCode()).isEqualTo(200);
        assertThat(server.admin().get(path).statusCode()).isEqualTo(200);
        assertThat(client(token).get("/data/auth").statusCode()).isEqualTo(401);
    }

    @Test
    void tokens_are_shown_without_their_secrets() {
        TestClient alice = People.user(server);
        JsonNode token = issue(alice);

        String shown = alice.get("/data/services/tokens/show").body();

        assertThat(shown)
                .contains(token.get("alias").stringValue())
                .doesNotContain("secret", token.get("secret").stringValue());
        assertThat(People.user(server).get("/data/services/tokens/show").body()).isEqualTo("[]");
    }

    @Test
    void a_token_begets_no_token_and_sets_no_password() {
        String login = People.fresh("user");
        TestClient token = client(issue(People.user(server, login)));

        assertThat(token.get("/data/services/tokens/issue").statusCode()).isEqualTo(403);
        assertThat(
                        token.put(
                                        "/xapi/users/" + login,
                                        "application/json",
                                        "{\"password\": \"another tea party\"}")
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_wrong_secret_or_an_unknown_alias_is_401() {
        JsonNode token = issue(People.user(server));

        assertThat(
                        server.as(token.get("alias").stringValue(), "wrong")
                                .get("/data/auth")
                                .statusCode())
                .isEqualTo(401);
        assertThat(
                        server.as("123e4567-e89b-42d3-a456-426614174000", "wrong")
                                .get("/data/auth")
                                .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_dump_of_the_database_holds_no_secret() {
        JsonNode token = issue(People.user(server));

        String rows =
                server.get(Sql.class)
                        .of("select string_agg(t::text, ' ') as rows from alias_token t")
                        .only(row -> row.text("rows"));

        assertThat(rows)
                .contains(token.get("alias").stringValue())
                .doesNotContain(token.get("secret").stringValue());
    }

    @Test
    void front_page_and_basic_token_give_the_cookie_that_xnatpy_goes_on_with() {
        JsonNode token = issue(People.user(server));

        var answer = client(token).get("/");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("JSESSIONID="));
    }

    private static JsonNode issue(TestClient owner) {
        var answer = owner.get("/data/services/tokens/issue?format=json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static TestClient client(JsonNode token) {
        return server.as(token.get("alias").stringValue(), token.get("secret").stringValue());
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
