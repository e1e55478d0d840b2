package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InvestigatorRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static final String AT = "/xapi/investigators";
    private static final String JSON = "application/json";
    private static final JsonMapper READER = new JsonMapper();

    private final TestClient admin = server.admin();
    private final TestClient user = People.user(server);
    private final String last = People.fresh("Curie");

    private static String body(String first, String last, String more) {
        return "{\"firstname\": \"%s\", \"lastname\": \"%s\"%s}".formatted(first, last, more);
    }

    private static JsonNode read(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return READER.readTree(answer.body());
    }

    private JsonNode listed(String lastName) {
        for (JsonNode one : read(admin.get(AT))) {
            if (one.path("lastname").asString("").equals(lastName)) {
                return one;
            }
        }
        return READER.nullNode();
    }

    private static HttpResponse<String> put(TestClient client, String path, String body) {
        return client.send(
                client.request(path)
                        .header("Content-Type", JSON)
                        .PUT(BodyPublishers.ofString(body)));
    }

    @Test
    void an_investigator_is_made_read_changed_and_deleted() {
        JsonNode made =
                read(user.post(AT, JSON, body("Marie", last, ", \"email\": \"m@example.org\"")));
        String one = AT + "/" + made.path("xnatInvestigatordataId").longValue();

        assertThat(read(user.get(one)).path("email").asString("")).isEqualTo("m@example.org");
        assertThat(listed(last).path("firstname").asString("")).isEqualTo("Marie");
        JsonNode changed = read(put(admin, one, body("Marie", last, ", \"title\": \"Dr\"")));
        assertThat(changed.path("title").asString("")).isEqualTo("Dr");
        assertThat(changed.path("email").asString("")).isEmpty();

        assertThat(read(admin.delete(one)).booleanValue()).isTrue();
        assertThat(admin.get(one).statusCode()).isEqualTo(404);
        assertThat(listed(last).isNull()).isTrue();
    }

    @Test
    void whom_a_project_names_is_known_follows_a_change_and_is_struck_out() {
        String id = People.fresh("INV");
        String project = "/data/projects/" + id;
        user.put(
                project
                        + "?xnat:projectData/PI/firstname=Pierre&xnat:projectData/PI/lastname="
                        + last
                        + "&description=kept");
        JsonNode known = listed(last);
        assertThat(known.path("primaryProjects").toString()).isEqualTo("[\"" + id + "\"]");
        assertThat(
                        read(user.get(AT + "/" + known.path("xnatInvestigatordataId").longValue()))
                                .path("primaryProjects"))
                .hasSize(1);
        TestClient other = People.user(server);
        String one = AT + "/" + known.path("xnatInvestigatordataId").longValue();
        assertThat(read(other.get(one)).path("primaryProjects")).as("hidden project").isEmpty();

        put(admin, one, body("Irene", last, ", \"institution\": \"Radium\""));
        String renamed = user.get(project + "?format=json").body();
        assertThat(renamed).contains("Irene", "Radium", "kept").doesNotContain("Pierre");

        admin.delete(one);
        String struck = user.get(project + "?format=json").body();
        assertThat(struck).contains("kept").doesNotContain("Irene", last);
    }

    @Test
    void who_made_an_entry_changes_it_while_no_project_names_it_that_they_may_not_edit() {
        JsonNode made = read(user.post(AT, JSON, body("Ada", last, "")));
        String one = AT + "/" + made.path("xnatInvestigatordataId").longValue();
        String named = "?xnat:projectData/PI/firstname=Ada&xnat:projectData/PI/lastname=" + last;
        user.put("/data/projects/" + People.fresh("INV") + named);

        JsonNode changed = read(put(user, one, body("Ada", last, ", \"phone\": \"1\"")));
        assertThat(changed.path("phone").asString("")).isEqualTo("1");

        String foreign = "/data/projects/" + People.fresh("INV");
        People.user(server).put(foreign + named);
        assertThat(put(user, one, body("Ada", last, ", \"phone\": \"2\"")).statusCode())
                .isEqualTo(403);
        assertThat(admin.get(foreign + "?format=json").body()).doesNotContain("\"2\"");
    }

    @Test
    void who_may_not_and_what_cannot_be_is_refused() {
        JsonNode made = read(user.post(AT, JSON, body("Lise", last, "")));
        String one = AT + "/" + made.path("xnatInvestigatordataId").longValue();

        TestClient other = People.user(server);
        assertThat(put(other, one, body("Lise", last, "")).statusCode()).isEqualTo(403);
        assertThat(put(server.guest(), one, body("Lise", last, "")).statusCode()).isEqualTo(401);
        assertThat(user.delete(one).statusCode()).isEqualTo(403);
        assertThat(server.guest().get(AT).statusCode()).isEqualTo(401);
        assertThat(server.guest().post(AT, JSON, body("a", "b", "")).statusCode()).isEqualTo(401);
        assertThat(
                        user.post(AT, JSON, body("LISE", last.toUpperCase(Locale.ROOT), ""))
                                .statusCode())
                .isEqualTo(409);
        assertThat(user.post(AT, JSON, body("", last, "")).statusCode()).isEqualTo(400);
        assertThat(user.post(AT, JSON, body("x".repeat(256), last, "")).statusCode())
                .isEqualTo(400);
        assertThat(user.post(AT, JSON, body("a\\u0000", last, "")).statusCode()).isEqualTo(400);
        assertThat(user.post(AT, JSON, "[]").statusCode()).isEqualTo(400);
        assertThat(user.get(AT + "/x").statusCode()).isEqualTo(400);
        assertThat(user.get(AT + "/999999999").statusCode()).isEqualTo(404);
        assertThat(admin.delete(AT + "/999999999").statusCode()).isEqualTo(404);
        JsonNode second = read(user.post(AT, JSON, body("Otto", last, "")));
        assertThat(
                        put(
                                        admin,
                                        AT
                                                + "/"
                                                + second.path("xnatInvestigatordataId").longValue(),
                                        body("Lise", last, ""))
                                .statusCode())
                .isEqualTo(409);
    }
}
