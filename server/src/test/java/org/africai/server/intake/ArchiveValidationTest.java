package org.africai.server.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.africai.dicom.dict.Tag;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// `POST /data/services/validate-archive`
class ArchiveValidationTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");

    @BeforeEach
    void a_project() {
        sender = ImportClient.create(SERVER);
    }

    @Test
    void a_new_session_of_a_new_subject_only_says_so() {
        String uri = waiting(TestObject.ct(1, 1, 1));

        assertThat(notices(uri, "")).containsExactly("WARN-12");
        assertThat(sender.waiting()).hasSize(1);
        assertThat(sender.status(sender.session("PAT1_CT"))).isEqualTo(404);
    }

    @Test
    void what_is_there_already_is_a_conflict() {
        sender.accepted(sender.toArchive("", TestArchives.zip(TestObject.ct(1, 1, 1))));
        String uri = waiting(TestObject.ct(1, 1, 1));

        assertThat(notices(uri, "")).containsExactly("CONFLICT-1", "CONFLICT-16", "CONFLICT-14");
    }

    @Test
    void another_study_subject_or_modality_cannot_be_added() {
        sender.accepted(
                sender.toArchive("&subject=S&session=E", TestArchives.zip(TestObject.ct(1, 1, 1))));
        String uri = waiting(TestObject.mr(2, 1, 1));

        assertThat(notices(uri, "&session=E&subject=OTHER"))
                .contains("CONFLICT-1", "CONFLICT-17", "FAIL-4", "FAIL-5", "FAIL-19");
    }

    @Test
    void a_series_that_has_another_number_there_is_named() {
        sender.accepted(sender.toArchive("", TestArchives.zip(TestObject.ct(1, 1, 1))));
        TestObject renumbered = TestObject.ct(1, 1, 2).with(d -> d.put(Tag.SeriesNumber, "9"));
        String uri = waiting(renumbered);

        assertThat(notices(uri, "")).contains("CONFLICT-18").doesNotContain("CONFLICT-14");
    }

    @Test
    void names_that_cannot_be_and_files_that_are_no_dicom_are_named() {
        Map<String, byte[]> files =
                new HashMap<>(TestArchives.files(List.of(TestObject.ct(1, 1, 1))));
        files.put("readme.txt", "x".getBytes(UTF_8));
        String uri =
                sender.accepted(
                                sender.send(
                                        "dest=/prearchive/projects/$P", TestArchives.zip(files)))
                        .getFirst();

        assertThat(notices(uri, "&session=a%2Fb&subject=a%3Fb"))
                .containsExactly("WARN-20", "FAIL-8", "FAIL-11");
    }

    @Test
    void what_is_unassigned_has_no_project() {
        TestObject nowhere =
                TestObject.ct(3, 1, 1)
                        .with(d -> d.remove(Tag.StudyDescription).remove(Tag.AccessionNumber));
        String uri =
                sender.accepted(sender.send("dest=/prearchive", TestArchives.zip(nowhere)))
                        .getFirst();

        assertThat(notices(uri, "")).containsExactly("FAIL-6");
        assertThat(notices(uri, "&project=" + sender.project())).containsExactly("WARN-12");
    }

    @Test
    void an_empty_session_and_one_of_two_minds_are_named() {
        TestObject object = TestObject.ct(4, 1, 1);
        TestObject later = object.with(d -> d.put(Tag.StudyID, "later"));
        sender.send(
                "dest=/prearchive/projects/$P",
                TestArchives.zip(Map.of("a.dcm", object.bytes(), "b.dcm", later.bytes())));
        String uri = "/data" + sender.waiting().getFirst().get("url");

        assertThat(notices(uri, "")).contains("CONFLICT-14");
        sender.client().delete(uri + "/scans/1");
        assertThat(notices(uri, "")).contains("FAIL-13");
    }

    @Test
    void a_question_that_makes_no_sense_is_refused() {
        assertThat(post("").statusCode()).isEqualTo(400);
        assertThat(post("src=/archive/projects/" + sender.project()).statusCode()).isEqualTo(400);
        assertThat(post("src=/prearchive/projects/" + sender.project() + "/1/x").statusCode())
                .isEqualTo(404);
    }

    private List<String> notices(String uri, String more) {
        var answer = post("format=csv&src=" + uri + more);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).startsWith("type,code,message\n");
        return answer.body()
                .lines()
                .skip(1)
                .map(line -> line.split(",")[0] + "-" + line.split(",")[1])
                .toList();
    }

    private java.net.http.HttpResponse<String> post(String query) {
        return sender.client().post("/data/services/validate-archive?" + query, "text/plain", "");
    }

    private String waiting(TestObject object) {
        return sender.accepted(
                        sender.send("dest=/prearchive/projects/$P", TestArchives.zip(object)))
                .getFirst();
    }
}
