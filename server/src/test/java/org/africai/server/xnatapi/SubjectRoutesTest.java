package org.africai.server.xnatapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SubjectRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    static TestClient owner;
    static String project;

    @BeforeAll
    static void a_project() {
        owner = People.user(server);
        project = "/data/projects/" + People.fresh("SUBJ");
        assertThat(owner.put(project).statusCode()).isEqualTo(200);
    }

    @Test
    void a_put_creates_a_subject_with_its_demographics_and_answers_its_id() {
        var made =
                owner.put(
                        project
                                + "/subjects/1?req_format=qs&group=control&src=12&pi_firstname=Tim"
                                + "&pi_lastname=Olsen&dob=2000-01-01&gender=male&handedness=left");

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body()).matches("AFRICAI_S\\d{5}");
        assertThat(owner.get(project + "/subjects/1?format=xml").body())
                .contains("label=\"1\"", "group=\"control\"", "<xnat:dob>2000-01-01</xnat:dob>")
                .contains("<xnat:gender>male</xnat:gender>", "<xnat:firstname>Tim</xnat:firstname>")
                .contains("xsi:type=\"xnat:demographicData\"");
        assertThat(owner.get("/data/subjects/" + made.body() + "?format=json").body())
                .contains("\"ID\":\"" + made.body() + "\"", "\"handedness\":\"left\"");
    }

    @Test
    void a_second_put_of_the_same_label_answers_200_and_the_same_id() {
        var first = owner.put(project + "/subjects/again?xnat:subjectData/label=again");
        var second = owner.put(project + "/subjects/again?xnat:subjectData/label=again");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void a_deleted_subject_is_gone() {
        owner.put(project + "/subjects/gone");

        assertThat(owner.delete(project + "/subjects/gone?removeFiles=true").statusCode())
                .isEqualTo(200);

        assertThat(owner.get(project + "/subjects/gone").statusCode()).isEqualTo(404);
        assertThat(owner.delete(project + "/subjects/gone").statusCode()).isEqualTo(404);
    }
}
