package org.africai.server.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.dimse.Answer;
import org.africai.dimse.Association;
import org.africai.dimse.Status;
import org.africai.server.boot.TestServer;
import org.africai.server.intake.IdleSessionsJob;
import org.africai.server.intake.TestObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// C-STORE: where objects go, and what becomes of them.
class ReceiveTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final List<TestReceiver> receivers = new ArrayList<>();
    private String project = "";

    @BeforeEach
    void a_project_that_archives_nothing_by_itself() {
        project = project("0");
    }

    @AfterEach
    void receivers_go() {
        receivers.forEach(TestReceiver::close);
    }

    private static String project(String prearchiveCode) {
        String id = "DIMSE" + NUMBER.incrementAndGet();
        assertThat(SERVER.admin().put("/data/projects/" + id).statusCode()).isEqualTo(200);
        var set = SERVER.admin().put("/data/projects/" + id + "/prearchive_code/" + prearchiveCode);
        assertThat(set.statusCode()).isEqualTo(200);
        return id;
    }

    private TestReceiver receiver(String fields) {
        TestReceiver receiver = TestReceiver.open(SERVER, fields);
        receivers.add(receiver);
        return receiver;
    }

    /// An object whose study is described by the name of a project.
    private static TestObject addressed(TestObject object, String project) {
        return object.with(d -> d.put(Tag.StudyDescription, project));
    }

    @Test
    void objects_gather_in_a_waiting_session_of_the_project_that_they_name() {
        TestReceiver receiver = receiver("");

        assertThat(send(receiver, addressed(TestObject.ct(1, 1, 1), project)))
                .isEqualTo(Answer.SUCCESS);
        assertThat(send(receiver, addressed(TestObject.ct(1, 2, 1), project)))
                .isEqualTo(Answer.SUCCESS);

        assertThat(receiver.waiting(project))
                .singleElement()
                .satisfies(row ->
                        assertThat(row)
                                .containsEntry("status", "RECEIVING")
                                .containsEntry("name", "PAT1_CT")
                                .containsEntry("subject", "PAT1")
                                .containsEntry("SOURCE", "SCANNER@127.0.0.1"));
    }

    @Test
    void a_session_is_archived_once_nothing_more_comes_and_its_files_are_what_was_sent()
            throws IOException {
        String archiving = project("4");
        TestObject object = addressed(TestObject.ct(2, 1, 1), archiving);
        assertThat(send(receiver(""), object)).isEqualTo(Answer.SUCCESS);

        SERVER.get(IdleSessionsJob.class).run(Duration.ZERO);

        String files =
                "/data/projects/"
                        + archiving
                        + "/experiments/PAT2_CT/scans/1/resources/DICOM/files";
        String list = SERVER.admin().get(files + "?format=csv").body();
        String name =
                list.lines().skip(1).findFirst().orElseThrow().split(",")[0].replace("\"", "");
        byte[] file = SERVER.admin().download(files + "/" + name).body();
        assertThat(Bytes.dataset(file)).isEqualTo(Bytes.of(object));
    }

    @Test
    void what_names_no_project_waits_unassigned() {
        TestReceiver receiver = receiver("");
        TestObject object = TestObject.ct(3033, 1, 1); // one that no other test sends there

        assertThat(send(receiver, object)).isEqualTo(Answer.SUCCESS);

        assertThat(receiver.waiting("Unassigned"))
                .anySatisfy(row -> assertThat(row).containsEntry("name", "PAT3033_CT"));
        assertThat(receiver.waitingObjects(TestObject.sopUid(3033, 1, 1))).isEqualTo(1);
    }

    @Test
    void a_receiver_of_a_project_takes_everything_there_whatever_headers_say() {
        String other = project("0");
        TestReceiver receiver = receiver("\"project\": \"" + project + "\"");

        assertThat(send(receiver, addressed(TestObject.ct(4, 1, 1), other)))
                .isEqualTo(Answer.SUCCESS);

        assertThat(receiver.waiting(project)).hasSize(1);
        assertThat(receiver.waiting(other)).isEmpty();
    }

    @Test
    void a_receiver_may_send_sessions_on_whatever_their_project_says() {
        TestReceiver receiver =
                receiver("\"project\": \"" + project + "\", \"directArchive\": true");
        assertThat(send(receiver, TestObject.ct(5, 1, 1))).isEqualTo(Answer.SUCCESS);

        SERVER.get(IdleSessionsJob.class).run(Duration.ZERO);

        String session = "/data/projects/" + project + "/experiments/PAT5_CT";
        assertThat(SERVER.admin().get(session).statusCode()).isEqualTo(200);
    }

    @Test
    void rules_of_the_receiver_are_asked_before_the_common_ones() {
        TestReceiver receiver =
                receiver(
                        """
                        "routingExpressionsEnabled": true,
                        "projectRoutingExpression": "# station\\n(0008,1010):(\\\\w+)/.*",
                        "subjectRoutingExpression": "(0008,1010):\\\\w+/(\\\\w+)/.*:1",
                        "sessionRoutingExpression": "(0008,1010):(.*)/(\\\\w+):2"\
                        """);
        TestObject object =
                TestObject.ct(6, 1, 1).with(d -> d.put(Tag.StationName, project + "/S6/E6"));

        assertThat(send(receiver, object)).isEqualTo(Answer.SUCCESS);

        assertThat(receiver.waiting(project))
                .singleElement()
                .satisfies(row ->
                        assertThat(row).containsEntry("subject", "S6").containsEntry("name", "E6"));
    }

    @Test
    void the_project_that_ctp_names_is_found_last() {
        TestReceiver receiver = receiver("");
        TestObject object =
                TestObject.ct(7, 1, 1)
                        .with(d ->
                                d.put(0x0013_0010, Vr.LO, "CTP").put(0x0013_1010, Vr.LO, project));

        assertThat(send(receiver, object)).isEqualTo(Answer.SUCCESS);

        assertThat(receiver.waiting(project)).hasSize(1);
    }

    @Test
    void the_same_object_again_is_a_success_and_adds_nothing() {
        TestReceiver receiver = receiver("\"project\": \"" + project + "\"");
        TestObject object = TestObject.ct(8, 1, 1);

        assertThat(send(receiver, object)).isEqualTo(Answer.SUCCESS);
        assertThat(send(receiver, object)).isEqualTo(Answer.SUCCESS);
        assertThat(receiver.sender().named("WORKSTATION").send(object)).isEqualTo(Answer.SUCCESS);

        assertThat(receiver.waitingObjects(TestObject.sopUid(8, 1, 1))).isEqualTo(1);
    }

    @Test
    void other_bytes_under_the_same_uid_are_kept_beside_the_first_and_the_sender_is_warned() {
        TestReceiver receiver = receiver("\"project\": \"" + project + "\"");
        assertThat(send(receiver, TestObject.ct(9, 1, 1))).isEqualTo(Answer.SUCCESS);

        Answer answer = send(receiver, TestObject.ct(9, 1, 1).with(d -> d.put(Tag.KVP, "100")));

        assertThat(answer.status()).isEqualTo(Status.WARNING);
        assertThat(answer.comment()).contains("beside");
        assertThat(receiver.waitingObjects(TestObject.sopUid(9, 1, 1))).isEqualTo(2);
        SERVER.get(IdleSessionsJob.class).run(Duration.ZERO);
        assertThat(receiver.waiting(project))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("status", "CONFLICT"));
    }

    @Test
    void many_associations_send_one_session_at_once() throws Exception {
        TestReceiver receiver = receiver("\"project\": \"" + project + "\"");
        int associations = 4;
        int each = 25;
        List<Future<Integer>> sent = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int a = 0; a < associations; a++) {
                int first = 1 + a * each;
                sent.add(threads.submit(() -> sendSlices(receiver, 10, first, first + each)));
            }
            for (Future<Integer> one : sent) {
                assertThat(one.get()).isEqualTo(each);
            }
        }

        assertThat(receiver.waiting(project)).hasSize(1);
        String url = receiver.waiting(project).getFirst().get("url");
        String files = SERVER.admin().get("/data" + url + "/scans?format=csv").body();
        assertThat(files.lines()).hasSize(2);
        assertThat(receiver.waitingObjects(TestObject.studyUid(10) + ".%"))
                .isEqualTo((long) associations * each);
    }

    private static int sendSlices(TestReceiver receiver, int study, int from, int to)
            throws IOException {
        List<Sender.Outgoing> slices = new ArrayList<>();
        for (int n = from; n < to; n++) {
            slices.add(Sender.Outgoing.of(TestObject.ct(study, 1, n)));
        }
        int good = 0;
        var proposal = Sender.storing(slices.getFirst());
        try (Association association = receiver.sender().open(proposal).orThrow()) {
            for (Sender.Outgoing slice : slices) {
                good += association.store(slice).isSuccess() ? 1 : 0;
            }
            association.release();
        }
        return good;
    }

    private static Answer send(TestReceiver receiver, TestObject object) {
        return receiver.sender().send(object);
    }
}
