package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.africai.dicom.dict.Tag;
import org.africai.server.access.Caller;
import org.africai.server.accounts.Accounts;
import org.africai.server.accounts.LoginName;
import org.africai.server.accounts.Means;
import org.africai.server.accounts.NewAccount;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PrearchiveTest {
    private static final String PASSWORD = "a few words in a row";

    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");

    @BeforeEach
    void a_project() {
        sender = ImportClient.create(SERVER);
    }

    @Test
    void a_session_sent_there_waits_and_can_be_archived() {
        String uri = waiting("", ct(1, 1, 2)).getFirst();

        Map<String, String> row = sender.waiting().getFirst();
        assertThat(row)
                .containsEntry("status", "READY")
                .containsEntry("subject", "PAT1")
                .containsEntry("name", "PAT1_CT")
                .containsEntry("folderName", "PAT1_CT")
                .containsEntry("tag", TestObject.studyUid(1))
                .containsEntry("scan_date", "2026-01-31");
        assertThat("/data" + row.get("url")).isEqualTo(uri);
        assertThat(row.get("timestamp")).matches("\\d{8}_\\d{9}");
        assertThat(row.get("lastmod"))
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}");
        assertThat(sender.rows(uri + "/scans").getFirst())
                .containsEntry("ID", "1")
                .containsEntry("xsiType", "xnat:ctScanData")
                .containsEntry("series_description", "CT series 1");

        List<String> archived = sender.accepted(archive("src=" + uri));

        assertThat(archived.getFirst()).endsWith("/subjects/PAT1/experiments/PAT1_CT");
        assertThat(sender.dicom(archived.getFirst(), "1")).hasSize(2);
        assertThat(sender.waiting()).isEmpty();
    }

    @Test
    void a_session_may_get_other_names_when_it_is_archived() {
        String uri = waiting("", ct(1, 1, 1)).getFirst();

        List<String> archived = sender.accepted(archive("src=" + uri + "&subject=S9&session=E9"));

        assertThat(archived.getFirst()).endsWith("/subjects/S9/experiments/E9");
    }

    @Test
    void names_that_cannot_be_change_nothing() {
        String uri = waiting("", ct(1, 1, 1)).getFirst();

        assertThat(archive("src=" + uri + "&session=a%2Fb").statusCode()).isEqualTo(417);

        assertThat(sender.waiting().getFirst()).containsEntry("name", "PAT1_CT");
        sender.accepted(archive("src=" + uri));
    }

    @Test
    void a_conflict_can_be_resolved_by_archiving_with_overwrite() {
        sender.accepted(sender.toArchive("", ct(1, 1, 2)));
        assertThat(sender.toArchive("", ct(1, 3, 4)).statusCode()).isEqualTo(409);
        String uri = "/data" + sender.waiting().getFirst().get("url");

        assertThat(archive("src=" + uri).statusCode()).isEqualTo(409);
        sender.accepted(archive("src=" + uri + "&overwrite=append"));

        assertThat(sender.dicom(sender.session("PAT1_CT"), "1")).hasSize(4);
        assertThat(sender.waiting()).isEmpty();
    }

    @Test
    void two_objects_of_one_uid_are_resolved_by_keeping_the_later() {
        TestObject object = TestObject.ct(1, 1, 1);
        TestObject later = object.with(d -> d.put(Tag.StudyID, "later"));
        byte[] both = TestArchives.zip(Map.of("a.dcm", object.bytes(), "b.dcm", later.bytes()));
        assertThat(sender.toArchive("", both).statusCode()).isEqualTo(409);
        String uri = "/data" + sender.waiting().getFirst().get("url");

        assertThat(archive("src=" + uri).statusCode()).isEqualTo(409);
        sender.accepted(archive("src=" + uri + "&overwrite=delete"));

        assertThat(sender.dicom(sender.session("PAT1_CT"), "1").values()).hasSize(1);
        assertThat(sender.fields(sender.session("PAT1_CT") + "/scans/1"))
                .containsEntry("frames", "1");
    }

    @Test
    void a_session_can_be_deleted() {
        String uri = waiting("", ct(1, 1, 1)).getFirst();

        assertThat(sender.client().delete(uri).statusCode()).isEqualTo(200);

        assertThat(sender.waiting()).isEmpty();
        assertThat(sender.status(uri)).isEqualTo(404);
        assertThat(sender.client().delete(uri).statusCode()).isEqualTo(404);
    }

    @Test
    void the_sender_may_name_the_place() {
        String place =
                "/prearchive/projects/" + sender.project() + "/20000101_050505/11223344556677";

        List<String> uris = sender.accepted(sender.send("dest=" + place, ct(1, 1, 1)));

        assertThat(uris).containsExactly("/data" + place);
        assertThat(sender.waiting()).hasSize(1);
    }

    @Test
    void what_is_sent_to_a_place_that_is_taken_is_merged_when_the_sender_says_so() {
        String place = "/prearchive/projects/" + sender.project() + "/20000101_050505/F";
        sender.accepted(sender.send("dest=" + place, ct(1, 1, 2)));
        TestObject otherSeries = TestObject.ct(1, 2, 1);

        HttpResponse<String> without = sender.send("dest=" + place, TestArchives.zip(otherSeries));
        sender.accepted(
                sender.send(
                        "overwrite=append&dest=" + place,
                        TestArchives.zip(otherSeries, TestObject.ct(1, 1, 2))));

        assertThat(without.statusCode()).isEqualTo(409);
        assertThat(sender.rows("/data" + place + "/scans")).hasSize(2);
        sender.accepted(archive("src=" + place));
        assertThat(sender.dicom(sender.session("PAT1_CT"), "1")).hasSize(2);
        assertThat(sender.dicom(sender.session("PAT1_CT"), "2")).hasSize(1);
    }

    @Test
    void a_dicom_zip_joins_the_waiting_session_of_its_study() {
        String first = waiting("&import-handler=DICOM-zip", ct(1, 1, 2)).getFirst();
        String second =
                waiting("&import-handler=DICOM-zip", TestArchives.zip(TestObject.ct(1, 2, 1)))
                        .getFirst();

        assertThat(second).isEqualTo(first);
        assertThat(sender.rows(first + "/scans")).hasSize(2);
        assertThat(sender.waiting()).hasSize(1);
    }

    @Test
    void a_dicom_zip_of_another_study_does_not_go_where_one_waits() {
        String place = "/prearchive/projects/" + sender.project() + "/20000101_050505/F";
        sender.accepted(sender.send("dest=" + place, ct(1, 1, 1)));

        HttpResponse<String> answer =
                sender.send(
                        "import-handler=DICOM-zip&overwrite=append&dest=" + place,
                        TestArchives.zip(TestObject.ct(2, 1, 1)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(sender.rows("/data" + place + "/scans")).hasSize(1);
    }

    @Test
    void a_project_may_keep_everything_waiting() {
        String path = "/data/projects/" + sender.project() + "/prearchive_code/0";
        assertThat(sender.client().put(path).statusCode()).isEqualTo(200);

        List<String> uris = sender.accepted(sender.send("project=$P", ct(1, 1, 1)));

        assertThat(uris.getFirst()).contains("/prearchive/");
    }

    @Test
    void a_project_may_take_everything_in() {
        String path = "/data/projects/" + sender.project() + "/prearchive_code/5";
        assertThat(sender.client().put(path).statusCode()).isEqualTo(200);

        sender.accepted(sender.send("project=$P", ct(1, 1, 2)));
        sender.accepted(sender.send("project=$P", ct(1, 3, 4)));

        assertThat(sender.dicom(sender.session("PAT1_CT"), "1")).hasSize(4);
    }

    @Test
    void what_is_unknown_is_not_found() {
        String base = "/data/prearchive/projects/" + sender.project();

        assertThat(sender.status(base + "/20000101_050505/none")).isEqualTo(404);
        assertThat(sender.status("/data/prearchive/projects/NOSUCH")).isEqualTo(404);
        assertThat(sender.status(base + "/x/..%2F..")).isBetween(400, 404);
        assertThat(archive("src=/prearchive/projects/" + sender.project() + "/1/x").statusCode())
                .isEqualTo(404);
        assertThat(archive("src=/archive").statusCode()).isEqualTo(400);
        assertThat(archive("").statusCode()).isEqualTo(400);
    }

    @Test
    void who_may_not_add_to_the_project_may_not_send_see_delete_or_archive() {
        String uri = waiting("", ct(1, 1, 1)).getFirst();
        TestClient stranger = user("stranger");
        TestClient collaborator = user("collab");
        role(collaborator, "Collaborators", "collab" + sender.project());
        var guest = new ImportClient(SERVER, SERVER.guest(), sender.project());

        for (TestClient other : List.of(stranger, collaborator)) {
            var sends = new ImportClient(SERVER, other, sender.project());
            assertThat(sends.toArchive("", ct(2, 1, 1)).statusCode()).isIn(403, 404);
            assertThat(sends.status(uri)).isIn(403, 404);
            assertThat(other.delete(uri).statusCode()).isIn(403, 404);
            assertThat(post(other, "/data/services/archive?src=" + uri).statusCode())
                    .isIn(403, 404);
            assertThat(sends.rows("/data/prearchive/projects")).isEmpty();
        }
        assertThat(guest.toArchive("", ct(2, 1, 1)).statusCode()).isEqualTo(401);
        assertThat(sender.waiting()).hasSize(1);
    }

    @Test
    void a_member_sends_sees_and_archives_but_not_what_is_unassigned() {
        TestClient member = user("member");
        role(member, "Members", "member" + sender.project());
        var sends = new ImportClient(SERVER, member, sender.project());

        String uri =
                sends.accepted(sends.send("dest=/prearchive/projects/$P", ct(1, 1, 1))).getFirst();

        assertThat(sends.rows("/data/prearchive/projects")).hasSize(1);
        assertThat(sends.status("/data/prearchive/projects/Unassigned")).isEqualTo(404);
        sends.accepted(post(member, "/data/services/archive?src=" + uri));
    }

    private TestClient user(String stem) {
        String login = stem + sender.project();
        SERVER.get(Accounts.class)
                .create(
                        Caller.SYSTEM,
                        Means.PASSWORD,
                        NewAccount.enabled(new LoginName(login)),
                        PASSWORD);
        return SERVER.as(login, PASSWORD);
    }

    private void role(TestClient user, String role, String login) {
        String path = "/data/projects/" + sender.project() + "/users/" + role + "/" + login;
        assertThat(user.server()).isEqualTo(sender.client().server());
        assertThat(sender.client().put(path).statusCode()).isEqualTo(200);
    }

    private List<String> waiting(String more, byte[] zip) {
        return sender.accepted(sender.send("dest=/prearchive/projects/$P" + more, zip));
    }

    private HttpResponse<String> archive(String query) {
        return post(sender.client(), "/data/services/archive?" + query);
    }

    private static HttpResponse<String> post(TestClient client, String path) {
        return client.post(path, "application/x-www-form-urlencoded", "");
    }

    private static byte[] ct(int study, int from, int to) {
        return TestArchives.zip(
                IntStream.rangeClosed(from, to)
                        .mapToObj(n -> TestObject.ct(study, 1, n))
                        .toArray(TestObject[]::new));
    }
}
