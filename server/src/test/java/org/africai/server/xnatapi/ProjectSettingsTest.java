package org.africai.server.xnatapi;

import static org.africai.server.xnatapi.Answers.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Scan-type mapping, quality labels and XNAT's archive specification; lists as searches.
class ProjectSettingsTest {
    @RegisterExtension static final TestServer server = TestServer.with(java.util.Map.of());

    private TestClient owner = server.guest();
    private TestClient reader = server.guest();
    private String id = "";
    private String project = "";

    @BeforeEach
    void a_project() {
        owner = People.user(server);
        id = People.fresh("SET");
        project = "/data/projects/" + id;
        owner.put(project);
        String login = People.fresh("reader");
        reader = People.user(server, login);
        owner.put(project + "/users/Collaborators/" + login);
    }

    @Test
    void scan_types_are_mapped_until_an_owner_wants_otherwise() {
        assertThat(owner.get(project + "/scan_type_mapping").body()).isEqualTo("true");

        assertThat(owner.put(project + "/scan_type_mapping/false").statusCode()).isEqualTo(200);

        assertThat(reader.get(project + "/scan_type_mapping").body()).isEqualTo("false");
        assertThat(reader.put(project + "/scan_type_mapping/true").statusCode()).isEqualTo(403);
        assertThat(owner.put(project + "/scan_type_mapping/maybe").statusCode()).isEqualTo(400);
        assertThat(owner.delete(project + "/scan_type_mapping").statusCode()).isEqualTo(405);
        assertThat(server.guest().get(project + "/scan_type_mapping").statusCode()).isEqualTo(401);
        assertThat(People.user(server).get(project + "/scan_type_mapping").statusCode())
                .isEqualTo(404);
        assertThat(owner.get(project + "/scan_type_mapping").body()).isEqualTo("false");
    }

    @Test
    void types_are_only_taken_from_other_sessions_where_that_is_wanted() {
        owner.put(project + "/subjects/S/experiments/A?xsiType=xnat:mrSessionData");
        owner.put(project + "/experiments/A/scans/1?type=T1&series_description=mprage");
        owner.put(project + "/subjects/S/experiments/B?xsiType=xnat:mrSessionData");
        owner.put(project + "/experiments/B/scans/1?series_description=mprage");
        owner.put(project + "/scan_type_mapping/false");

        owner.put(project + "/experiments/B?fixScanTypes=true");

        assertThat(Answers.field(owner.get(project + "/experiments/B/scans/1"), "type"))
                .isEqualTo("mprage");
    }

    @Test
    void the_archive_specification_says_how_data_is_treated() {
        owner.put(project + "/prearchive_code/5");

        String xml = reader.get(project + "/archive_spec").body();

        assertThat(xml)
                .contains("id=\"" + id + "\" current_arc=\"arc001\"")
                .contains("<arc:prearchive_code>5</arc:prearchive_code>");
        assertThat(owner.put(project + "/archive_spec").statusCode()).isEqualTo(405);
        assertThat(owner.get(project + "/archive_spec/x").statusCode()).isEqualTo(404);
        assertThat(People.user(server).get(project + "/archive_spec").statusCode()).isEqualTo(404);
    }

    @Test
    void quality_labels_are_the_projects_or_the_sites_or_the_usual_ones() {
        String labels = "/data/services/scan-quality-labels";
        assertThat(reader.get(labels).body())
                .isEqualTo("{\"site\":[\"usable\",\"questionable\",\"unusable\"]}");
        server.admin().put("/data/config/scan-quality/labels", "text/plain", "good, bad");
        assertThat(reader.get(labels + "/" + id).body())
                .isEqualTo("{\"" + id + "\":[\"good\",\"bad\"]}");
        owner.put(project + "/config/scan-quality/labels", "text/plain", "A,B,,C");

        assertThat(reader.get(labels + "/" + id).body())
                .isEqualTo("{\"" + id + "\":[\"A\",\"B\",\"C\"]}");
        assertThat(reader.get(labels).body()).isEqualTo("{\"site\":[\"good\",\"bad\"]}");
        assertThat(server.guest().get(labels).statusCode()).isEqualTo(401);
        assertThat(People.user(server).get(labels + "/" + id).statusCode()).isEqualTo(404);
        assertThat(reader.get(labels + "/NONE").statusCode()).isEqualTo(404);
        server.admin().put("/data/config/scan-quality/labels?status=disabled");
    }

    @Test
    void a_list_is_given_as_the_search_that_finds_it() {
        owner.put(project + "/subjects/S1");

        var xml = owner.get(project + "/subjects?format=search_xml");

        assertThat(xml.statusCode()).as(xml.body()).isEqualTo(200);
        var found = owner.post("/data/search?format=json", "text/xml", xml.body());
        assertThat(rows(found)).extracting(row -> row.get("subject_label")).containsExactly("S1");
        assertThat(owner.get("/data/projects?format=search_xml").body())
                .contains("xnat:projectData");
        for (String type : List.of("xnat:mrSessionData", "xnat:subjectAssessorData")) {
            var sessions = owner.get(project + "/experiments?format=search_xml&xsiType=" + type);
            assertThat(sessions.statusCode()).as(sessions.body()).isEqualTo(200);
            assertThat(owner.post("/data/search", "text/xml", sessions.body()).statusCode())
                    .isEqualTo(200);
        }
        assertThat(owner.get(project + "/experiments?format=search_xml").statusCode())
                .isEqualTo(200);
        assertThat(People.user(server).get(project + "/subjects?format=search_xml").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "'", "xnat:noSuchData", "xnat:mrScanData'--"})
    void no_search_is_made_of_what_is_no_type(String type) {
        var answer =
                owner.get(
                        project + "/experiments?format=search_xml&xsiType=" + Answers.encode(type));

        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 404);
    }
}
