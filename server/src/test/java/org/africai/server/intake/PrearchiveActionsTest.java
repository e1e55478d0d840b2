package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.africai.dicom.dict.Tag;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What can be done with one waiting session by its address, and with several by the services.
class PrearchiveActionsTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");
    private ImportClient other = new ImportClient(SERVER, SERVER.guest(), "");

    @BeforeEach
    void two_projects() {
        sender = ImportClient.create(SERVER);
        other = ImportClient.create(SERVER);
    }

    @Test
    void a_session_can_be_built_again() {
        String uri = waiting(1);

        HttpResponse<String> answer = post(uri + "?action=build", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().strip()).isEqualTo(uri);
        assertThat(sender.waiting().getFirst()).containsEntry("status", "READY");
    }

    @Test
    void a_session_moves_to_another_project_and_answers_where() {
        String uri = waiting(1);

        HttpResponse<String> answer = post(uri, "action=move&newProject=" + other.project());

        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(sender.waiting()).isEmpty();
        assertThat(sender.status(uri)).isEqualTo(404);
        Map<String, String> row = other.waiting().getFirst();
        assertThat("/data" + row.get("url")).isEqualTo(answer.body().strip());
        assertThat(row).containsEntry("status", "READY").containsEntry("name", "PAT1_CT");
    }

    @Test
    void a_session_that_moves_where_its_place_is_taken_gets_another() {
        String place = "/20000101_050505/F";
        sender.accepted(sender.send("dest=/prearchive/projects/$P" + place, ct(1)));
        other.accepted(other.send("dest=/prearchive/projects/$P" + place, ct(2)));

        HttpResponse<String> answer =
                post(
                        "/data/prearchive/projects/" + sender.project() + place,
                        "action=move&newProject=" + other.project());

        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(other.waiting()).hasSize(2).allMatch(row -> "F".equals(row.get("folderName")));
    }

    @Test
    void what_is_unassigned_can_be_moved_and_committed() {
        String uri =
                sender.accepted(
                                sender.send(
                                        "import-handler=DICOM-zip&dest=/prearchive",
                                        TestArchives.zip(unassigned())))
                        .getFirst();
        assertThat(uri).startsWith("/data/prearchive/projects/Unassigned/");

        assertThat(post(uri + "?action=build", "").statusCode()).isEqualTo(200);
        HttpResponse<String> committed = post(uri + "?action=commit&AA=true", "");
        assertThat(committed.statusCode()).isEqualTo(200);
        HttpResponse<String> moved = post(uri + "?action=move&newProject=" + sender.project(), "");
        assertThat(moved.statusCode()).isEqualTo(301);
        HttpResponse<String> archived = post(moved.body().strip(), "action=commit&AA=true");

        assertThat(archived.statusCode()).isEqualTo(301);
        assertThat(archived.body()).startsWith("/data/archive/projects/" + sender.project());
        assertThat(sender.dicom(sender.session("PAT77_CT"), "1")).hasSize(1);
    }

    @Test
    void what_is_unassigned_can_be_archived_into_a_project_at_once() {
        String uri =
                sender.accepted(sender.send("dest=/prearchive", TestArchives.zip(unassigned())))
                        .getFirst();

        assertThat(archive("src=" + uri).statusCode()).isEqualTo(400);
        List<String> archived =
                sender.accepted(archive("src=" + uri + "&project=" + sender.project()));

        assertThat(archived.getFirst()).contains("/projects/" + sender.project() + "/");
    }

    @Test
    void committing_in_a_project_that_archives_by_hand_leaves_the_session_where_it_is() {
        manual();
        String uri = waiting(1);

        HttpResponse<String> answer = post(uri + "?action=commit", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body().strip()).isEqualTo(uri);
        assertThat(sender.waiting()).hasSize(1);
    }

    @Test
    void a_status_at_rest_can_be_set_and_is_reset() {
        String uri = waiting(1);

        assertThat(post(uri, "action=set-status&status=ERROR").statusCode()).isEqualTo(200);
        assertThat(sender.waiting().getFirst()).containsEntry("status", "ERROR");
        assertThat(post(uri, "action=set-status&status=ARCHIVING").statusCode()).isEqualTo(400);
        assertThat(post(uri + "?action=reset-status", "").statusCode()).isEqualTo(200);

        assertThat(sender.waiting().getFirst()).containsEntry("status", "READY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "action=", "action=explode", "action=move", "action=set-status"})
    void an_action_that_makes_no_sense_is_refused(String form) {
        String uri = waiting(1);

        assertThat(post(uri, form).statusCode()).isEqualTo(400);
        assertThat(sender.waiting().getFirst()).containsEntry("status", "READY");
    }

    @Test
    void a_scan_can_be_deleted_and_an_empty_session_cannot_be_archived() {
        String uri =
                sender.accepted(
                                sender.send(
                                        "dest=/prearchive/projects/$P",
                                        TestArchives.zip(
                                                TestObject.ct(1, 1, 1), TestObject.ct(1, 2, 1))))
                        .getFirst();

        assertThat(sender.client().delete(uri + "/scans/9").statusCode()).isEqualTo(404);
        assertThat(sender.client().delete(uri + "/scans/1").statusCode()).isEqualTo(200);
        assertThat(sender.rows(uri + "/scans")).extracting(row -> row.get("ID")).containsOnly("2");
        assertThat(sender.client().delete(uri + "/scans/2").statusCode()).isEqualTo(200);
        HttpResponse<String> answer = archive("src=" + uri);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("Empty sessions cannot be archived.");
        assertThat(sender.waiting().getFirst()).containsEntry("status", "ERROR");
    }

    @Test
    void several_sessions_are_moved_and_the_answer_lists_them() {
        String sources = "src=" + waiting(1) + "&src=" + waiting(2);

        HttpResponse<String> answer =
                post(
                        "/data/services/prearchive/move?format=csv",
                        sources + "&async=false&newProject=" + other.project());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("project,timestamp,").contains(other.project() + ",");
        assertThat(sender.waiting()).isEmpty();
        assertThat(other.waiting()).hasSize(2);
    }

    @Test
    void several_sessions_are_rebuilt_and_deleted() {
        String sources = "src=" + waiting(1) + "&src=" + waiting(2);

        HttpResponse<String> rebuilt =
                post("/data/services/prearchive/rebuild?async=false&" + sources, "");
        assertThat(rebuilt.statusCode()).isEqualTo(200);
        assertThat(sender.waiting()).hasSize(2);
        HttpResponse<String> deleted =
                post("/data/services/prearchive/delete?async=false&" + sources, "");

        assertThat(deleted.statusCode()).isEqualTo(200);
        assertThat(sender.waiting()).isEmpty();
    }

    @Test
    void one_source_that_is_not_there_spoils_all() {
        String there = waiting(1);
        String sources = "src=" + there + "&src=" + there + "x";

        assertThat(post("/data/services/prearchive/delete?async=true&" + sources, "").statusCode())
                .isEqualTo(404);
        assertThat(post("/data/services/archive?" + sources, "").statusCode()).isEqualTo(404);
        assertThat(post("/data/services/prearchive/move?src=" + there, "").statusCode())
                .isEqualTo(400);
        assertThat(
                        post("/data/services/prearchive/move?newProject=NOSUCH&src=" + there, "")
                                .statusCode())
                .isEqualTo(404);
        assertThat(post("/data/services/prearchive/delete", "").statusCode()).isEqualTo(400);
        assertThat(sender.client().get("/data/services/prearchive/delete").statusCode())
                .isEqualTo(405);
        assertThat(sender.waiting().getFirst()).containsEntry("status", "READY");
    }

    @Test
    void several_sessions_are_archived_after_the_answer() {
        String sources = "src=" + waiting(1) + "&src=" + waiting(2);

        HttpResponse<String> answer =
                post("/data/services/archive?format=json", sources + "&overwrite=append");
        SERVER.get(PrearchiveQueue.class).run();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"ResultSet\"");
        assertThat(eventually(0)).isEmpty();
        assertThat(sender.dicom(sender.session("PAT1_CT"), "1")).hasSize(2);
        assertThat(sender.dicom(sender.session("PAT2_CT"), "1")).hasSize(2);
    }

    @Test
    void values_for_the_session_and_its_scans_are_set_when_it_is_archived() {
        String uri = waiting(1);
        String query =
                "src="
                        + uri
                        + "&xnat:ctSessionData/subject_id=SUBJ&xnat:ctSessionData/label=SESS"
                        + "&xnat:ctSessionData/note=by%20hand"
                        + "&xnat:ctSessionData/scans/scan%5B0%5D%5B%40xsi:type%3Dxnat:ctScanData%5D"
                        + "/type=LOCALIZER"
                        + "&xnat:ctSessionData/scans/scan%5BID%3D1%5D/note=first";

        List<String> archived = sender.accepted(archive(query));

        assertThat(archived.getFirst()).endsWith("/subjects/SUBJ/experiments/SESS");
        assertThat(sender.fields(archived.getFirst())).containsEntry("note", "by hand");
        assertThat(sender.fields(archived.getFirst() + "/scans/1"))
                .containsEntry("type", "LOCALIZER")
                .containsEntry("note", "first");
    }

    @Test
    void a_value_for_a_scan_that_is_not_there_keeps_the_session_waiting() {
        String uri = waiting(1);

        HttpResponse<String> answer =
                archive("src=" + uri + "&xnat:ctSessionData/scans/scan%5B7%5D/type=X");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(sender.status(sender.session("PAT1_CT"))).isEqualTo(404);
        assertThat(sender.waiting().getFirst()).containsEntry("status", "ERROR");
    }

    @Test
    void a_session_may_be_archived_into_another_project() {
        String uri = waiting(1);

        List<String> archived =
                sender.accepted(
                        archive(
                                "src="
                                        + uri
                                        + "&auto-archive=false&project="
                                        + other.project()
                                        + "&subject=S&session=E"));

        assertThat(archived.getFirst())
                .isEqualTo(
                        "/data/archive/projects/" + other.project() + "/subjects/S/experiments/E");
        assertThat(sender.waiting()).isEmpty();
    }

    @Test
    void a_session_is_named_by_project_timestamp_and_folder_too() {
        waiting(1);
        Map<String, String> row = sender.waiting().getFirst();

        HttpResponse<String> answer =
                archive(
                        "project="
                                + sender.project()
                                + "&PREARC_TIMESTAMP="
                                + row.get("timestamp")
                                + "&PREARC_SESSION_FOLDER="
                                + row.get("folderName")
                                + "&redirect=true");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location"))
                .get()
                .asString()
                .startsWith("/data/archive/projects/");
    }

    @Test
    void quarantine_is_as_the_project_or_the_request_says() {
        sender.accepted(archive("src=" + waiting(1) + "&quarantine=true"));
        sender.client().put("/data/projects/" + sender.project() + "/quarantine_code/1");
        sender.accepted(archive("src=" + waiting(2)));

        assertThat(sender.client().get(sender.session("PAT1_CT") + "/status").body().strip())
                .isEqualTo("quarantine");
        assertThat(sender.client().get(sender.session("PAT2_CT") + "/status").body().strip())
                .isEqualTo("quarantine");
    }

    @Test
    void an_import_may_name_the_session_by_its_accession_id_or_without_its_subject() {
        String session =
                sender.accepted(sender.toArchive("&subject=S&session=E", ct(1))).getFirst();
        String id = sender.fields(session).get("ID");
        byte[] series = TestArchives.zip(TestObject.ct(1, 2, 1));

        List<String> byId =
                sender.accepted(
                        sender.send("overwrite=append&dest=/archive/experiments/" + id, series));
        List<String> withoutSubject =
                sender.accepted(
                        sender.send(
                                "subject=S&overwrite=append&dest=/archive/projects/$P"
                                        + "/experiments/E",
                                TestArchives.zip(TestObject.ct(1, 3, 1))));

        assertThat(byId).containsExactly(session);
        assertThat(withoutSubject).containsExactly(session);
        assertThat(sender.scans(session)).containsOnlyKeys("1", "2", "3");
        assertThat(sender.send("dest=/archive/experiments/XNAT_E99999", series).statusCode())
                .isEqualTo(404);
        assertThat(sender.send("dest=/archive/subjects/S", series).statusCode()).isEqualTo(400);
        assertThat(sender.send("dest=/archive/experiments", series).statusCode()).isEqualTo(400);
    }

    @Test
    void folders_of_the_server_are_closed_unless_its_administrator_opens_some() {
        HttpResponse<String> answer =
                post(
                        "/data/services/import?import-handler=inbox&path=/etc&PROJECT_ID="
                                + sender.project(),
                        "");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("intake-inbox");
        assertThat(post("/data/services/import?import-handler=XAR", "").statusCode())
                .isEqualTo(400);
    }

    @Test
    void what_shall_wait_for_a_person_waits_wherever_it_was_sent() {
        HttpResponse<String> answer =
                sender.send("project=$P&prevent_auto_commit=true&VISIT=v2", ct(1));

        String uri = sender.accepted(answer).getFirst();
        assertThat(uri).contains("/prearchive/");
        assertThat(sender.waiting().getFirst()).containsEntry("prevent_auto_commit", "true");
        List<String> archived = sender.accepted(archive("src=" + uri));
        assertThat(sender.fields(archived.getFirst())).containsEntry("visit", "v2");
        assertThat(sender.send("project=$P&VISIT=" + "x".repeat(256), ct(2)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void more_than_a_request_may_name_is_refused() {
        String uri = waiting(1);
        String many = ("src=" + uri + "&").repeat(1_001);

        assertThat(post("/data/services/prearchive/delete", many).statusCode()).isEqualTo(400);
        assertThat(post("/data/services/archive", "src=" + "x".repeat(1 << 20)).statusCode())
                .isEqualTo(413);
        assertThat(post("/data/services/archive", "src=%zz").statusCode()).isEqualTo(400);
        assertThat(sender.waiting()).hasSize(1);
    }

    @Test
    void archiving_and_pipelines_that_did_not_run_are_noted_among_the_workflows() {
        String session =
                sender.accepted(archive("src=" + waiting(1) + "&triggerPipelines=true")).getFirst();
        sender.accepted(
                sender.toArchive(
                        "&overwrite=append&triggerPipelines=false",
                        TestArchives.zip(TestObject.ct(1, 2, 1))));

        List<Map<String, String>> workflows =
                sender.rows(
                        "/data/workflows?wrk:workflowData/ID=" + sender.fields(session).get("ID"));

        assertThat(workflows)
                .extracting(row -> row.get("pipeline_name") + " " + row.get("status"))
                .containsExactlyInAnyOrder(
                        "Transfer Complete",
                        "xnat_tools/AutoRun.xml Failed (Dismissed)",
                        "Merged Complete");
    }

    private List<Map<String, String>> eventually(int sessions) {
        List<Map<String, String>> waiting = sender.waiting();
        for (int i = 0; i < 1_000 && waiting.size() != sessions; i++) {
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
            waiting = sender.waiting();
        }
        return waiting;
    }

    private static TestObject unassigned() {
        return TestObject.ct(77, 1, 1)
                .with(d -> d.remove(Tag.StudyDescription).remove(Tag.AccessionNumber));
    }

    private void manual() {
        String path = "/data/projects/" + sender.project() + "/prearchive_code/0";
        assertThat(sender.client().put(path).statusCode()).isEqualTo(200);
    }

    private String waiting(int study) {
        return sender.accepted(sender.send("dest=/prearchive/projects/$P", ct(study))).getFirst();
    }

    private HttpResponse<String> archive(String query) {
        return post("/data/services/archive?" + query, "");
    }

    private HttpResponse<String> post(String path, String form) {
        return sender.client().post(path, FORM, form);
    }

    private static byte[] ct(int study) {
        return TestArchives.zip(
                IntStream.rangeClosed(1, 2)
                        .mapToObj(n -> TestObject.ct(study, 1, n))
                        .toArray(TestObject[]::new));
    }
}
