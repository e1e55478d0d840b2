package org.africai.server.xnatapi;

import static org.africai.server.xnatapi.Answers.children;
import static org.africai.server.xnatapi.Answers.column;
import static org.africai.server.xnatapi.Answers.encode;
import static org.africai.server.xnatapi.Answers.item;
import static org.africai.server.xnatapi.Answers.variables;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Custom variables: what projects define, and what values they then can have.
class VariablesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static final String SUBJECTS = "xnat:subjectData";

    static TestClient owner;
    private String id;
    private String project;

    @BeforeAll
    static void an_owner() {
        owner = People.user(server);
    }

    @BeforeEach
    void a_project() {
        id = People.fresh("VAR");
        project = "/data/projects/" + id;
        owner.put(project);
        owner.put(project + "/subjects/S");
    }

    private static String field(String name, String attributes, String... values) {
        String possible =
                values.length == 0
                        ? ""
                        : "<xnat:possibleValues><xnat:possibleValue>"
                                + String.join("</xnat:possibleValue><xnat:possibleValue>", values)
                                + "</xnat:possibleValue></xnat:possibleValues>";
        return "<xnat:field name=\""
                + name
                + "\" type=\"custom\" "
                + attributes
                + ">"
                + possible
                + "</xnat:field>";
    }

    private String protocol(String type, String... fields) {
        return """
        <xnat:DatatypeProtocol xmlns:xnat="http://nrg.wustl.edu/xnat" ID="%s" data-type="%s">
         <xnat:definitions><xnat:definition ID="clin" data-type="%s" project-specific="1">
          <xnat:fields>%s</xnat:fields>
         </xnat:definition></xnat:definitions></xnat:DatatypeProtocol>
        """
                .formatted(protocolId(type), type, type, String.join("", fields));
    }

    private String protocolId(String type) {
        return id + "_" + type.replace(':', '_');
    }

    private String address(String type) {
        return project + "/protocols/" + protocolId(type);
    }

    private void define(String type, String... fields) {
        var answer = owner.put(address(type), "text/xml", protocol(type, fields));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static String variable(String type, String name) {
        return encode(type + "/fields/field[name=" + name + "]/field");
    }

    private HttpResponse<String> set(String name, String value) {
        return owner.put(project + "/subjects/S?" + variable(SUBJECTS, name) + "=" + encode(value));
    }

    private String value(String name) {
        return variables(item(owner.get(project + "/subjects/S"))).getOrDefault(name, "");
    }

    @Test
    void a_protocol_is_read_changed_and_deleted() {
        assertThat(owner.get(project + "/protocols/none?dataType=" + SUBJECTS).body())
                .contains("<xnat:DatatypeProtocol ", "data-type=\"xnat:subjectData\"");

        define(SUBJECTS, field("nodes", "datatype=\"integer\" required=\"1\"", "1", "2"));

        var read = owner.get(address(SUBJECTS));
        assertThat(read.headers().firstValue("Content-Type")).hasValue("text/xml;charset=UTF-8");
        assertThat(read.body())
                .contains("name=\"nodes\"", "datatype=\"integer\"", "<xnat:possibleValue>2<");
        assertThat(owner.get(project + "?format=xml").body()).contains("name=\"nodes\"");
        assertThat(children(item(owner.get(project)), "studyProtocol"))
                .anySatisfy(protocol ->
                        assertThat(protocol.at("/data_fields/ID").asString(""))
                                .isEqualTo(protocolId(SUBJECTS)));
        assertThat(owner.delete(address(SUBJECTS)).statusCode()).isEqualTo(200);
        assertThat(owner.get(address(SUBJECTS)).body()).doesNotContain("nodes");
        assertThat(owner.delete(address(SUBJECTS)).statusCode()).isEqualTo(404);
        assertThat(set("nodes", "many").statusCode()).isEqualTo(200);
    }

    @Test
    void only_owners_change_protocols_and_only_readers_see_them() {
        String login = People.fresh("member");
        TestClient member = People.user(server, login);
        owner.put(project + "/users/Members/" + login);
        String xml = protocol(SUBJECTS, field("a", "datatype=\"integer\""));

        assertThat(member.get(address(SUBJECTS)).statusCode()).isEqualTo(200);
        assertThat(member.put(address(SUBJECTS), "text/xml", xml).statusCode()).isEqualTo(403);
        assertThat(member.delete(address(SUBJECTS)).statusCode()).isEqualTo(403);
        TestClient stranger = People.user(server);
        assertThat(stranger.get(address(SUBJECTS)).statusCode()).isEqualTo(404);
        assertThat(stranger.put(address(SUBJECTS), "text/xml", xml).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "integer, 7,          7,    seven",
        "integer, 007,        7,    7.5",
        "int,     7,          7,    x",
        "float,   2.50,       2.50, 2;5",
        "boolean, 1,          true, perhaps",
        "date,    02/29/2024, 2024-02-29, 2023-02-29",
        "string,  anything,   anything, ",
    })
    void values_are_of_the_datatype_of_their_variable(
            String datatype, String value, String kept, String wrong) {
        define(SUBJECTS, field("v1", "datatype=\"" + datatype + "\""));

        assertThat(set("v1", value).statusCode()).isEqualTo(200);
        assertThat(value("v1")).isEqualTo(kept);
        if (wrong != null) {
            var refused = set("v1", wrong);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("'v1'");
            assertThat(value("v1")).isEqualTo(kept);
        }
    }

    @Test
    void values_are_possible_ones() {
        define(SUBJECTS, field("hand", "datatype=\"string\"", "left", "right"));

        assertThat(set("hand", "left").statusCode()).isEqualTo(200);
        var refused = set("hand", "both");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("'hand'", "left, right");
        assertThat(value("hand")).isEqualTo("left");
    }

    @Test
    void a_set_that_is_filled_in_has_its_required_values_and_keeps_them() {
        define(
                SUBJECTS,
                field("site", "datatype=\"string\" required=\"true\""),
                field("nodes", "datatype=\"integer\""));

        assertThat(owner.put(project + "/subjects/T?gender=male").statusCode()).isEqualTo(201);
        var refused = set("nodes", "3");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("'site'", "required");
        assertThat(set("site", "Accra").statusCode()).isEqualTo(200);
        assertThat(set("nodes", "3").statusCode()).isEqualTo(200);
        assertThat(set("site", "NULL").statusCode()).isEqualTo(400);
        assertThat(set("other", "free").statusCode()).isEqualTo(200);
        assertThat(value("site")).isEqualTo("Accra");
    }

    @Test
    void what_was_stored_before_its_definition_stays_until_it_is_written_again() {
        set("v1", "old");
        define(SUBJECTS, field("v1", "datatype=\"integer\""));

        assertThat(owner.put(project + "/subjects/S?gender=male").statusCode()).isEqualTo(200);
        assertThat(value("v1")).isEqualTo("old");
        assertThat(set("v1", "older").statusCode()).isEqualTo(400);
        assertThat(set("v1", "3").statusCode()).isEqualTo(200);
    }

    @Test
    void sessions_and_assessors_are_checked_like_subjects() {
        define("xnat:imageSessionData", field("dose", "datatype=\"float\""));
        define("xnat:qcManualAssessorData", field("grade", "datatype=\"integer\""));
        String session = project + "/subjects/S/experiments/E?xsiType=xnat:mrSessionData";
        String inSession = "&" + variable("xnat:mrSessionData", "dose") + "=";
        String assessor = project + "/experiments/E/assessors/A?xsiType=xnat:qcManualAssessorData";
        String inAssessor = "&" + variable("xnat:qcManualAssessorData", "grade") + "=";

        assertThat(owner.put(session + inSession + "much").statusCode()).isEqualTo(400);
        assertThat(owner.get(project + "/experiments/E").statusCode()).isEqualTo(404);
        assertThat(owner.put(session + inSession + "1.5").statusCode()).isEqualTo(201);
        assertThat(owner.put(session + inSession + "much").statusCode()).isEqualTo(400);
        assertThat(owner.put(assessor + inAssessor + "A").statusCode()).isEqualTo(400);
        assertThat(owner.put(assessor + inAssessor + "4").statusCode()).isEqualTo(201);
    }

    @Test
    void a_projects_own_variables_and_those_in_documents_are_checked_too() {
        define("xnat:projectData", field("budget", "datatype=\"integer\""));
        define(SUBJECTS, field("nodes", "datatype=\"integer\""));
        String budget = "?" + variable("xnat:projectData", "budget") + "=";
        String subject =
                "<xnat:Subject xmlns:xnat=\"http://nrg.wustl.edu/xnat\"><xnat:fields>"
                        + "<xnat:field name=\"nodes\">%s</xnat:field></xnat:fields></xnat:Subject>";
        String address = project + "/subjects/S";

        assertThat(owner.put(project + budget + "much").statusCode()).isEqualTo(400);
        assertThat(owner.put(project + budget + "7").statusCode()).isEqualTo(200);
        assertThat(owner.put(address, "text/xml", subject.formatted("x")).statusCode())
                .isEqualTo(400);
        assertThat(owner.put(address, "text/xml", subject.formatted("007")).statusCode())
                .isEqualTo(200);
        assertThat(value("nodes")).isEqualTo("7");
    }

    @Test
    void values_are_filtered_and_sorted_as_what_they_are() {
        define(
                SUBJECTS,
                field("nodes", "datatype=\"integer\""),
                field("seen", "datatype=\"date\""));
        for (String[] one :
                List.of(
                        new String[] {"S9", "9", "2024-01-02"},
                        new String[] {"S10", "10", "12/31/2023"},
                        new String[] {"S100", "100", "2024-02-01"})) {
            owner.put(
                    project
                            + "/subjects/"
                            + one[0]
                            + "?"
                            + variable(SUBJECTS, "nodes")
                            + "="
                            + one[1]
                            + "&"
                            + variable(SUBJECTS, "seen")
                            + "="
                            + encode(one[2]));
        }
        String nodes = variable(SUBJECTS, "nodes");
        String seen = variable(SUBJECTS, "seen");
        String list = project + "/subjects?columns=label&";

        assertThat(column(owner.get(list + "sortBy=" + nodes), "label"))
                .containsExactly("S9", "S10", "S100", "S");
        assertThat(column(owner.get(list + "sortBy=" + seen + "&limit=2"), "label"))
                .containsExactly("S10", "S9");
        assertThat(column(owner.get(list + nodes + "=9-50"), "label")).containsExactly("S9", "S10");
        assertThat(column(owner.get(list + seen + "=01/01/2024-01/31/2024"), "label"))
                .containsExactly("S9");
        String search =
                Bundles.of(
                        SUBJECTS,
                        List.of(SUBJECTS + "/XNAT_SUBJECTDATA_FIELD_MAP=nodes"),
                        Bundles.criterion("xnat:projectData/ID", "=", id)
                                + Bundles.criterion(
                                        SUBJECTS + "/XNAT_SUBJECTDATA_FIELD_MAP=seen",
                                        ">=",
                                        "01/02/2024"));
        assertThat(
                        column(
                                owner.post("/data/search?sortBy=subject_label", "text/xml", search),
                                "xnat_subjectdata_field_map=nodes"))
                .containsExactly("100", "9");
        assertThat(column(owner.get("/data/search/elements/" + SUBJECTS), "FIELD_ID"))
                .contains("XNAT_SUBJECTDATA_FIELD_MAP=nodes");
    }

    /// pyxnat's `add_custom_variables` reads the project's XML, adds to it and sends it as a file.
    @Test
    void definitions_come_with_the_projects_document() {
        String xml = owner.get(project + "?format=xml").body();
        String added =
                xml.replaceFirst(
                        "(<xnat:studyProtocol [^>]*name=\"Subjects\"[^>]*?)(/>|></xnat:studyProtocol>)",
                        "$1><xnat:definitions><xnat:definition ID=\"newgroup\" description=\"\""
                                + " data-type=\"xnat:subjectData\" project-specific=\"1\">"
                                + "<xnat:fields><xnat:field name=\"bar\" datatype=\"int\""
                                + " type=\"custom\" required=\"0\" xmlPath=\"x\"/></xnat:fields>"
                                + "</xnat:definition></xnat:definitions></xnat:studyProtocol>");
        String form =
                "--b\r\nContent-Disposition: form-data; name=\"cust.xml\"; filename=\"cust.xml\"\r\n"
                        + "Content-Type: text/xml\r\n\r\n"
                        + added
                        + "\r\n--b--\r\n";

        var answer = owner.put(project, "multipart/form-data; boundary=b", form);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(owner.get(project + "?format=xml").body())
                .contains("ID=\"newgroup\"", "name=\"bar\"", "datatype=\"int\"");
        assertThat(set("bar", "x").statusCode()).isEqualTo(400);
        assertThat(set("bar", "5").statusCode()).isEqualTo(200);
        assertThat(owner.put(project, "text/xml", xml).statusCode()).isEqualTo(200);
        assertThat(set("bar", "x").statusCode()).isEqualTo(400);
        assertThat(owner.put(project + "?allowDataDeletion=true", "text/xml", xml).statusCode())
                .isEqualTo(200);
        assertThat(set("bar", "x").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<xnat:field name=\"a\" datatype=\"colour\" type=\"custom\"/>",
                "<xnat:field datatype=\"string\" type=\"custom\"/>",
                "<xnat:field name=\" \" datatype=\"string\" type=\"custom\"/>",
                "<xnat:field name=\"a\" datatype=\"integer\" type=\"custom\"><xnat:possibleValues>"
                        + "<xnat:possibleValue>x</xnat:possibleValue></xnat:possibleValues></xnat:field>",
                "<unclosed>"
            })
    void definitions_that_are_none_are_refused(String field) {
        var answer = owner.put(address(SUBJECTS), "text/xml", protocol(SUBJECTS, field));

        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 422);
        assertThat(owner.get(address(SUBJECTS)).body()).doesNotContain("clin");
    }

    @Test
    void a_protected_projects_variables_and_definitions_are_for_its_readers() {
        define(SUBJECTS, field("secret", "datatype=\"string\""));
        String variable = variable("xnat:projectData", "budget");
        owner.put(project + "?" + variable + "=9");
        owner.put(project + "/accessibility/protected");
        String protocol = encode("xnat:projectData/studyProtocol/ID");
        String list = "/data/projects?ID=" + id + "&columns=" + variable + "," + protocol;
        TestClient stranger = People.user(server);

        assertThat(owner.get(list + "&format=csv").body())
                .endsWith(
                        "\n9," + protocolId(SUBJECTS) + "," + id + ",/data/projects/" + id + "\n");
        assertThat(stranger.get(list + "&format=csv").body())
                .endsWith("\n,," + id + ",/data/projects/" + id + "\n");
        assertThat(column(stranger.get("/data/projects?ID=" + id + "&" + variable + "=9"), "ID"))
                .isEmpty();
        assertThat(stranger.get(address(SUBJECTS)).statusCode()).isEqualTo(403);
    }

    @Test
    void what_is_no_protocol_is_refused() {
        String subject = "<xnat:Subject xmlns:xnat=\"http://nrg.wustl.edu/xnat\"/>";

        assertThat(owner.put(address(SUBJECTS), "text/xml", subject).statusCode()).isEqualTo(406);
        assertThat(owner.put(address(SUBJECTS)).statusCode()).isEqualTo(422);
        assertThat(owner.get(project + "/protocols/none").statusCode()).isEqualTo(404);
        assertThat(owner.get(project + "/protocols").statusCode()).isEqualTo(404);
        assertThat(owner.get(project + "/protocols/x?dataType=foo:bar").statusCode())
                .isEqualTo(400);
    }
}
