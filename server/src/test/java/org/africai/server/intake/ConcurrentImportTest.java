package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Uploads at the same moment: one session, no object twice, nobody waits for ever, nothing fails.
class ConcurrentImportTest {
    private static final int SENDERS = 4;

    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");

    @BeforeEach
    void a_project() {
        sender = ImportClient.create(SERVER);
    }

    @RepeatedTest(3)
    void one_of_several_uploads_of_a_session_wins_and_the_others_wait() throws Exception {
        byte[] zip = series(1, 1, 8);

        List<HttpResponse<String>> answers = together(sender -> sender.toArchive("", zip), SENDERS);

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnlyOnce(200);
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 409);
        assertThat(sender.waiting()).hasSize(SENDERS - 1);
        assertThat(sender.dicom(sender.session("PAT1_CT"), "1")).hasSize(8);
    }

    /// Enough objects for several batches, whose blobs all senders want at once.
    @RepeatedTest(2)
    void the_same_objects_for_several_projects_keep_nobody_waiting() throws Exception {
        byte[] zip = series(1, 1, 600);
        List<Send> sends = new ArrayList<>();
        List<ImportClient> senders = new ArrayList<>();
        for (int n = 0; n < SENDERS; n++) {
            ImportClient other = ImportClient.create(SERVER);
            senders.add(other);
            sends.add(_ -> other.toArchive("", zip));
        }

        List<HttpResponse<String>> answers = together(sends);

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
        for (ImportClient one : senders) {
            assertThat(one.fields(one.session("PAT1_CT") + "/scans/1"))
                    .containsEntry("frames", "600");
        }
    }

    @RepeatedTest(3)
    void different_sessions_of_a_new_subject_are_all_archived() throws Exception {
        List<HttpResponse<String>> answers =
                together(
                        IntStream.rangeClosed(1, SENDERS)
                                .<Send>mapToObj(n ->
                                        s ->
                                                s.toArchive(
                                                        "&subject=NEW&session=E" + n,
                                                        series(n, 1, 4)))
                                .toList());

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
        assertThat(sender.rows("/data/projects/" + sender.project() + "/subjects")).hasSize(1);
        assertThat(sender.rows("/data/projects/" + sender.project() + "/experiments"))
                .hasSize(SENDERS);
    }

    @RepeatedTest(3)
    void parts_of_a_study_from_several_senders_become_one_session() throws Exception {
        List<HttpResponse<String>> answers =
                together(
                        IntStream.rangeClosed(1, SENDERS)
                                .<Send>mapToObj(n ->
                                        s ->
                                                s.toArchive(
                                                        "&overwrite=append",
                                                        TestArchives.zip(
                                                                TestObject.ct(1, n, 1),
                                                                TestObject.ct(1, n, 2))))
                                .toList());

        assertThat(answers).extracting(HttpResponse::body).allMatch(b -> b.endsWith("\r\n"));
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
        String session = sender.session("PAT1_CT");
        assertThat(sender.scans(session)).hasSize(SENDERS);
        assertThat(sender.dicom(session, "3")).hasSize(2);
    }

    @RepeatedTest(3)
    void the_same_objects_one_by_one_from_several_senders_are_there_once() throws Exception {
        List<Send> sends = new ArrayList<>();
        for (int n = 0; n < SENDERS; n++) {
            sends.add(GradualSender::sendSeries);
        }

        List<HttpResponse<String>> answers = together(sends);

        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
        assertThat(sender.waiting()).hasSize(1);
        String uri = "/data" + sender.waiting().getFirst().get("url");
        assertThat(sender.rows(uri + "/scans")).hasSize(1);
        sender.accepted(
                sender.client()
                        .post(
                                "/data/services/archive?src=" + uri,
                                "application/x-www-form-urlencoded",
                                ""));
        assertThat(sender.dicom(sender.session("PAT1_CT"), "1")).hasSize(5);
    }

    private interface Send {
        HttpResponse<String> by(ImportClient sender);
    }

    private static final class GradualSender {
        static HttpResponse<String> sendSeries(ImportClient sender) {
            HttpResponse<String> last = null;
            for (int n = 1; n <= 5; n++) {
                TestObject object = TestObject.ct(1, 1, n);
                last = sender.send("project=$P", "application/dicom", object.bytes());
                if (last.statusCode() != 200) {
                    return last;
                }
            }
            if (last == null) {
                throw new IllegalStateException("nothing was sent");
            }
            return last;
        }
    }

    private List<HttpResponse<String>> together(Send send, int times) throws Exception {
        return together(java.util.Collections.nCopies(times, send));
    }

    private List<HttpResponse<String>> together(List<Send> sends) throws Exception {
        var start = new CyclicBarrier(sends.size());
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Send send : sends) {
                Callable<HttpResponse<String>> task =
                        () -> {
                            start.await();
                            return send.by(sender);
                        };
                answers.add(threads.submit(task));
            }
        }
        List<HttpResponse<String>> all = new ArrayList<>();
        for (Future<HttpResponse<String>> answer : answers) {
            all.add(answer.get());
        }
        return all;
    }

    private static byte[] series(int study, int from, int to) {
        return TestArchives.zip(
                IntStream.rangeClosed(from, to)
                        .mapToObj(n -> TestObject.ct(study, 1, n))
                        .toArray(TestObject[]::new));
    }
}
