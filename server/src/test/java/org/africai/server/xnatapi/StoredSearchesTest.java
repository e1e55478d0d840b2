package org.africai.server.xnatapi;

import static org.africai.server.xnatapi.Answers.column;
import static org.africai.server.xnatapi.Answers.rows;
import static org.africai.server.xnatapi.Bundles.criterion;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Searches that are stored, for oneself, for some, for all, and in projects.
class StoredSearchesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static final String SUBJECT = "xnat:subjectData";

    static String login;
    static TestClient owner;
    static TestClient stranger;
    static String id;
    static String project;

    @BeforeAll
    static void a_project() {
        login = People.fresh("storer");
        owner = People.user(server, login);
        stranger = People.user(server);
        id = People.fresh("STORED");
        project = "/data/projects/" + id;
        owner.put(project);
        owner.put(project + "/subjects/A1");
        owner.put(project + "/subjects/B1");
    }

    private static String bundle(String name, String... users) {
        String xml =
                Bundles.of(
                        SUBJECT,
                        List.of(SUBJECT + "/SUBJECT_LABEL"),
                        criterion("xnat:projectData/ID", "=", id)
                                + criterion(SUBJECT + "/label", "LIKE", "A%"));
        String named =
                xml.replace("brief-description=\"\"", "brief-description=\"" + name + "\"")
                        .replace("description=\"\"", "description=\"why &amp; how\"");
        if (users.length == 0) {
            return named;
        }
        return named.replace(
                "</xdat:bundle>",
                "<xdat:allowed_user><xdat:login>"
                        + String.join("</xdat:login><xdat:login>", users)
                        + "</xdat:login></xdat:allowed_user></xdat:bundle>");
    }

    private static String saved(String name) {
        return "/data/search/saved/" + name;
    }

    private static int put(TestClient client, String address, String xml) {
        return client.put(address + "?inbody=true", "text/xml", xml).statusCode();
    }

    @Test
    void a_search_is_stored_listed_run_changed_and_deleted() {
        String name = People.fresh("mysearch");

        assertThat(put(owner, saved(name), bundle(name, login))).isEqualTo(201);
        assertThat(put(owner, saved(name), bundle(name, login))).isEqualTo(200);

        assertThat(rows(owner.get("/data/search/saved?format=json")))
                .filteredOn(row -> name.equals(row.get("id")))
                .singleElement()
                .satisfies(row ->
                        assertThat(row)
                                .containsEntry("brief_description", name)
                                .containsEntry("description", "why & how")
                                .containsEntry("root_element_name", SUBJECT)
                                .containsEntry("owner", login));
        assertThat(owner.get(saved(name)).body())
                .contains(
                        "<xdat:bundle xmlns:xdat=\"http://nrg.wustl.edu/security\" ID=\""
                                + name
                                + "\"",
                        "<xdat:root_element_name>xnat:subjectData</xdat:root_element_name>",
                        "<xdat:field_ID>SUBJECT_LABEL</xdat:field_ID>",
                        "<xdat:comparison_type>LIKE</xdat:comparison_type>",
                        "<xdat:login>" + login + "</xdat:login>");
        assertThat(owner.get(saved(name) + "/results?format=csv").body())
                .startsWith("subject_label,project,subjectid,subject_id\nA1," + id + ",");
        assertThat(put(owner, saved(name), owner.get(saved(name)).body())).isEqualTo(200);
        assertThat(owner.delete(saved(name)).statusCode()).isEqualTo(200);
        assertThat(owner.get(saved(name)).statusCode()).isEqualTo(404);
        assertThat(owner.delete(saved(name)).statusCode()).isEqualTo(404);
    }

    @Test
    void a_private_search_is_its_owners_and_the_administrators() {
        String name = People.fresh("private");
        put(owner, saved(name), bundle(name, login));

        assertThat(stranger.get(saved(name)).statusCode()).isEqualTo(404);
        assertThat(stranger.get(saved(name) + "/results").statusCode()).isEqualTo(404);
        assertThat(stranger.delete(saved(name)).statusCode()).isEqualTo(404);
        assertThat(put(stranger, saved(name), bundle(name))).isEqualTo(409);
        assertThat(column(stranger.get("/data/search/saved"), "id")).doesNotContain(name);
        assertThat(column(server.admin().get("/data/search/saved"), "id")).contains(name);
        assertThat(server.admin().delete(saved(name)).statusCode()).isEqualTo(200);
    }

    @Test
    void who_is_named_uses_a_search_and_finds_what_they_read_themselves() {
        String friend = People.fresh("friend");
        TestClient named = People.user(server, friend);
        String name = People.fresh("forsome");
        put(owner, saved(name), bundle(name, login, friend));

        assertThat(column(named.get("/data/search/saved"), "id")).contains(name);
        assertThat(rows(named.get(saved(name) + "/results"))).isEmpty();
        assertThat(put(named, saved(name), bundle(name))).isEqualTo(403);
        assertThat(named.delete(saved(name)).statusCode()).isEqualTo(403);
        assertThat(stranger.get(saved(name)).statusCode()).isEqualTo(404);
    }

    @Test
    void a_search_can_be_for_a_group_of_a_project() {
        String login = People.fresh("grouped");
        TestClient member = People.user(server, login);
        String name = People.fresh("forgroup");
        String xml =
                bundle(name)
                        .replace(
                                "</xdat:bundle>",
                                "<xdat:allowed_groups><xdat:groupID>"
                                        + id
                                        + "_member</xdat:groupID></xdat:allowed_groups></xdat:bundle>");
        put(owner, saved(name), xml);

        assertThat(member.get(saved(name)).statusCode()).isEqualTo(404);
        owner.put(project + "/users/Members/" + login);
        assertThat(member.get(saved(name)).body())
                .contains("<xdat:groupID>" + id + "_member</xdat:groupID>");
        assertThat(column(member.get("/data/search/saved"), "id")).contains(name);
        assertThat(stranger.get(saved(name)).statusCode()).isEqualTo(404);
        owner.delete(project + "/users/Members/" + login);
        assertThat(member.get(saved(name)).statusCode()).isEqualTo(404);
    }

    @Test
    void a_search_that_names_nobody_is_for_all_who_have_logged_in() {
        String name = People.fresh("forall");
        put(owner, saved(name), bundle(name));

        assertThat(column(stranger.get("/data/search/saved"), "id")).contains(name);
        assertThat(stranger.get(saved(name)).statusCode()).isEqualTo(200);
        assertThat(server.guest().get(saved(name)).statusCode()).isEqualTo(401);
        assertThat(server.guest().get("/data/search/saved").statusCode()).isEqualTo(401);
        assertThat(put(server.guest(), saved(name), bundle(name))).isEqualTo(401);
    }

    @Test
    void each_data_type_has_a_search_that_nobody_stored() {
        String usual = saved("@xnat:subjectData");

        assertThat(owner.get(usual).body()).contains("<xdat:field_ID>SUBJECT_LABEL");
        assertThat(column(owner.get(usual + "/results?project=" + id), "subject_label"))
                .containsExactly("A1", "B1");
        assertThat(owner.get(saved("@foo:bar")).statusCode()).isEqualTo(404);
        assertThat(put(owner, usual, bundle("x"))).isEqualTo(400);
    }

    @Test
    void a_projects_searches_are_its_members() {
        String collaborator = People.fresh("collab");
        TestClient reader = People.user(server, collaborator);
        owner.put(project + "/users/Collaborators/" + collaborator);
        String address = project + "/searches/cohort";

        assertThat(put(owner, address, bundle("cohort"))).isEqualTo(201);

        assertThat(column(reader.get(project + "/searches"), "id")).containsExactly("cohort");
        assertThat(reader.get(address).body()).contains("brief-description=\"cohort\"");
        assertThat(column(reader.get(address + "/results"), "subject_label")).containsExactly("A1");
        assertThat(reader.get(project + "/searches/@xnat:mrSessionData").body())
                .contains("<xdat:schema_field>xnat:mrSessionData/project</xdat:schema_field>");
        assertThat(put(reader, address, bundle("cohort"))).isEqualTo(403);
        assertThat(reader.delete(address).statusCode()).isEqualTo(403);
        assertThat(stranger.get(address).statusCode()).isEqualTo(404);
        assertThat(put(stranger, address, bundle("cohort"))).isEqualTo(404);
        assertThat(column(owner.get("/data/search/saved"), "id")).doesNotContain("cohort");
        assertThat(owner.delete(address).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%20", "a%2Fb", "%27%3B--", "@x"})
    void ids_that_are_none_are_refused(String name) {
        assertThat(put(owner, saved(name), bundle("x"))).isBetween(400, 404);
    }
}
