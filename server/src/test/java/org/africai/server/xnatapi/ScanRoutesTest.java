package org.africai.server.xnatapi;

import static org.africai.server.xnatapi.Answers.children;
import static org.africai.server.xnatapi.Answers.encode;
import static org.africai.server.xnatapi.Answers.field;
import static org.africai.server.xnatapi.Answers.item;
import static org.africai.server.xnatapi.Answers.rows;
import static org.assertj.core.api.Assertions.assertThat;

import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Scans and reconstructions.
class ScanRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static final String MR = "?xsiType=xnat:mrSessionData";

    static TestClient owner;
    static String subject;

    @BeforeAll
    static void a_project() {
        owner = People.user(server);
        String project = "/data/projects/" + People.fresh("SCAN");
        assertThat(owner.put(project).statusCode()).isEqualTo(200);
        subject = project + "/subjects/s";
    }

    @Test
    void a_scan_is_created_with_the_lower_case_id_that_xnatpy_sends() {
        String session = session();

        var made =
                owner.put(
                        session
                                + "/scans/7?xsiType=xnat:mrScanData&req_format=qs&xnat:mrScanData/id=7"
                                + "&xnat:mrScanData/type=T1&xnat:mrScanData/series_description=MPRAGE"
                                + "&xnat:mrScanData/parameters/tr=2.5&xnat:mrScanData/frames=176");

        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(made.body()).isEqualTo("7");
        var scan = owner.get(session + "/scans/7?format=json");
        assertThat(field(scan, "type")).isEqualTo("T1");
        assertThat(scan.body()).contains("\"parameters/tr\":2.5", "\"frames\":176");
        assertThat(field(scan, "image_session_ID")).isEqualTo(field(owner.get(session), "ID"));
        assertThat(children(item(owner.get(session)), "scans/scan")).hasSize(1);
    }

    @Test
    void a_put_without_anything_to_change_changes_nothing() {
        String session = session();
        owner.put(session + "/scans/1?xsiType=xnat:mrScanData&note=a");

        assertThat(owner.put(session + "/scans/1").statusCode()).isEqualTo(200);

        assertThat(field(owner.get(session + "/scans/1"), "note")).isEqualTo("a");
    }

    @Test
    void a_note_follows_every_way_of_naming_it_and_no_other_type() {
        String scan = session() + "/scans/1";
        owner.put(scan + "?xsiType=xnat:mrScanData&note=a");
        for (String way :
                new String[] {"note", "xnat:imageScanData/note", "xnat:mrScanData/note"}) {
            assertThat(owner.put(scan + "?" + way + "=" + way.length()).statusCode())
                    .isEqualTo(200);
            assertThat(field(owner.get(scan), "note")).isEqualTo("" + way.length());
        }

        var other = owner.put(scan + "?xnat:ctScanData/note=test");
        var differing = owner.put(scan + "?xsiType=xnat:petScanData&note=x");

        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(differing.statusCode()).isEqualTo(409);
        assertThat(differing.body()).contains("Specified xsiType differs from existing xsiType");
        assertThat(field(owner.get(scan), "note")).isEqualTo("20");
    }

    @Test
    void a_scan_without_a_type_gets_that_of_its_session() {
        String session = session();

        owner.put(session + "/scans/1");

        assertThat(item(owner.get(session + "/scans/1")).at("/meta/xsi:type").asString(""))
                .isEqualTo("xnat:mrScanData");
        assertThat(owner.put(session + "/scans/2?xsiType=xnat:imageScanData").statusCode())
                .isEqualTo(400);
        assertThat(owner.put(session + "/scans/2?xsiType=xnat:mrSessionData").statusCode())
                .isEqualTo(422);
    }

    @Test
    void named_parameters_are_set_and_deleted() {
        String scan = session() + "/scans/1?xsiType=xnat:mrScanData";
        String parameter = encode("xnat:mrScanData/parameters/addParam[name=k]/addField");

        owner.put(scan + "&" + parameter + "=v");
        assertThat(owner.get(scan.replace("xsiType", "x") + "&format=xml").body())
                .contains("<xnat:addParam name=\"k\">");

        owner.put(scan + "&" + parameter + "=NULL");
        assertThat(owner.get(scan.replace("xsiType", "x") + "&format=xml").body())
                .doesNotContain("addParam");
    }

    @Test
    void a_post_to_the_list_takes_the_first_free_number() {
        String session = session();
        owner.put(session + "/scans/1");
        owner.put(session + "/scans/3");

        var made = owner.post(session + "/scans", "application/x-www-form-urlencoded", "type=T2");

        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(made.body()).endsWith("/scans/2");
        assertThat(
                        owner.post(session + "/scans", "application/x-www-form-urlencoded", "ID=2")
                                .statusCode())
                .isEqualTo(409);
    }

    @Test
    void a_scan_is_addressed_by_its_type_too_but_only_read() {
        String session = session();
        owner.put(session + "/scans/1?type=T1w");
        owner.put(session + "/scans/2?type=T2w");

        assertThat(field(owner.get(session + "/scans/T2w"), "ID")).isEqualTo("2");
        assertThat(owner.get(session + "/scans/1,2").statusCode()).isEqualTo(404);
        assertThat(owner.put(session + "/scans/1,2").statusCode()).isEqualTo(404);
        assertThat(owner.put(session + "/scans/ALL?note=x").statusCode()).isEqualTo(404);
    }

    @Test
    void a_deleted_scan_is_gone_and_its_neighbour_stays() {
        String session = session();
        owner.put(session + "/scans/1");
        owner.put(session + "/scans/2");

        assertThat(owner.delete(session + "/scans/1?removeFiles=true").statusCode()).isEqualTo(200);

        assertThat(owner.get(session + "/scans/1").statusCode()).isEqualTo(404);
        assertThat(rows(owner.get(session + "/scans"))).hasSize(1);
    }

    @Test
    void only_imaging_sessions_have_scans() {
        String other = subject + "/experiments/" + People.fresh("V");
        owner.put(other + "?xsiType=xnat:subjectVariablesData");

        assertThat(owner.put(other + "/scans/1?xsiType=xnat:mrScanData").statusCode())
                .isEqualTo(409);
        assertThat(owner.get(other).statusCode()).isEqualTo(200);
    }

    @Test
    void a_reconstruction_is_added_to_the_list_under_the_id_that_is_sent() {
        String session = session();

        var made = owner.post(session + "/reconstructions?ID=RX&type=mean", "text/plain", "");
        var again = owner.post(session + "/reconstructions?ID=RX", "text/plain", "");
        var nameless = owner.post(session + "/reconstructions?type=mean", "text/plain", "");
        var wrong = owner.post(session + "/reconstructions?ID=a%2Fb", "text/plain", "");

        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        String address = made.headers().firstValue("Location").orElse("");
        assertThat(made.body()).isEqualTo(address).endsWith("/reconstructions/RX");
        assertThat(field(owner.get(address.substring(address.indexOf("/data"))), "type"))
                .isEqualTo("mean");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(nameless.statusCode()).isEqualTo(400);
        assertThat(wrong.statusCode()).isIn(400, 417);
        assertThat(rows(owner.get(session + "/reconstructions"))).hasSize(1);
    }

    @Test
    void reconstructions_are_put_read_listed_and_deleted() {
        String session = session();

        var made = owner.put(session + "/reconstructions/R1?type=average&baseScanType=T1w");
        var again = owner.put(session + "/reconstructions/R1?xsiType=xnat:ReconstructedImage");

        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        assertThat(made.body()).isEqualTo("R1");
        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
        assertThat(field(owner.get(session + "/reconstructions/R1"), "type")).isEqualTo("average");
        assertThat(rows(owner.get(session + "/reconstructions")).getFirst())
                .containsEntry("ID", "R1")
                .containsEntry("baseScanType", "T1w");
        assertThat(owner.delete(session + "/reconstructions/R1").statusCode()).isEqualTo(200);
        assertThat(owner.get(session + "/reconstructions/R1").statusCode()).isEqualTo(404);
    }

    private static String session() {
        String path = subject + "/experiments/" + People.fresh("MR");
        var made = owner.put(path + MR);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return path;
    }
}
