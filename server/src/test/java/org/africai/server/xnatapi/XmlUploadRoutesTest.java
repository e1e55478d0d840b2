package org.africai.server.xnatapi;

import static org.africai.server.xnatapi.Answers.field;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XmlUploadRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static final String NAMESPACES =
            " xmlns:xnat=\"http://nrg.wustl.edu/xnat\""
                    + " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";

    private static TestClient owner;
    private static String project;

    @BeforeAll
    static void a_project() {
        owner = People.user(server);
        project = People.fresh("XMLUP");
        owner.put("/data/projects/" + project);
    }

    private static HttpResponse<String> upload(TestClient client, String document) {
        return client.post("/xapi/archive/upload/xml", "text/xml", document);
    }

    private static String document(String element, String attributes, String content) {
        return "<xnat:%s %s %s>%s</xnat:%s>"
                .formatted(element, attributes, NAMESPACES, content, element);
    }

    private static String mine() {
        return "project=\"" + project + "\"";
    }

    @Test
    void what_was_exported_and_edited_changes_the_thing_it_came_from() {
        owner.put("/data/projects/" + project + "/subjects/S1?gender=male&group=ctrl");
        String exported = owner.get("/data/projects/" + project + "/subjects/S1?format=xml").body();

        HttpResponse<String> answer = upload(owner, exported.replace(">male<", ">female<"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).startsWith("/archive/subjects/");
        String again = owner.get("/data/projects/" + project + "/subjects/S1?format=xml").body();
        assertThat(again).isEqualTo(exported.replace(">male<", ">female<"));
        assertThat(field(owner.get("/data" + answer.body()), "group")).isEqualTo("ctrl");
    }

    @Test
    void the_document_of_a_subject_with_sessions_and_assessors_can_be_put_back() {
        String subject = "/data/projects/" + project + "/subjects/WHOLE";
        owner.put(subject + "/experiments/WHOLE1?xsiType=xnat:mrSessionData");
        owner.put(
                subject
                        + "/experiments/WHOLE1/assessors/WHOLE1_QC"
                        + "?xsiType=xnat:qcManualAssessorData");
        String exported = owner.get(subject + "?format=xml").body();

        HttpResponse<String> answer = upload(owner, exported);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(owner.get(subject + "?format=xml").body()).isEqualTo(exported);
    }

    @Test
    void a_document_creates_what_is_not_there() {
        String name = People.fresh("XMLNEW");
        assertThat(upload(owner, document("Project", "ID=\"" + name + "\"", "")).body())
                .isEqualTo("/archive/projects/" + name);
        HttpResponse<String> session =
                upload(
                        owner,
                        document(
                                "MRSession",
                                mine() + " label=\"X_MR1\"",
                                "<xnat:date>2024-02-29</xnat:date>"
                                        + "<xnat:subject_ID>X</xnat:subject_ID>"));
        assertThat(session.statusCode()).as(session.body()).isEqualTo(200);
        assertThat(field(owner.get("/data" + session.body()), "date")).isEqualTo("2024-02-29");
        HttpResponse<String> assessor =
                upload(
                        owner,
                        document(
                                "QCManualAssessment",
                                mine() + " label=\"X_QC\"",
                                "<xnat:imageSession_ID>X_MR1</xnat:imageSession_ID>"
                                        + "<xnat:rater>anna</xnat:rater>"
                                        + "<xnat:pass>1</xnat:pass>"));
        assertThat(assessor.statusCode()).as(assessor.body()).isEqualTo(200);
        assertThat(field(owner.get("/data" + assessor.body()), "rater")).isEqualTo("anna");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no xml                                            | 400",
                "<a/>                                              | 400",
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///x'>]><a/> | 400"
            })
    void what_is_no_document_of_the_archive_is_refused(String body, int status) {
        assertThat(upload(owner, body).statusCode()).isEqualTo(status);
    }

    @Test
    void a_document_must_say_where_it_belongs() {
        assertThat(upload(owner, document("Subject", "label=\"L\"", "")).body())
                .contains("needs project");
        assertThat(upload(owner, document("Subject", mine(), "")).body()).contains("needs label");
        assertThat(upload(owner, document("MRScan", "ID=\"1\"", "")).statusCode()).isEqualTo(422);
        assertThat(owner.put("/xapi/archive/upload/xml").statusCode()).isEqualTo(400);
        assertThat(
                        upload(
                                        owner,
                                        document(
                                                "QCManualAssessment",
                                                mine() + " label=\"L\"",
                                                "<xnat:imageSession_ID>NONE</xnat:imageSession_ID>"))
                                .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_doctype_is_told_as_the_reason() {
        String body = "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a\"><a/>";

        assertThat(upload(owner, body).body()).contains("DOCTYPE is disallowed");
    }

    @Test
    void strangers_upload_nothing() {
        TestClient stranger = People.user(server);
        String document = document("Subject", mine() + " label=\"FOREIGN\"", "");

        assertThat(upload(stranger, document).statusCode()).isEqualTo(404);
        assertThat(upload(server.guest(), document).statusCode()).isEqualTo(401);
        assertThat(owner.get("/data/projects/" + project + "/subjects/FOREIGN").statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_document_that_is_too_long_is_refused() {
        String note = "x".repeat(Submissions.MAX_BODY_BYTES);

        assertThat(upload(owner, document("Subject", mine(), note)).statusCode()).isEqualTo(413);
    }

    @Test
    void the_short_names_of_a_list_are_told() {
        var rows = Answers.rows(owner.get("/data/projects/" + project + "/subjects?fields=true"));

        assertThat(rows.getFirst().keySet()).containsExactly("key", "xpath");
        assertThat(rows)
                .anySatisfy(row -> {
                    assertThat(row.get("key")).isEqualTo("gender");
                    assertThat(row.get("xpath")).contains("demographicData]/gender");
                });
        assertThat(
                        People.user(server)
                                .get("/data/projects/" + project + "/subjects?fields=true")
                                .statusCode())
                .isEqualTo(404);
    }
}
