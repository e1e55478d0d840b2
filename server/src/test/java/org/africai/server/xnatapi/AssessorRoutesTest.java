package org.africai.server.xnatapi;

import static org.africai.server.xnatapi.Answers.children;
import static org.africai.server.xnatapi.Answers.column;
import static org.africai.server.xnatapi.Answers.field;
import static org.africai.server.xnatapi.Answers.item;
import static org.africai.server.xnatapi.Answers.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AssessorRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static final String QC = "?xsiType=xnat:qcManualAssessorData";

    static TestClient owner;
    static String project;

    @BeforeAll
    static void a_project() {
        owner = People.user(server);
        project = "/data/projects/" + People.fresh("ASSE");
        assertThat(owner.put(project).statusCode()).isEqualTo(200);
    }

    @Test
    void an_assessor_hangs_on_its_session() {
        String session = session();

        var made = owner.put(session + "/assessors/QC1" + QC + "&label=QC1&req_format=qs");

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var assessor = owner.get("/data/experiments/" + made.body() + "?format=json");
        assertThat(field(assessor, "imageSession_ID")).isEqualTo(field(owner.get(session), "ID"));
        assertThat(field(assessor, "label")).isEqualTo("QC1");
        assertThat(children(item(owner.get(session)), "assessors/assessor")).hasSize(1);
        assertThat(rows(owner.get(session + "/assessors")).getFirst())
                .containsEntry("label", "QC1")
                .containsEntry("session_label", field(owner.get(session), "label"));
    }

    @Test
    void it_is_changed_in_place_by_document_and_by_value() {
        String path = session() + "/assessors/" + People.fresh("QC");
        String xml =
                """
                <xnat:QCManualAssessment xmlns:xnat="http://nrg.wustl.edu/xnat">
                 <xnat:date>2020-01-01</xnat:date><xnat:rater>%s</xnat:rater><xnat:pass>1</xnat:pass>
                </xnat:QCManualAssessment>
                """;

        var made = owner.put(path, "text/xml", xml.formatted("A"));
        var again = owner.put(path, "text/xml", xml.formatted("B"));
        owner.put(path + "?xnat:qcManualAssessorData/comments=blurred");

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(made.body());
        assertThat(owner.get(path + "?format=xml").body())
                .contains("<xnat:rater>B<", "<xnat:comments>blurred<");
    }

    /// What an assessor calls scans is its own, and no scan of a session.
    @Test
    void what_it_says_of_single_scans_is_kept_and_changed_in_place() {
        String path = session() + "/assessors/" + People.fresh("QC");
        String xml =
                """
                <xnat:QCManualAssessment xmlns:xnat="http://nrg.wustl.edu/xnat"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
                 <xnat:scans>
                  <xnat:scan xsi:type="xnat:mrQcScanData"><xnat:imageScan_ID>4</xnat:imageScan_ID>
                   <xnat:pass>%s</xnat:pass><xnat:wrap>much</xnat:wrap></xnat:scan>
                  <xnat:scan xsi:type="xnat:mrQcScanData"><xnat:imageScan_ID>5</xnat:imageScan_ID>
                   <xnat:pass>1</xnat:pass></xnat:scan>
                 </xnat:scans>
                </xnat:QCManualAssessment>
                """;

        assertThat(owner.put(path, "text/xml", xml.formatted("1")).statusCode()).isEqualTo(201);
        var again = owner.put(path, "text/xml", xml.formatted("0"));
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);

        var scans = children(item(owner.get(path)), "scans/scan");
        assertThat(scans)
                .extracting(scan -> scan.path("data_fields").path("imageScan_ID").asString(""))
                .containsExactly("4", "5");
        assertThat(scans)
                .extracting(scan -> scan.path("data_fields").path("pass").asString(""))
                .containsExactly("0", "1");
        assertThat(owner.get(path + "?format=xml").body()).contains("<xnat:wrap>much<");
        var one =
                owner.put(
                        path
                                + "?xnat:qcManualAssessorData/scans/scan%5BimageScan_ID%3D5%5D/comments=fine");
        assertThat(one.statusCode()).as(one.body()).isEqualTo(200);
        assertThat(owner.get(path + "?format=xml").body()).contains("<xnat:comments>fine<");
    }

    @Test
    void assessors_are_listed_with_the_experiments_only_where_asked_for() {
        String session = session();
        String label = People.fresh("QC");
        owner.put(session + "/assessors/" + label + QC);

        assertThat(column(owner.get(project + "/experiments"), "label")).doesNotContain(label);
        for (String type :
                List.of(
                        "xnat:qcManualAssessorData",
                        "xnat:imageAssessorData",
                        "xnat:experimentData")) {
            assertThat(column(owner.get(project + "/experiments?xsiType=" + type), "label"))
                    .as(type)
                    .contains(label);
        }
    }

    @Test
    void a_deleted_assessor_is_gone_and_its_session_stays() {
        String session = session();
        String first = owner.put(session + "/assessors/" + People.fresh("QC") + QC).body();
        String second = owner.put(session + "/assessors/" + People.fresh("QC") + QC).body();
        String id = field(owner.get(session), "ID");
        String path = "/data/experiments/" + id + "/assessors";
        assertThat(rows(owner.get(path + "?format=json"))).hasSize(2);

        assertThat(owner.delete(path + "/" + first).statusCode()).isEqualTo(200);
        assertThat(owner.delete(path + "/" + first).statusCode()).isEqualTo(404);
        assertThat(owner.delete("/data/experiments/" + second).statusCode()).isEqualTo(200);

        assertThat(rows(owner.get(path + "?format=json"))).isEmpty();
        assertThat(owner.delete("/data/experiments/" + id).statusCode()).isEqualTo(200);
    }

    @Test
    void an_assessor_needs_a_type_of_its_kind_and_an_imaging_session() {
        String session = session();

        assertThat(owner.put(session + "/assessors/A").statusCode()).isEqualTo(417);
        assertThat(owner.put(session + "/assessors/A?xsiType=xnat:mrSessionData").statusCode())
                .isEqualTo(422);
        assertThat(owner.put(session + "/assessors/A?xsiType=xnat:imageAssessorData").statusCode())
                .isEqualTo(400);
        assertThat(owner.put(project + "/experiments/none/assessors/A" + QC).statusCode())
                .isEqualTo(404);
        String label = field(owner.get(session), "label");
        assertThat(owner.put(session + "/assessors/" + label + QC).statusCode())
                .as("a label is one experiment's in the project")
                .isEqualTo(409);
    }

    private static String session() {
        String path = project + "/subjects/s/experiments/" + People.fresh("MR");
        var made = owner.put(path + "?xsiType=xnat:mrSessionData");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return path;
    }
}
