package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Archived sessions and the headers of their objects.
class HeadersTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");

    @BeforeEach
    void a_project() {
        sender = ImportClient.create(SERVER);
    }

    @Test
    void what_was_lost_is_read_from_the_objects_again() {
        String session = archived(1);
        put(session + "?xnat:ctSessionData/dcmPatientName=NULL");
        put(session + "?xnat:ctSessionData/note=mine");
        put(scan(session, "xnat:ctScanData/type=Unknown"));
        put(scan(session, "xnat:ctScanData/quality=questionable"));

        put(session + "?pullDataFromHeaders=true");

        assertThat(sender.fields(session))
                .containsEntry("dcmPatientName", "PAT1")
                .containsEntry("note", "mine");
        assertThat(sender.fields(session + "/scans/1"))
                .containsEntry("type", "CT series 1")
                .containsEntry("quality", "questionable")
                .containsEntry("frames", "2");
    }

    @Test
    void a_type_that_people_gave_a_scan_stays() {
        String session = archived(1);
        put(scan(session, "xnat:ctScanData/type=Lung"));

        put(session + "?pullDataFromHeaders=true&fixScanTypes=true");

        assertThat(sender.fields(session + "/scans/1")).containsEntry("type", "Lung");
    }

    @Test
    void scans_take_the_type_that_the_project_gives_their_description() {
        String first = archived(1);
        String second = archived(2);
        put(scan(first, "xnat:ctScanData/type=Lung"));

        put(second + "?fixScanTypes=true");
        String third = archived(3);

        assertThat(sender.fields(second + "/scans/1")).containsEntry("type", "Lung");
        assertThat(sender.fields(third + "/scans/1")).containsEntry("type", "Lung");
    }

    @Test
    void a_session_whose_files_came_one_by_one_is_filled_too() {
        String session = "/data/projects/" + sender.project() + "/subjects/S2/experiments/BYHAND";
        put(session + "?xsiType=xnat:ctSessionData");
        put(session + "/scans/1?xsiType=xnat:ctScanData&type=Unknown");
        for (int number = 1; number <= 3; number++) {
            HttpResponse<String> answer =
                    sender.client()
                            .put(
                                    session + "/scans/1/resources/DICOM/files/" + number + ".dcm",
                                    TestObject.ct(21, 1, number).bytes());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }

        put(session + "?pullDataFromHeaders=true");

        assertThat(sender.fields(session)).containsEntry("dcmPatientName", "PAT21");
        assertThat(sender.fields(session + "/scans/1"))
                .containsEntry("type", "CT series 1")
                .containsEntry("frames", "3");
    }

    @Test
    void a_session_without_objects_stays_as_it_is() {
        String session = "/data/projects/" + sender.project() + "/subjects/S1/experiments/EMPTY";
        put(session + "?xsiType=xnat:mrSessionData&xnat:mrSessionData/note=n");

        put(session + "?pullDataFromHeaders=true");

        assertThat(sender.fields(session)).containsEntry("note", "n");
    }

    @Test
    void an_upload_may_ask_for_quarantine() {
        byte[] zip = TestArchives.zip(TestObject.ct(9, 1, 1));

        String session = sender.accepted(sender.toArchive("&quarantine=true", zip)).getFirst();

        assertThat(sender.client().get(session + "/status").body()).isEqualTo("quarantine");
    }

    private String archived(int study) {
        byte[] zip = TestArchives.zip(TestObject.ct(study, 1, 1), TestObject.ct(study, 1, 2));
        return sender.accepted(sender.toArchive("", zip)).getFirst();
    }

    private static String scan(String session, String assignment) {
        return session + "/scans/1?xsiType=xnat:ctScanData&" + assignment;
    }

    private void put(String path) {
        var answer = sender.client().put(path);
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    }
}
