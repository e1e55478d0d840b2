package org.africai.server.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.africai.dicom.dict.Tag;
import org.africai.server.boot.TestServer;
import org.africai.server.db.Sql;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Objects that are sent one by one.
class GradualImportTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");

    @BeforeEach
    void a_project() {
        sender = ImportClient.create(SERVER);
    }

    @Test
    void objects_of_a_study_gather_in_one_waiting_session() {
        String first = sent(TestObject.ct(1, 1, 1));
        String second = sent(TestObject.ct(1, 2, 1));

        assertThat(first)
                .isEqualTo(second)
                .startsWith("/data/prearchive/projects/" + sender.project() + "/");
        assertThat(sender.rows(first + "/scans")).hasSize(2);
    }

    @Test
    void a_session_is_archived_once_nothing_more_comes() {
        sent(TestObject.ct(2, 1, 1));
        sent(TestObject.ct(2, 1, 2));

        SERVER.get(IdleSessionsJob.class).run(Duration.ZERO);

        String session = sender.session("PAT2_CT");
        assertThat(sender.waiting()).isEmpty();
        assertThat(sender.dicom(session, "1")).hasSize(2);
    }

    @Test
    void objects_that_come_after_their_session_was_archived_are_added_to_it() {
        sent(TestObject.ct(10, 1, 1));
        SERVER.get(IdleSessionsJob.class).run(Duration.ZERO);

        sent(TestObject.ct(10, 1, 1));
        sent(TestObject.ct(10, 1, 2));
        sent(TestObject.ct(10, 2, 1));
        SERVER.get(IdleSessionsJob.class).run(Duration.ZERO);

        String session = sender.session("PAT10_CT");
        assertThat(sender.waiting()).isEmpty();
        assertThat(sender.dicom(session, "1")).hasSize(2);
        assertThat(sender.dicom(session, "2")).hasSize(1);
    }

    @Test
    void a_session_that_the_server_fails_on_keeps_no_other_waiting() {
        String broken = sent(TestObject.ct(12, 1, 1));
        sent(TestObject.ct(13, 1, 1));
        SERVER.get(Sql.class)
                .of(
                        """
                        update prearchive_series
                           set attributes = cast('{"nonsense":"x"}' as jsonb)
                         where uid = :uid\
                        """)
                .bind("uid", TestObject.seriesUid(12, 1))
                .update();

        SERVER.get(IdleSessionsJob.class).run(Duration.ZERO);

        assertThat(sender.dicom(sender.session("PAT13_CT"), "1")).hasSize(1);
        assertThat(sender.waiting())
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("status", "ERROR"));
        assertThat(sender.client().delete(broken).statusCode()).isEqualTo(200);
    }

    @Test
    void an_object_that_is_said_to_be_the_last_ends_its_session() {
        sent(TestObject.ct(14, 1, 1));

        HttpResponse<String> last =
                sender.send(
                        "project=$P&action=commit",
                        "application/dicom",
                        TestObject.ct(14, 1, 2).bytes());

        assertThat(sender.accepted(last).getFirst()).endsWith("/experiments/PAT14_CT");
        assertThat(sender.dicom(sender.session("PAT14_CT"), "1")).hasSize(2);
        manual();
        HttpResponse<String> kept =
                sender.send(
                        "project=$P&action=commit",
                        "application/dicom",
                        TestObject.ct(15, 1, 1).bytes());
        assertThat(sender.accepted(kept).getFirst()).contains("/prearchive/");
        assertThat(sender.waiting().getFirst()).containsEntry("status", "READY");
    }

    @Test
    void a_session_that_is_not_idle_yet_is_left_alone() {
        sent(TestObject.ct(11, 1, 1));
        String project = "/data/projects/" + sender.project();
        assertThat(sender.waiting()).hasSize(1);

        SERVER.get(IdleSessionsJob.class).run(Duration.ofHours(1));

        assertThat(sender.waiting().getFirst()).containsEntry("status", "RECEIVING");
        assertThat(sender.status(project + "/experiments/PAT11_CT")).isEqualTo(404);
    }

    @Test
    void a_session_of_a_project_that_archives_by_hand_waits_ready() {
        manual();
        sent(TestObject.ct(3, 1, 1));

        SERVER.get(IdleSessionsJob.class).run(Duration.ZERO);

        assertThat(sender.waiting().getFirst())
                .containsEntry("status", "READY")
                .containsEntry("scan_date", "2026-01-31")
                .containsEntry("name", "PAT3_CT")
                .containsEntry("subject", "PAT3");
    }

    @Test
    void an_object_that_comes_after_the_session_was_built_is_still_added() {
        manual();
        String uri = sent(TestObject.ct(4, 1, 1));
        SERVER.get(IdleSessionsJob.class).run(Duration.ZERO);

        assertThat(sent(TestObject.ct(4, 1, 2))).isEqualTo(uri);

        assertThat(sender.waiting().getFirst()).containsEntry("status", "RECEIVING");
    }

    @Test
    void an_object_that_is_sent_again_is_no_error_and_no_second_object() {
        String uri = sent(TestObject.ct(5, 1, 1));
        HttpResponse<String> again = send(TestObject.ct(5, 1, 1), "application/dicom");

        assertThat(sender.accepted(again)).containsExactly(uri);
        assertThat(again.headers().firstValue("X-Import-Summary"))
                .get()
                .asString()
                .contains("duplicates=1");
    }

    @Test
    void another_object_of_the_same_uid_is_kept_and_reported() {
        manual();
        sent(TestObject.ct(6, 1, 1));
        TestObject changed = TestObject.ct(6, 1, 1).with(d -> d.put(Tag.StudyID, "x"));

        HttpResponse<String> answer = send(changed, "application/dicom");
        SERVER.get(IdleSessionsJob.class).run(Duration.ZERO);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(sender.waiting().getFirst()).containsEntry("status", "CONFLICT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/dicom", "application/x-mirc-dicom"})
    void the_content_type_tells_that_it_is_a_single_object(String type) {
        HttpResponse<String> answer = send(TestObject.ct(7, 1, 1), type);

        assertThat(sender.accepted(answer).getFirst()).contains("/prearchive/");
    }

    @Test
    void ctp_gets_the_answer_it_knows() {
        HttpResponse<String> answer = send(TestObject.ct(8, 1, 1), "application/x-mirc");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("OK");
    }

    @Test
    void what_is_no_object_is_refused() {
        HttpResponse<String> text =
                sender.send("project=$P", "application/dicom", "hello".getBytes(UTF_8));
        TestObject noSeries = TestObject.ct(9, 1, 1).with(d -> d.remove(Tag.SeriesInstanceUID));
        HttpResponse<String> incomplete = send(noSeries, "application/dicom");

        assertThat(text.statusCode()).isEqualTo(400);
        assertThat(text.body()).contains("unable to read DICOM object");
        assertThat(incomplete.statusCode()).isEqualTo(400);
        assertThat(incomplete.body()).contains("object contains no Series Instance UID");
        assertThat(sender.waiting()).isEmpty();
    }

    private void manual() {
        String path = "/data/projects/" + sender.project() + "/prearchive_code/0";
        assertThat(sender.client().put(path).statusCode()).isEqualTo(200);
    }

    private String sent(TestObject object) {
        List<String> uris = sender.accepted(send(object, "application/dicom"));
        assertThat(uris).hasSize(1);
        return uris.getFirst();
    }

    private HttpResponse<String> send(TestObject object, String type) {
        return sender.send("project=$P&filename=" + object.fileName(), type, object.bytes());
    }
}
