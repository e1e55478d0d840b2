package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// XNAT's custom forms: made by administrators, for the site or for projects.
class CustomFormRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static final JsonMapper JSON = new JsonMapper();
    private static final String FORMS = "/xapi/customforms";

    static TestClient admin;
    private TestClient owner;
    private String project;

    @BeforeAll
    static void an_administrator() {
        admin = server.admin();
    }

    @BeforeEach
    void a_project() {
        owner = People.user(server);
        project = People.fresh("FORMS");
        owner.put("/data/projects/" + project);
    }

    private static String draft(String title, String projects, String order) {
        return """
        {"submission":{"data":{"xnatDatatype":{"label":"Subject","value":"xnat:subjectData"},
          "isThisASiteWideConfiguration":"%s","xnatProject":[%s],"zIndex":%s}},
         "builder":{"display":"form","title":"%s","settings":{},
          "components":[{"key":"age","type":"number","label":"Age"}]}}
        """
                .formatted(projects.isEmpty() ? "yes" : "no", projects, order, title);
    }

    private String ofProject() {
        return "{\"label\":\"x\",\"value\":\"" + project + "\"}";
    }

    private static String save(String body) {
        var answer = admin.put(FORMS + "/save", "application/json", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.body();
    }

    private static JsonNode listed(String uuid) {
        for (JsonNode form : JSON.readTree(admin.get(FORMS).body())) {
            if (form.path("formUUID").asString("").equals(uuid)) {
                return form;
            }
        }
        return JSON.missingNode();
    }

    private static String uses(String uuid) {
        return listed(uuid).path("appliesToList").toString();
    }

    private static String use(String uuid) {
        return listed(uuid).at("/appliesToList/0/idCustomVariableFormAppliesTo").asString("");
    }

    private static int post(TestClient client, String path, String body) {
        return client.post(FORMS + path, "application/json", body).statusCode();
    }

    private List<String> offered(TestClient client) {
        var answer = client.get(FORMS + "/element?xsiType=xnat:subjectData&projectId=" + project);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body())
                .path("components")
                .valueStream()
                .map(component -> component.path("key").asString(""))
                .toList();
    }

    @Test
    void a_form_of_a_project_is_saved_offered_switched_off_and_deleted() {
        String uuid = save(draft("Intake", ofProject(), "0"));

        assertThat(listed(uuid).path("scope").asString("")).isEqualTo("PROJECT");
        assertThat(listed(uuid).path("contents").asString("")).contains("\"title\":\"Intake\"");
        assertThat(offered(owner)).contains(uuid);
        assertThat(post(admin, "/disable", uses(uuid))).isEqualTo(200);
        assertThat(offered(owner)).doesNotContain(uuid);
        assertThat(post(admin, "/enable", uses(uuid))).isEqualTo(200);
        assertThat(offered(owner)).contains(uuid);
        var deletion =
                admin.request(FORMS)
                        .header("Content-Type", "application/json")
                        .method("DELETE", BodyPublishers.ofString(uses(uuid)));
        assertThat(admin.send(deletion).statusCode()).isEqualTo(200);
        assertThat(listed(uuid).isMissingNode()).isTrue();
        assertThat(offered(owner)).doesNotContain(uuid);
    }

    @Test
    void owners_do_without_a_form_of_the_site() {
        String uuid = save(draft("Everywhere", "", "3"));
        String projects = "[\"" + project + "\"]";

        assertThat(listed(uuid).path("scope").asString("")).isEqualTo("SITE");
        assertThat(listed(uuid).path("formDisplayOrder").asInt(0)).isEqualTo(3);
        assertThat(offered(owner)).contains(uuid);
        assertThat(post(owner, "/optout/" + use(uuid), projects)).isEqualTo(200);
        assertThat(offered(owner)).doesNotContain(uuid);
        assertThat(post(owner, "/optin/" + use(uuid), projects)).isEqualTo(200);
        assertThat(offered(owner)).contains(uuid);
        assertThat(post(People.user(server), "/optout/" + use(uuid), projects)).isEqualTo(404);
        assertThat(post(owner, "/optout/" + use(uuid), "[\"\"]")).isEqualTo(400);
        assertThat(post(owner, "/optout/999999", projects)).isEqualTo(400);
        assertThat(post(admin, "/disable", uses(uuid))).isEqualTo(200);
    }

    @Test
    void a_form_of_a_project_can_be_made_one_of_the_site_once() {
        String uuid = save(draft("Promoted", ofProject(), "0"));

        assertThat(post(owner, "/promote", uses(uuid))).isEqualTo(403);
        assertThat(post(admin, "/promote", uses(uuid))).isEqualTo(200);
        assertThat(listed(uuid).path("scope").asString("")).isEqualTo("SITE");
        assertThat(post(admin, "/promote", uses(uuid))).isEqualTo(400);
        post(admin, "/disable", uses(uuid));
    }

    @Test
    void forms_stand_in_their_order_and_the_newest_first_where_equal() {
        String older = save(draft("Older", ofProject(), "0"));
        String newer = save(draft("Newer", ofProject(), "0"));

        assertThat(offered(owner)).containsSubsequence(newer, older);
        assertThat(post(admin, "/formId/" + older + "?displayOrder=-5", "")).isEqualTo(200);
        assertThat(offered(owner)).containsSubsequence(older, newer);
        assertThat(post(admin, "/formId/" + older + "?displayOrder=1000001", "")).isEqualTo(400);
        assertThat(post(admin, "/formId/" + older + "?displayOrder=first", "")).isEqualTo(400);
        assertThat(post(admin, "/formId/none?displayOrder=1", "")).isEqualTo(400);
        assertThat(post(owner, "/formId/" + older + "?displayOrder=1", "")).isEqualTo(403);
    }

    @Test
    void a_form_has_data_once_something_is_filled_in() {
        String uuid = save(draft("Filled", ofProject(), "0"));
        owner.put("/data/projects/" + project + "/subjects/S");
        String fields = "/xapi/custom-fields/projects/" + project + "/subjects/S/fields";

        assertThat(admin.get(FORMS + "/hasdata/" + use(uuid)).body()).isEqualTo("false");
        owner.put(fields, "application/json", "{\"" + uuid + "\":{}}");
        assertThat(admin.get(FORMS + "/hasdata/" + use(uuid)).body()).isEqualTo("false");
        owner.put(fields, "application/json", "{\"" + uuid + "\":{\"age\":4}}");
        assertThat(admin.get(FORMS + "/hasdata/" + use(uuid)).body()).isEqualTo("true");
    }

    @Test
    void a_form_goes_with_the_last_project_that_uses_it() {
        String other = People.fresh("FORMS");
        admin.put("/data/projects/" + other);
        String both = ofProject() + ",{\"value\":\"" + other + "\"}";
        String exclusive = save(draft("Exclusive", ofProject(), "0"));
        String shared = save(draft("Shared", both, "0"));

        owner.delete("/data/projects/" + project);

        assertThat(listed(exclusive).isMissingNode()).isTrue();
        assertThat(listed(shared).path("appliesToList").size()).isEqualTo(1);
    }

    @Test
    void only_administrators_make_forms() {
        String body = draft("Mine", ofProject(), "0");

        assertThat(owner.put(FORMS + "/save", "application/json", body).statusCode())
                .isEqualTo(403);
        assertThat(owner.get(FORMS).statusCode()).isEqualTo(403);
        assertThat(post(owner, "/disable", "[]")).isEqualTo(403);
        assertThat(server.guest().get(FORMS).statusCode()).isEqualTo(401);
        assertThat(
                        People.user(server)
                                .get(
                                        FORMS
                                                + "/element?xsiType=xnat:subjectData&projectId="
                                                + project)
                                .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"submission\":1,\"builder\":2}",
                "<b>title</b>",
                "<xsiType>",
                "<order>",
                "<nowhere>"
            })
    void what_is_no_form_is_refused(String body) {
        String sent =
                switch (body) {
                    case "<b>title</b>" -> draft(body, "", "0");
                    case "<xsiType>" -> draft("x", "", "0").replace("xnat:subjectData", "foo:bar");
                    case "<order>" -> draft("x", "", "\"first\"");
                    case "<nowhere>" -> draft("x", "{\"value\":\"\"}", "0");
                    default -> body;
                };

        assertThat(admin.put(FORMS + "/save", "application/json", sent).statusCode())
                .isEqualTo(400);
    }
}
