package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The groups that a project has of its own.
class GroupRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final JsonMapper JSON = new JsonMapper();

    private TestClient owner = server.guest();
    private TestClient member = server.guest();
    private String login = "";
    private String id = "";
    private String project = "";

    @BeforeEach
    void a_project_with_sessions_of_two_kinds() {
        owner = People.user(server);
        login = People.fresh("grouped");
        member = People.user(server, login);
        id = People.fresh("GROUPS");
        project = "/data/projects/" + id;
        owner.put(project);
        owner.put(project + "/subjects/S?gender=female");
        owner.put(project + "/subjects/S/experiments/MR?xsiType=xnat:mrSessionData");
        owner.put(project + "/subjects/S/experiments/CT?xsiType=xnat:ctSessionData");
        owner.put(project + "/experiments/MR/scans/1?type=T1");
        owner.put(project + "/experiments/CT/scans/1?type=HEAD");
        owner.put(project + "/experiments/MR/assessors/QC?xsiType=xnat:qcManualAssessorData");
        for (String at : List.of("/subjects/S", "/experiments/MR", "/experiments/CT")) {
            owner.put(project + at + "/resources/R/files/f.txt?inbody=true", new byte[] {1});
        }
    }

    private String right(String type, String letter) {
        return type + "_" + type + "/project_" + id + "_" + letter + "=1";
    }

    private HttpResponse<String> make(String group, String... rights) {
        String form = Arrays.stream(rights).collect(Collectors.joining("&"));
        return owner.put(project + "/groups/" + group, FORM, form);
    }

    private void join(String group) {
        var answer = owner.put(project + "/users/" + group + "/" + login);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static List<String> column(TestClient client, String path, String column) {
        var answer = client.get(path + (path.contains("?") ? "&" : "?") + "format=json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<String> values = JSON.readTree(answer.body()).findValuesAsString(column);
        return values.stream().sorted().toList();
    }

    @Test
    void xnats_form_makes_a_group_that_is_then_listed() {
        var made =
                owner.post(
                        project + "/groups",
                        FORM,
                        "xdat:userGroup/displayName=Read+MR&src=&"
                                + right("xnat:mrSessionData", "R")
                                + "&"
                                + right("xnat:mrSessionData", "wasSet")
                                + "&"
                                + right("xnat:projectData", "R"));

        assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
        assertThat(column(owner, project + "/groups", "displayname"))
                .containsExactly("Collaborators", "Members", "Owners", "Read MR");
        assertThat(column(owner, project + "/groups", "id")).contains(id + "_ReadMR");
        JsonNode group = JSON.readTree(owner.get(project + "/groups/ReadMR?format=json").body());
        assertThat(group.findValuesAsString("element_name"))
                .containsExactly("xnat:mrSessionData", "xnat:subjectData");
        assertThat(group.findValuesAsString("field"))
                .contains("xnat:mrSessionData/project", "xnat:mrSessionData/sharing/share/project");
        assertThat(group.findValuesAsString("read_element")).containsOnly("1");
        assertThat(group.findValuesAsString("edit_element")).containsOnly("0");
        assertThat(owner.get(project + "/groups/Owners?format=xml").body())
                .contains("<xdat:userGroup", id + "_owner");
    }

    @Test
    void lists_show_what_the_group_reads() {
        make("ReadMR", right("xnat:mrSessionData", "R"));
        join("ReadMR");

        assertThat(column(member, project + "/experiments", "label")).containsExactly("MR");
        assertThat(column(member, project + "/subjects", "label")).containsExactly("S");
        assertThat(column(member, project + "/subjects/S/experiments", "label"))
                .containsExactly("MR");
        assertThat(column(member, "/data/experiments?project=" + id, "label"))
                .containsExactly("MR");
        assertThat(column(member, "/data/subjects?project=" + id, "label")).containsExactly("S");
        assertThat(column(member, "/data/projects?ID=" + id, "ID")).containsExactly(id);
        assertThat(column(member, project + "/experiments/MR/assessors", "label")).isEmpty();
        assertThat(column(member, project + "/scan_types", "type")).containsExactly("T1");
        assertThat(member.get(project + "/experiments?format=csv").body())
                .contains("MR")
                .doesNotContain("CT", "ctSession");
        assertThat(member.get(project + "/experiments/MR?format=xml").body())
                .doesNotContain("QC", "assessor");
        assertThat(member.get(project + "/subjects/S?format=json").body())
                .contains("mrSessionData")
                .doesNotContain("ctSessionData");
    }

    @Test
    void who_reads_no_subjects_is_shown_none() {
        make("Scanners", right("xnat:mrSessionData", "R"), right("xnat:subjectData", "wasSet"));
        join("Scanners");

        assertThat(column(member, project + "/subjects", "ID")).isEmpty();
        assertThat(column(member, "/data/subjects?project=" + id, "ID")).isEmpty();
        String gender = "xnat:subjectData/demographics[@xsi:type=xnat:demographicData]/gender";
        String columns =
                "?columns=label,"
                        + gender.replace("[", "%5B").replace("]", "%5D").replace("@", "%40");
        assertThat(member.get(project + "/experiments" + columns + "&format=csv").body())
                .contains("MR")
                .doesNotContain("female");
        assertThat(owner.get(project + "/experiments" + columns + "&format=csv").body())
                .contains("female");
    }

    @Test
    void a_search_finds_what_the_group_reads() {
        make("ReadMR", right("xnat:mrSessionData", "R"));
        join("ReadMR");

        for (String type : List.of("xnat:mrSessionData", "xnat:ctSessionData")) {
            String bundle =
                    """
                    <xdat:bundle xmlns:xdat="http://nrg.wustl.edu/security">
                      <xdat:root_element_name>%1$s</xdat:root_element_name>
                      <xdat:search_field><xdat:element_name>%1$s</xdat:element_name>
                        <xdat:field_ID>LABEL</xdat:field_ID><xdat:type>string</xdat:type>
                        <xdat:header>Label</xdat:header></xdat:search_field>
                      <xdat:search_where method="AND"><xdat:criteria override_value_formatting="0">
                        <xdat:schema_field>%1$s/PROJECT</xdat:schema_field>
                        <xdat:comparison_type>=</xdat:comparison_type><xdat:value>%2$s</xdat:value>
                      </xdat:criteria></xdat:search_where>
                    </xdat:bundle>\
                    """
                            .formatted(type, id);
            var found = member.post("/data/search?format=json", "text/xml", bundle);
            assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
            JsonNode total = JSON.readTree(found.body()).at("/ResultSet/totalRecords");
            assertThat(total.asString()).isEqualTo(type.contains("mr") ? "1" : "0");
        }
        assertThat(member.get("/data/search/elements?format=json").body())
                .doesNotContain("qcAssessment");
    }

    @Test
    void a_download_of_the_project_holds_what_the_group_reads() {
        make("ReadMR", right("xnat:mrSessionData", "R"));
        join("ReadMR");

        assertThat(column(member, project + "/files?all=true", "URI"))
                .hasSize(2)
                .allMatch(uri -> uri.contains("/subjects/") || uri.contains("/experiments/"));
        assertThat(column(owner, project + "/files?all=true", "URI")).hasSize(3);
        String session = column(owner, project + "/experiments?label=CT", "ID").getFirst();
        var refused =
                member.post(
                        "/xapi/archive/downloadwithsize",
                        "application/json",
                        "{\"projectIds\":[\"%1$s\"],\"sessions\":[\"%1$s:S:CT:%2$s\"]}"
                                .formatted(id, session));
        assertThat(refused.statusCode()).isEqualTo(403);
    }

    @Test
    void accession_ids_are_no_way_around_a_group() {
        make("ReadMR", right("xnat:mrSessionData", "R"));
        join("ReadMR");
        String ct = column(owner, project + "/experiments?label=CT", "ID").getFirst();
        String mr = column(owner, project + "/experiments?label=MR", "ID").getFirst();

        assertThat(member.get("/data/experiments/" + ct).statusCode()).isEqualTo(404);
        assertThat(member.get("/data/experiments/" + ct + "/scans/1").statusCode()).isEqualTo(404);
        assertThat(member.get("/data/experiments/" + mr).statusCode()).isEqualTo(200);
        assertThat(member.get("/data/experiments/" + mr + "/scans/1").statusCode()).isEqualTo(200);
        assertThat(member.get("/xapi/custom-fields/experiments/" + ct + "/fields").statusCode())
                .isEqualTo(403);
    }

    @Test
    void what_is_shared_is_read_in_a_project_whose_group_reads_its_kind() {
        make("ReadMR", right("xnat:mrSessionData", "R"));
        String other = People.fresh("LENDER");
        owner.put("/data/projects/" + other);
        for (String type : List.of("mr", "ct")) {
            String session = "/data/projects/" + other + "/subjects/T/experiments/L" + type;
            owner.put(session + "?xsiType=xnat:" + type + "SessionData");
            owner.put(session + "/projects/" + id);
        }
        join("ReadMR");

        assertThat(column(member, project + "/experiments", "label")).containsExactly("Lmr", "MR");
        assertThat(member.get(project + "/experiments/Lmr").statusCode()).isEqualTo(200);
        assertThat(member.get(project + "/experiments/Lct").statusCode()).isEqualTo(404);
        assertThat(column(member, "/data/experiments?label=L*", "label")).containsExactly("Lmr");
    }

    @Test
    void quarantined_sessions_are_for_groups_that_activate_their_kind() {
        make("ReadMR", right("xnat:mrSessionData", "R"));
        make("ActivateMR", right("xnat:mrSessionData", "A"));
        owner.put(project + "/experiments/MR?quarantine=true");
        join("ReadMR");

        assertThat(member.get(project + "/experiments/MR").statusCode()).isEqualTo(404);
        assertThat(column(member, project + "/experiments", "label")).isEmpty();

        join("ActivateMR");

        assertThat(member.get(project + "/experiments/MR").statusCode()).isEqualTo(200);
        assertThat(column(member, project + "/experiments", "label")).containsExactly("MR");
    }

    @Test
    void a_change_of_the_group_holds_at_once_and_leaves_other_types_alone() {
        make("Readers", right("xnat:mrSessionData", "R"), right("xnat:ctSessionData", "R"));
        join("Readers");
        assertThat(column(member, project + "/experiments", "label")).containsExactly("CT", "MR");

        var changed =
                owner.put(
                        project + "/groups/" + id + "_Readers",
                        FORM,
                        "xdat:userGroup/displayName=CT+readers&"
                                + right("xnat:mrSessionData", "wasSet"));

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(column(member, project + "/experiments", "label")).containsExactly("CT");
        assertThat(column(owner, project + "/users", "displayname"))
                .containsExactly("CT readers", "Owners");
    }

    @Test
    void who_was_in_a_deleted_group_is_no_user_of_the_project() {
        make("ReadMR", right("xnat:mrSessionData", "R"));
        join("ReadMR");
        assertThat(member.get(project).statusCode()).isEqualTo(200);

        assertThat(owner.delete(project + "/groups/ReadMR").statusCode()).isEqualTo(200);

        assertThat(member.get(project).statusCode()).isEqualTo(404);
        assertThat(owner.get(project + "/groups/ReadMR").statusCode()).isEqualTo(404);
        assertThat(owner.delete(project + "/groups/ReadMR").statusCode()).isEqualTo(404);
    }

    @Test
    void a_user_is_in_one_group_and_leaves_it() {
        make("ReadMR", right("xnat:mrSessionData", "R"));
        owner.put(project + "/users/Members/" + login);
        join("ReadMR");

        assertThat(server.admin().get("/xapi/users/" + login + "/groups").body())
                .isEqualTo("[\"" + id + "_ReadMR\"]");
        assertThat(member.get("/xapi/access/projects").body()).contains("\"role\":\"ReadMR\"");
        assertThat(owner.delete(project + "/users/Members/" + login).statusCode()).isEqualTo(200);
        assertThat(member.get(project).statusCode()).isEqualTo(200);

        assertThat(owner.delete(project + "/users/" + id + "_ReadMR/" + login).statusCode())
                .isEqualTo(200);

        assertThat(member.get(project).statusCode()).isEqualTo(404);
    }

    @Test
    void the_last_owner_stays_one() {
        make("ReadMR", right("xnat:mrSessionData", "R"));
        String self = column(owner, project + "/users", "login").getFirst();

        assertThat(owner.put(project + "/users/ReadMR/" + self).statusCode()).isEqualTo(409);
        assertThat(owner.get(project + "/users").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Read_MR, '', 400, underscores",
        "Owners, '', 403, same in every project",
        "GROUP_owner, '', 403, same in every project",
        "123, '', 400, digits",
        "%3Cb%3E, '', 400, letters",
        "G, xnat:mrScanData_xnat:mrScanData/project_{P}_R=1, 400, no data type",
        "G, xnat:nothing_xnat:nothing/project_{P}_R=1, 400, no data type",
        "G, xnat:imageSessionData_xnat:imageSessionData/project_{P}_R=1, 400, no data type",
        "G, xnat:mrSessionData_xnat:mrSessionData/project_OTHER_R=1, 400, no rights in project",
        "G, xdat:userGroup/ID=OTHER_G, 400, begins with",
        "G, xdat:userGroup/displayName=%zz, 400, hexadecimal"
    })
    void what_is_no_group_is_refused(String name, String form, int status, String reason) {
        var answer = owner.put(project + "/groups/" + name, FORM, form.replace("{P}", id));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(reason);
        assertThat(column(owner, project + "/groups", "id")).hasSize(3);
    }

    @Test
    void a_group_needs_a_name_of_its_own() {
        make("ReadMR");
        make("Other");

        assertThat(owner.post(project + "/groups", FORM, "").statusCode()).isEqualTo(400);
        assertThat(make("Other", "xdat:userGroup/displayName=readmr").statusCode()).isEqualTo(409);
        assertThat(make("New", "xdat:userGroup/displayName=READMR").statusCode()).isEqualTo(409);
        assertThat(owner.delete(project + "/groups").statusCode()).isEqualTo(405);
        assertThat(owner.delete(project + "/groups/Members").statusCode()).isEqualTo(403);
        assertThat(owner.get(project + "/groups/none").statusCode()).isEqualTo(404);
        assertThat(owner.put(project + "/users/none/" + login).statusCode()).isEqualTo(404);
        assertThat(owner.put("/data/projects/none/groups/G").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'; drop table user_group; --", "' or '1'='1", "%"})
    void hostile_names_find_nothing(String name) {
        String encoded = java.net.URLEncoder.encode(name, java.nio.charset.StandardCharsets.UTF_8);

        var answer = owner.get(project + "/groups/" + encoded.replace("+", "%20"));

        assertThat(answer.statusCode()).isBetween(400, 414);
        assertThat(column(owner, project + "/groups", "id")).hasSize(3);
    }

    @Test
    void a_project_has_so_many_groups_and_a_form_so_many_bytes() {
        for (int i = 0; i < 100; i++) {
            assertThat(make("G" + i + "x").statusCode()).isEqualTo(200);
        }

        assertThat(make("Onemore").statusCode()).isEqualTo(409);
        assertThat(make("G0x", "a=" + "b".repeat(2 << 20)).statusCode()).isEqualTo(413);
    }

    @Test
    void lists_take_as_many_statements_however_many_groups_there_are() {
        make("ReadMR", right("xnat:mrSessionData", "R"));
        join("ReadMR");
        long one = server.statements(() -> member.get("/data/experiments"));
        long owners = server.statements(() -> owner.get("/data/experiments"));
        for (int i = 0; i < 3; i++) {
            String more = "/data/projects/" + People.fresh("MORE");
            owner.put(more);
            owner.put(more + "/groups/G");
            owner.put(more + "/users/G/" + login);
        }

        assertThat(server.statements(() -> member.get("/data/experiments"))).isEqualTo(one);
        assertThat(one).isEqualTo(owners);
    }
}
