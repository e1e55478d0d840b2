package org.africai.server.xnatapi;

import static org.africai.server.xnatapi.Answers.children;
import static org.africai.server.xnatapi.Answers.encode;
import static org.africai.server.xnatapi.Answers.field;
import static org.africai.server.xnatapi.Answers.item;
import static org.africai.server.xnatapi.Answers.variables;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExperimentRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static final String MR = "xsiType=xnat:mrSessionData";

    static TestClient owner;
    static String project;

    @BeforeAll
    static void a_project() {
        owner = People.user(server);
        project = "/data/projects/" + People.fresh("EXPT");
        assertThat(owner.put(project).statusCode()).isEqualTo(200);
    }

    @Test
    void a_put_creates_a_session_and_the_subject_it_names() {
        var made =
                owner.put(
                        project
                                + "/subjects/new-one/experiments/MR1?"
                                + MR
                                + "&req_format=qs&xnat:mrSessionData/label=MR1&date=2024-02-29"
                                + "&xnat:mrSessionData/fieldStrength=3.0&note=first");

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.body()).matches("\\w+_E\\d{5}");
        var session = owner.get("/data/experiments/" + made.body() + "?format=json");
        String subject = field(owner.get(project + "/subjects/new-one?format=json"), "ID");
        assertThat(field(session, "subject_ID")).isEqualTo(subject);
        assertThat(field(session, "date")).isEqualTo("2024-02-29");
        assertThat(field(session, "fieldStrength")).isEqualTo("3.0");
        assertThat(field(session, "note")).isEqualTo("first");
        assertThat(item(session).at("/meta/xsi:type").asString("")).isEqualTo("xnat:mrSessionData");
    }

    @Test
    void a_post_under_an_unknown_subject_is_refused_and_creates_none() {
        String xml = session("label=\"posted\"", "");

        var refused = owner.post(project + "/subjects/unheard-of/experiments", "text/xml", xml);

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(owner.get(project + "/subjects/unheard-of").statusCode()).isEqualTo(404);
        owner.put(project + "/subjects/heard-of");
        assertThat(
                        owner.post(project + "/subjects/heard-of/experiments", "text/xml", xml)
                                .statusCode())
                .isEqualTo(200);
        assertThat(
                        owner.post(project + "/subjects/heard-of/experiments", "text/xml", xml)
                                .statusCode())
                .isEqualTo(409);
    }

    @Test
    void the_document_of_a_session_comes_back_with_its_scans() {
        String path = project + "/subjects/xml/experiments/X1";
        String xml =
                session(
                        "",
                        """
                        <xnat:date>2024-01-31</xnat:date><xnat:time>08:30:00</xnat:time>
                        <xnat:fields><xnat:field name="v">1</xnat:field></xnat:fields>
                        <xnat:scanner manufacturer="SIEMENS" model="Skyra">S1</xnat:scanner>
                        <xnat:scans><xnat:scan ID="4" type="T1w" UID="1.2.3"
                          xsi:type="xnat:mrScanData"><xnat:quality>usable</xnat:quality>
                          <xnat:frames>176</xnat:frames>
                          <xnat:parameters><xnat:tr>2.5</xnat:tr></xnat:parameters>
                        </xnat:scan></xnat:scans>
                        <xnat:coil>HE</xnat:coil>
                        """);

        var made = owner.put(path, "application/xml", xml);
        String first = owner.get(path + "?format=xml").body();
        var again = owner.put(path, "text/xml", first.replace(">HE<", ">HEA<"));

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(first)
                .contains("UID=\"1.2.9\"", "<xnat:time>08:30:00<", "manufacturer=\"SIEMENS\"")
                .contains("<xnat:frames>176<", "<xnat:tr>2.5<", "name=\"v\">1<");
        assertThat(owner.get(path + "?format=xml").body())
                .isEqualTo(first.replace(">HE<", ">HEA<"));
    }

    @Test
    void a_document_with_a_wrong_value_is_refused_whole() {
        for (String wrong :
                List.of(
                        "<xnat:date>31.01.2024</xnat:date>",
                        "<xnat:age>old</xnat:age>",
                        "<xnat:note>" + "n".repeat(2501) + "</xnat:note>",
                        "<xnat:nothing/>",
                        "<xnat:scans><xnat:scan ID=\"1\" xsi:type=\"xnat:mrScanData\">"
                                + "<xnat:frames>x</xnat:frames></xnat:scan></xnat:scans>")) {
            String path = project + "/subjects/wrong/experiments/W1";

            var refused = owner.put(path, "text/xml", session("", wrong));

            assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
            assertThat(owner.get(path).statusCode()).isEqualTo(404);
            assertThat(owner.get(project + "/subjects/wrong").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void custom_variables_follow_each_other_and_are_listed() {
        String path = project + "/subjects/vars/experiments/V1";
        String variable = encode("xnat:mrSessionData/fields/field[name=test01]/field");
        owner.put(path + "?" + MR + "&" + variable + "=12");
        owner.put(path + "?" + MR + "&" + variable + "=14");
        owner.put(path, "application/x-www-form-urlencoded", variable + "=15");

        assertThat(variables(item(owner.get(path + "?format=json"))))
                .isEqualTo(Map.of("test01", "15"));
        var list =
                owner.get(
                        project
                                + "/experiments?columns=xnat:mrSessionData/fields/field/field,"
                                + "xnat:mrSessionData/fields/field/name&xnat:mrSessionData/label=V1");
        assertThat(Answers.rows(list)).hasSize(1);
        assertThat(Answers.rows(list).getFirst())
                .containsEntry("xnat:mrsessiondata/fields/field/field", "15")
                .containsEntry("xnat:mrsessiondata/fields/field/name", "test01");
    }

    @Test
    void a_label_belongs_to_one_experiment_of_the_project() {
        owner.put(project + "/subjects/a/experiments/only?" + MR);

        var refused = owner.put(project + "/subjects/b/experiments/only?" + MR);

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(owner.get(project + "/subjects/b").statusCode())
                .as("nothing of a refused request stays")
                .isEqualTo(404);
        assertThat(owner.put(project + "/subjects/a/experiments/only?" + MR).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_session_is_renamed_and_moved_to_another_subject() {
        String id = owner.put(project + "/subjects/one/experiments/M1?" + MR).body();
        owner.put(project + "/subjects/two");

        assertThat(owner.put(project + "/experiments/M1?label=M2").statusCode()).isEqualTo(200);
        assertThat(owner.put(project + "/experiments/M2?subject_ID=two").statusCode())
                .isEqualTo(200);

        assertThat(field(owner.get(project + "/subjects/two/experiments/M2"), "ID")).isEqualTo(id);
        assertThat(owner.get(project + "/subjects/one/experiments/M2").statusCode()).isEqualTo(404);
        owner.put(project + "/subjects/two/experiments/M3?" + MR);
        assertThat(owner.put(project + "/experiments/M2?label=M3").statusCode()).isEqualTo(409);
    }

    @Test
    void the_data_type_is_needed_for_a_new_one_and_kept_for_an_old_one() {
        String path = project + "/subjects/typed/experiments/T1";

        assertThat(owner.put(path).statusCode()).isEqualTo(417);
        assertThat(owner.put(path + "?xsiType=xnat:imageSessionData").statusCode()).isEqualTo(400);
        assertThat(owner.put(path + "?xsiType=xnat:subjectData").statusCode()).isEqualTo(422);
        assertThat(owner.put(path + "?xsiType=xnat:qcManualAssessorData").statusCode())
                .isEqualTo(422);
        assertThat(owner.put(path + "?xnat:ctSessionData/note=n").statusCode()).isEqualTo(201);
        assertThat(owner.put(path + "?" + MR).statusCode()).isEqualTo(409);
        assertThat(owner.put(path + "?xsiType=xnat:imageSessionData&note=m").statusCode())
                .isEqualTo(200);
        assertThat(owner.put(project + "/experiments/no-subject?" + MR).statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_deleted_session_takes_its_scans_along_and_nothing_else() {
        String path = project + "/subjects/del/experiments/";
        owner.put(path + "D1?" + MR);
        owner.put(path + "D1/scans/1?xsiType=xnat:mrScanData");
        owner.put(path + "D2?" + MR);
        owner.put(path + "D2/scans/1?xsiType=xnat:mrScanData");

        assertThat(owner.delete(path + "D1").statusCode()).isEqualTo(200);

        assertThat(owner.get(path + "D1").statusCode()).isEqualTo(404);
        assertThat(Answers.rows(owner.get(path + "D2/scans"))).hasSize(1);
    }

    @Test
    void the_status_is_read_and_set() {
        String path = project + "/subjects/st/experiments/ST1";
        owner.put(path + "?" + MR);

        assertThat(owner.get(path + "/status").body()).isEqualTo("active");
        assertThat(owner.put(path + "?quarantine=true").statusCode()).isEqualTo(200);
        assertThat(owner.get(path + "/status").body()).isEqualTo("quarantine");
        assertThat(owner.put(path + "/status?activate=true").statusCode()).isEqualTo(200);
        assertThat(owner.get(path + "/status").body()).isEqualTo("active");
    }

    @Test
    void what_is_quarantined_is_not_there_for_those_without_a_role() {
        String open = "/data/projects/" + People.fresh("QUAR");
        owner.put(open + "?accessibility=public");
        owner.put(open + "/quarantine_code/1");
        String id = owner.put(open + "/subjects/s/experiments/Q1?" + MR).body();
        var guest = server.guest();

        assertThat(Answers.rows(guest.get(open + "/experiments"))).isEmpty();
        assertThat(guest.get("/data/experiments/" + id).statusCode()).isEqualTo(401);
        assertThat(People.user(server).get("/data/experiments/" + id).statusCode()).isEqualTo(404);
        assertThat(children(item(guest.get(open + "/subjects/s")), "experiments/experiment"))
                .isEmpty();
        assertThat(Answers.rows(owner.get(open + "/experiments"))).hasSize(1);

        owner.put("/data/experiments/" + id + "?activate=true");

        assertThat(Answers.rows(guest.get(open + "/experiments"))).hasSize(1);
        assertThat(guest.get("/data/experiments/" + id).statusCode()).isEqualTo(200);
    }

    @Test
    void requests_for_later_work_on_a_session_are_accepted() {
        String path = project + "/subjects/pull/experiments/P1";
        String id = owner.put(path + "?" + MR).body();

        for (String flag : List.of("triggerPipelines", "fixScanTypes", "pullDataFromHeaders")) {
            assertThat(owner.put("/data/experiments/" + id + "?" + flag + "=true").statusCode())
                    .as(flag)
                    .isEqualTo(200);
        }
    }

    @Test
    void a_locked_session_is_read_and_not_changed_until_it_is_unlocked() {
        String path = project + "/subjects/locked/experiments/LOCK1";
        owner.put(path + "?" + MR + "&note=before");
        owner.put(path + "/scans/1?xsiType=xnat:mrScanData");
        owner.put(path + "/resources/R/files/f", "text/plain", "bytes");
        assertThat(owner.put(path + "?_lock=true").statusCode()).isEqualTo(200);

        assertThat(owner.get(path + "/status").body()).isEqualTo("locked");
        assertThat(owner.put(path + "?note=after").statusCode()).isEqualTo(403);
        assertThat(owner.put(path + "?label=LOCK2").statusCode()).isEqualTo(403);
        assertThat(owner.put(path + "/scans/1?note=after").statusCode()).isEqualTo(403);
        assertThat(owner.put(path + "/scans/2?xsiType=xnat:mrScanData").statusCode())
                .isEqualTo(403);
        assertThat(owner.put(path, "text/xml", session("", SCAN)).statusCode()).isEqualTo(403);
        assertThat(owner.put(path + "/resources/R/files/g", "text/plain", "x").statusCode())
                .isEqualTo(403);
        assertThat(owner.delete(path + "/resources/R").statusCode()).isEqualTo(403);
        assertThat(owner.delete(path + "/scans/1").statusCode()).isEqualTo(403);
        assertThat(owner.delete(path).statusCode()).isEqualTo(403);
        assertThat(field(owner.get(path), "note")).isEqualTo("before");
        assertThat(owner.get(path + "/resources/R/files/f").body()).isEqualTo("bytes");

        assertThat(owner.put(path + "?_unlock=true").statusCode()).isEqualTo(200);
        assertThat(owner.put(path + "?note=after").statusCode()).isEqualTo(200);
    }

    @Test
    void a_subject_is_always_active() {
        owner.put(project + "/subjects/status");

        assertThat(owner.get(project + "/subjects/status/status").body()).isEqualTo("active");
        assertThat(owner.put(project + "/subjects/status/status?quarantine=true").statusCode())
                .isEqualTo(404);
        assertThat(People.user(server).get(project + "/subjects/status/status").statusCode())
                .isEqualTo(404);
    }

    private static final String SCAN =
            "<xnat:scans><xnat:scan ID=\"1\" xsi:type=\"xnat:mrScanData\"><xnat:note>x</xnat:note>"
                    + "</xnat:scan></xnat:scans>";

    private static String session(String attributes, String content) {
        return """
        <xnat:MRSession xmlns:xnat="http://nrg.wustl.edu/xnat" UID="1.2.9" project="elsewhere"
          xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" %s>%s</xnat:MRSession>
        """
                .formatted(attributes, content);
    }
}
