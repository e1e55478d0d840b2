package org.africai.server.xnatapi;

import static org.africai.server.xnatapi.Answers.encode;
import static org.africai.server.xnatapi.Answers.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    static TestClient owner;

    @BeforeAll
    static void somebody() {
        owner = People.user(server);
    }

    @Test
    void whoever_creates_a_project_owns_it_and_gets_its_id_back() {
        String id = People.fresh("PROJ");

        var made =
                owner.put(
                        "/data/archive/projects/"
                                + id
                                + "?xsiType=xnat:projectData&req_format=qs&xnat:projectData/name=A+"
                                + id);

        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.body()).isEqualTo(id);
        var item = owner.get("/data/projects/" + id + "?format=json");
        assertThat(field(item, "ID")).isEqualTo(id);
        assertThat(field(item, "name")).isEqualTo("A " + id);
        assertThat(Answers.column(owner.get("/data/projects/" + id + "/users"), "displayname"))
                .containsExactly("Owners");
    }

    @Test
    void the_fields_of_an_xml_document_come_back() {
        String id = People.fresh("PROJ");
        String xml =
                """
                <xnat:Project xmlns:xnat="http://nrg.wustl.edu/xnat" ID="%1$s" secondary_ID="S%1$s">
                 <xnat:name>Title %1$s</xnat:name>
                 <xnat:description>Ageing &amp; memory</xnat:description>
                 <xnat:keywords>brain ageing</xnat:keywords>
                 <xnat:aliases><xnat:alias source="x">alias-%1$s</xnat:alias></xnat:aliases>
                 <xnat:PI><xnat:title>Dr</xnat:title><xnat:firstname>Wangari</xnat:firstname>
                  <xnat:lastname>Otieno</xnat:lastname></xnat:PI>
                </xnat:Project>
                """
                        .formatted(id);

        var made = owner.put("/data/projects/" + id, "text/xml", xml);
        var again = owner.put("/data/projects/" + id, "text/xml", xml);

        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(owner.get("/data/projects/" + id + "?format=xml").body())
                .contains("secondary_ID=\"S" + id + "\"", "<xnat:name>Title " + id)
                .contains("Ageing &amp; memory", "brain ageing", ">alias-" + id + "<")
                .contains("<xnat:lastname>Otieno</xnat:lastname>");
    }

    @Test
    void every_project_has_a_protocol_for_its_subjects() {
        String id = project();

        assertThat(owner.get("/data/projects/" + id + "?format=xml").body())
                .contains("ID=\"" + id + "_xnat_subjectData\"", "name=\"Subjects\"");
    }

    @Test
    void a_protocol_sent_as_a_file_of_a_form_is_kept() {
        String id = project();
        String xml = owner.get("/data/projects/" + id + "?format=xml").body();
        int end = xml.indexOf("data-type=\"xnat:subjectData\"");
        int close = xml.indexOf("/>", end);
        String more =
                xml.substring(0, close)
                        + """
                        ><xnat:definitions><xnat:definition ID="vars" data-type="xnat:subjectData"
                        project-specific="1"><xnat:fields><xnat:field name="age" datatype="integer"
                        type="custom" required="0" xmlPath="xnat:subjectData/fields/field[name=age]/field"
                        /></xnat:fields></xnat:definition></xnat:definitions></xnat:studyProtocol>
                        """
                        + xml.substring(close + 2);
        String body =
                "--B\r\nContent-Disposition: form-data; name=\"p.xml\"; filename=\"p.xml\"\r\n"
                        + "Content-Type: text/xml\r\n\r\n"
                        + more
                        + "\r\n--B--\r\n";

        var put =
                owner.put(
                        "/data/projects/" + id + "?allowDataDeletion=true",
                        "multipart/form-data; boundary=B",
                        body);

        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
        assertThat(owner.get("/data/projects/" + id + "?format=xml").body())
                .contains(
                        "name=\"age\"", "xmlPath=\"xnat:subjectData/fields/field[name=age]/field\"")
                .containsOnlyOnce(id + "_xnat_subjectData");
    }

    @Test
    void an_alias_leads_to_its_project() {
        String id = project();
        String alias = People.fresh("other-name-");

        assertThat(
                        owner.put(
                                        "/data/projects/"
                                                + id
                                                + "?format=xml&req_format=qs&alias="
                                                + alias)
                                .statusCode())
                .isEqualTo(200);

        assertThat(field(owner.get("/data/projects/" + alias + "?format=json"), "ID"))
                .isEqualTo(id);
        assertThat(field(owner.get("/data/projects/" + id.toLowerCase(Locale.ROOT)), "ID"))
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ID", "name", "secondary_ID", "alias"})
    void no_two_projects_share_a_name_of_any_kind(String kind) {
        String stem = People.fresh("uni");
        owner.put(
                "/data/projects/%1$s-id?name=%1$s-name&secondary_ID=%1$s-second&alias=%1$s-alias"
                        .formatted(stem));
        for (String taken : List.of("-id", "-name", "-second", "-alias")) {
            String name = (stem + taken).toUpperCase(Locale.ROOT);
            String address =
                    kind.equals("ID")
                            ? "/data/projects/" + name
                            : "/data/projects/" + People.fresh("new") + "?" + kind + "=" + name;

            var refused = People.user(server).put(address);

            assertThat(refused.statusCode()).as(address + " " + refused.body()).isIn(403, 409);
        }
    }

    @Test
    void the_id_of_a_deleted_project_is_never_used_again() {
        String id = project();

        assertThat(owner.delete("/data/projects/" + id + "?removeFiles=true").statusCode())
                .isEqualTo(200);

        assertThat(owner.get("/data/projects/" + id).statusCode()).isEqualTo(404);
        var again = owner.put("/data/projects/" + id);
        assertThat(again.statusCode()).isEqualTo(403);
        assertThat(again.body()).contains("previously deleted project");
    }

    @Test
    void the_title_of_a_deleted_project_is_free() {
        String title = People.fresh("Title");
        String id = project();
        owner.put("/data/projects/" + id + "?name=" + title);
        owner.delete("/data/projects/" + id);

        assertThat(owner.put("/data/projects/" + People.fresh("P") + "?name=" + title).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a.b", "ü", "a'b", "a\"b", "a,b", "a$b"})
    void an_id_of_other_characters_is_refused(String id) {
        var refused = owner.put("/data/projects/" + encode(id).replace("+", "%20"));

        assertThat(refused.statusCode()).isEqualTo(417);
        assertThat(refused.body()).startsWith("Invalid character in project ID.");
    }

    @Test
    void a_post_to_the_list_creates_and_says_where() {
        String id = People.fresh("PROJ");

        var made =
                owner.post(
                        "/data/projects",
                        "application/x-www-form-urlencoded",
                        "ID=" + id + "&name=N" + id);

        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(made.body()).isEqualTo(server.address() + "/data/projects/" + id);
        assertThat(made.headers().firstValue("Location")).hasValue(made.body());
        assertThat(owner.post("/data/projects", "text/xml", "").statusCode()).isEqualTo(417);
    }

    @Test
    void accessibility_is_a_word_that_owners_set() {
        String id = project();
        String path = "/data/projects/" + id + "/accessibility";

        assertThat(owner.get(path).body()).isEqualTo("private");
        assertThat(owner.put(path + "/protected").statusCode()).isEqualTo(200);
        assertThat(owner.get(path).body()).isEqualTo("protected");
        assertThat(owner.put(path + "/secret").statusCode()).isEqualTo(400);
        assertThat(server.guest().get(path).body()).isEqualTo("protected");
    }

    @Test
    void accessibility_among_the_fields_counts_only_for_a_new_project() {
        String id = People.fresh("PROJ");
        owner.put("/data/projects/" + id + "?accessibility=public");
        assertThat(owner.get("/data/projects/" + id + "/accessibility").body()).isEqualTo("public");

        owner.put("/data/projects/" + id + "?accessibility=private&description=x");

        assertThat(owner.get("/data/projects/" + id + "/accessibility").body()).isEqualTo("public");
    }

    @Test
    void codes_are_numbers_that_owners_set() {
        String id = project();

        for (String code : List.of("0", "4", "11")) {
            assertThat(owner.put("/data/projects/" + id + "/prearchive_code/" + code).statusCode())
                    .isEqualTo(200);
            assertThat(owner.get("/data/projects/" + id + "/prearchive_code").body())
                    .isEqualTo(code);
        }
        assertThat(owner.put("/data/projects/" + id + "/quarantine_code/true").statusCode())
                .isEqualTo(200);
        assertThat(owner.get("/data/projects/" + id + "/quarantine_code").body()).isEqualTo("1");
        assertThat(owner.put("/data/projects/" + id + "/prearchive_code/many").statusCode())
                .isEqualTo(400);
        assertThat(owner.get("/data/projects/" + id + "/current_arc").body()).isEqualTo("arc001");
        assertThat(owner.put("/data/projects/" + id + "/current_arc/arc002").statusCode())
                .isEqualTo(200);
        assertThat(owner.get("/data/projects/" + id + "/current_arc").body()).isEqualTo("arc002");
    }

    @Test
    void users_are_given_roles_and_lose_them_at_once() {
        String id = project();
        String login = People.fresh("user");
        TestClient user = People.user(server, login);
        String path = "/data/projects/" + id;
        assertThat(user.get(path).statusCode()).isEqualTo(404);

        var given = owner.put(path + "/users/Members/" + login);

        assertThat(Answers.rows(given))
                .anySatisfy(row ->
                        assertThat(row)
                                .containsEntry("login", login)
                                .containsEntry("displayname", "Members")
                                .containsEntry("GROUP_ID", id + "_member"));
        assertThat(user.get(path).statusCode()).isEqualTo(200);
        assertThat(owner.delete(path + "/users/member/" + login).statusCode()).isEqualTo(200);
        assertThat(user.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void a_role_needs_a_user_and_a_group_and_no_guest() {
        String path = "/data/projects/" + project() + "/users/";

        assertThat(owner.put(path + "Owners/guest").statusCode()).isEqualTo(412);
        assertThat(owner.put(path + "Owners/nobody-of-this-name").statusCode()).isEqualTo(404);
        assertThat(owner.put(path + "Heroes/admin").statusCode()).isEqualTo(404);
        assertThat(owner.put(path + "Owners").statusCode()).isEqualTo(404);
    }

    @Test
    void a_project_keeps_an_owner() {
        String login = People.fresh("user");
        TestClient user = People.user(server, login);
        String path = "/data/projects/" + People.fresh("PROJ");
        user.put(path);

        assertThat(user.delete(path + "/users/Owners/" + login).statusCode()).isEqualTo(409);
        assertThat(user.put(path + "/users/Members/" + login).statusCode()).isEqualTo(409);
        assertThat(user.get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void words_in_use_are_listed() {
        String id = People.fresh("PROJ");
        owner.put("/data/projects/" + id + "?pi_firstname=Chinua&pi_lastname=A" + id);

        assertThat(Answers.column(owner.get("/data/investigators"), "lastname")).contains("A" + id);
        assertThat(Answers.rows(owner.get("/data/archive/scan_types"))).isNotNull();
        assertThat(Answers.rows(owner.get("/data/archive/scanners"))).isNotNull();
    }

    @Test
    void the_projects_that_somebody_reads_are_listed_with_their_role() {
        String id = project();

        assertThat(owner.get("/xapi/access/projects").body())
                .contains("\"ID\":\"" + id + "\"")
                .contains("\"role\":\"Owners\"");
        assertThat(People.user(server).get("/xapi/access/projects").body()).doesNotContain(id);
    }

    @Test
    void projects_are_listed_by_what_the_caller_has_to_do_with_them() {
        String own = project();
        String other = People.fresh("PROJ");
        String seen = People.fresh("PROJ");
        TestClient somebody = People.user(server);
        somebody.put("/data/projects/" + other);
        somebody.put("/data/projects/" + seen + "?accessibility=protected");
        String login = owner.get("/xapi/users/username").body();
        somebody.put("/data/projects/" + other + "/users/Collaborators/" + login);

        assertThat(ids("owner=true")).contains(own).doesNotContain(other, seen);
        assertThat(ids("collaborator=true")).contains(other).doesNotContain(own, seen);
        assertThat(ids("owner=true&collaborator=true")).contains(own, other).doesNotContain(seen);
        assertThat(ids("accessible=true")).contains(own, other).doesNotContain(seen);
        assertThat(ids("data=writable")).contains(own).doesNotContain(other, seen);
        assertThat(ids("permissions=delete&dataType=xnat:subjectData"))
                .contains(own)
                .doesNotContain(other, seen);
        assertThat(ids("member=true")).isEmpty();
        assertThat(ids("accessible=false")).contains(own, other, seen);
        assertThat(owner.get("/data/projects?permissions=fly").statusCode()).isEqualTo(400);
    }

    private static List<String> ids(String parameters) {
        return Answers.column(owner.get("/data/projects?" + parameters), "ID");
    }

    private static String project() {
        String id = People.fresh("PROJ");
        assertThat(owner.put("/data/projects/" + id).statusCode()).isEqualTo(200);
        return id;
    }
}
