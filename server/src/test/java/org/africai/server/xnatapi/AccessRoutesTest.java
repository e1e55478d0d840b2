package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/// What pages offer to whom: `/xapi/access/displays`.
class AccessRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static final JsonMapper JSON = new JsonMapper();

    private static List<String> types(TestClient client, String display) {
        var answer = client.get("/xapi/access/displays/" + display);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).findValuesAsString("elementName");
    }

    @Test
    void displays_are_named_and_told_when_they_changed() {
        assertThat(server.guest().get("/xapi/access/displays").body())
                .isEqualTo(
                        "[\"browseable\",\"browseableCreateable\",\"createable\",\"searchable\","
                                + "\"searchableByDesc\",\"searchableByPluralDesc\"]");
        assertThat(server.guest().get("/xapi/access/displays/modified").body()).matches("\\d{13}");
    }

    @Test
    void what_is_offered_follows_what_one_may_do() {
        TestClient owner = People.user(server);
        String login = People.fresh("offered");
        TestClient grouped = People.user(server, login);
        String id = People.fresh("OFFER");
        owner.put("/data/projects/" + id);
        owner.put("/data/projects/" + id + "/subjects/S/experiments/E?xsiType=xnat:usSessionData");
        String right = "xnat:usSessionData_xnat:usSessionData/project_" + id + "_E=1";
        owner.put(
                "/data/projects/" + id + "/groups/US", "application/x-www-form-urlencoded", right);
        owner.put("/data/projects/" + id + "/users/US/" + login);

        assertThat(types(owner, "createable"))
                .contains("xnat:subjectData", "xnat:usSessionData", "xnat:mrSessionData")
                .doesNotContain("xnat:projectData");
        assertThat(types(grouped, "createable")).containsExactly("xnat:usSessionData");
        assertThat(types(grouped, "browseableCreateable")).containsExactly("xnat:usSessionData");
        assertThat(types(grouped, "browseable"))
                .contains("xnat:usSessionData", "xnat:subjectData", "xnat:projectData");
        assertThat(types(server.guest(), "createable")).isEmpty();
        assertThat(types(server.admin(), "createable")).contains("xnat:usSessionData");
        assertThat(types(owner, "searchable")).contains("xnat:projectData", "xnat:usSessionData");
    }

    @Test
    void displays_are_sorted_and_say_what_a_type_is() {
        var body = server.admin().get("/xapi/access/displays/searchableByPluralDesc").body();
        var all = JSON.readTree(body);

        assertThat(all.findValuesAsString("plural"))
                .isSortedAccordingTo(String.CASE_INSENSITIVE_ORDER);
        assertThat(body)
                .contains("\"elementName\":\"xnat:mrSessionData\"")
                .contains("\"imageSession\":true", "\"imageScan\":false");
        assertThat(types(server.admin(), "searchableByDesc"))
                .containsExactlyInAnyOrderElementsOf(types(server.admin(), "searchable"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "Browseable", "%27%20or%201=1"})
    void what_is_no_display_is_refused(String name) {
        var answer = server.guest().get("/xapi/access/displays/" + name);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("browseable, browseableCreateable");
    }

    @Test
    void administrators_see_what_somebody_else_sees() {
        String login = People.fresh("seen");
        TestClient user = People.user(server, login);
        String id = People.fresh("SEEN");
        user.put("/data/projects/" + id);

        for (TestClient client : List.of(server.admin(), user)) {
            assertThat(client.get("/xapi/access/" + login + "/projects").body())
                    .contains("\"ID\":\"" + id + "\"")
                    .isEqualTo(user.get("/xapi/access/projects").body());
            assertThat(types(client, login, "createable")).isEqualTo(types(user, "createable"));
            assertThat(client.get("/xapi/access/" + login + "/displays/modified").body())
                    .matches("\\d{13}");
        }
    }

    private static List<String> types(TestClient client, String login, String display) {
        var answer = client.get("/xapi/access/" + login + "/displays/" + display);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).findValuesAsString("elementName");
    }

    @ParameterizedTest
    @ValueSource(strings = {"projects", "displays/searchable", "displays/modified"})
    void nobody_else_does(String what) {
        String login = People.fresh("unseen");
        People.user(server, login);
        String path = "/xapi/access/" + login + "/" + what;

        assertThat(People.user(server).get(path).statusCode()).isEqualTo(403);
        assertThat(server.guest().get(path).statusCode()).isIn(401, 403);
        assertThat(server.admin().get("/xapi/access/no.such/" + what).statusCode()).isEqualTo(404);
    }

    @Test
    void displays_are_only_read() {
        assertThat(server.admin().put("/xapi/access/displays/searchable").statusCode())
                .isEqualTo(405);
        assertThat(server.admin().delete("/xapi/access/displays").statusCode()).isEqualTo(405);
    }
}
