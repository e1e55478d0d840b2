package org.africai.server.dicomweb;

import static org.africai.server.dicomweb.DicomwebClient.header;
import static org.africai.server.dicomweb.DicomwebClient.text;
import static org.africai.server.studies.TestStudies.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.server.access.Role;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.africai.server.studies.TestStudies;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// STOW-RS over HTTP: what is taken in, what is answered, and what is refused.
class StowTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private static final String TYPE =
            "multipart/related; type=\"application/dicom\"; boundary=xYzZy";

    private TestStudies data = new TestStudies(SERVER);
    private DicomwebClient web = new DicomwebClient(SERVER.admin(), data.root());

    @BeforeEach
    void a_project() {
        data = new TestStudies(SERVER);
        web = new DicomwebClient(SERVER.admin(), data.root());
    }

    private byte[] ct(int series, int number) {
        return file(data.ct(1, series, number).build());
    }

    private String study() {
        return "/studies/" + data.studyUid(1);
    }

    private static Dataset answer(HttpResponse<byte[]> answer, int status) {
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/dicom+json");
        return DicomwebClient.datasets(answer.body()).getFirst();
    }

    private static List<Integer> reasons(Dataset answer, int sequence) {
        return answer.sequence(sequence).stream()
                .map(item -> item.integer(Tag.FailureReason).orElseThrow())
                .toList();
    }

    private List<byte[]> stored() {
        return web.parts(study(), DicomwebClient.STORED).stream()
                .map(DicomwebClient.Part::bytes)
                .toList();
    }

    private boolean isEmpty() {
        return web.datasets("/studies").isEmpty();
    }

    @Test
    void objects_are_archived_at_once_and_come_back_as_they_were() {
        List<byte[]> sent = List.of(ct(1, 1), ct(1, 2), ct(2, 1));

        Dataset answer = answer(web.store("/studies", sent.toArray(byte[][]::new)), 200);

        assertThat(answer.string(Tag.RetrieveURL)).get().asString().endsWith(data.root() + study());
        assertThat(answer.sequence(Tag.ReferencedSOPSequence)).hasSize(3);
        assertThat(answer.sequence(Tag.ReferencedSOPSequence).getFirst().string(Tag.RetrieveURL))
                .get()
                .asString()
                .endsWith("/instances/" + data.sopUid(1, 1, 1));
        assertThat(stored()).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(
                        SERVER.admin()
                                .download(
                                        "/data/projects/"
                                                + data.project()
                                                + "/experiments?xsiType=xnat:ctSessionData&format=csv")
                                .body())
                .asString(StandardCharsets.UTF_8)
                .contains("xnat:ctSessionData");
    }

    @Test
    void one_object_may_be_the_whole_body() {
        answer(web.send("/studies", "application/dicom", ct(1, 1)), 200);

        assertThat(stored()).hasSize(1);
    }

    @Test
    void a_study_grows_request_by_request_and_the_same_again_changes_nothing() {
        answer(web.store("/studies", ct(1, 1)), 200);
        answer(web.store(study(), ct(1, 2), ct(3, 1)), 200);
        answer(web.store("/studies", ct(1, 1), ct(1, 2)), 200);

        assertThat(stored()).hasSize(3);
        assertThat(web.datasets("/studies").getFirst().integer(Tag.NumberOfStudyRelatedInstances))
                .hasValue(3);
    }

    @Test
    void other_bytes_under_a_uid_fail_and_leave_the_others_alone() {
        byte[] first = ct(1, 1);
        answer(web.store("/studies", first), 200);
        byte[] changed = file(data.ct(1, 1, 1).put(Tag.StudyID, "x").build());

        Dataset mixed = answer(web.store("/studies", changed, ct(1, 2)), 202);
        Dataset alone = answer(web.store("/studies", changed), 409);

        assertThat(reasons(mixed, Tag.FailedSOPSequence)).containsExactly(0x0111);
        assertThat(mixed.sequence(Tag.ReferencedSOPSequence)).hasSize(1);
        assertThat(reasons(alone, Tag.FailedSOPSequence)).containsExactly(0x0111);
        assertThat(stored()).containsExactlyInAnyOrder(first, ct(1, 2));
    }

    @Test
    void what_is_no_object_fails_by_itself() {
        byte[] text = "hello".getBytes(StandardCharsets.UTF_8);

        Dataset mixed = answer(web.store("/studies", text, ct(1, 1)), 202);
        Dataset alone = answer(web.store("/studies", text), 409);

        assertThat(reasons(mixed, Tag.OtherFailuresSequence)).containsExactly(0xC000);
        assertThat(reasons(alone, Tag.OtherFailuresSequence)).containsExactly(0xC000);
        assertThat(stored()).hasSize(1);
    }

    @Test
    void objects_of_another_study_than_the_address_names_fail() {
        Dataset answer = answer(web.store("/studies/1.2.3", ct(1, 1)), 409);

        assertThat(reasons(answer, Tag.FailedSOPSequence)).containsExactly(0xA900);
        assertThat(isEmpty()).isTrue();
    }

    @Test
    void objects_wait_where_the_project_wants_that() {
        data.put("/data/projects/" + data.project() + "/prearchive_code/0");

        HttpResponse<byte[]> sent = web.store("/studies", ct(1, 1));

        Dataset answer = answer(sent, 202);
        Dataset item = answer.sequence(Tag.ReferencedSOPSequence).getFirst();
        assertThat(item.string(Tag.RetrieveURL)).isEmpty();
        assertThat(header(sent, "Warning")).startsWith("299 ").contains("/prearchive/");
        assertThat(isEmpty()).isTrue();
        assertThat(
                        SERVER.admin()
                                .get("/data/prearchive/projects/" + data.project() + "?format=json")
                                .body())
                .contains(data.project(), "READY");
    }

    @Test
    void several_studies_become_sessions_of_their_own() {
        Dataset answer =
                answer(web.store("/studies", ct(1, 1), file(data.ct(2, 1, 1).build())), 200);

        assertThat(answer.contains(Tag.RetrieveURL)).isFalse();
        assertThat(web.datasets("/studies")).hasSize(2);
    }

    @Test
    void many_may_send_one_study_at_the_same_time() throws Exception {
        try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<HttpResponse<byte[]>>> requests =
                    IntStream.range(0, 6)
                            .<Callable<HttpResponse<byte[]>>>mapToObj(i ->
                                    () -> web.store("/studies", ct(i % 3, i), ct(i % 3, i + 10)))
                            .toList();
            for (Future<HttpResponse<byte[]>> sent : senders.invokeAll(requests)) {
                answer(sent.get(), 200);
            }
        }

        assertThat(stored()).hasSize(12);
        assertThat(web.datasets("/studies")).hasSize(1);
    }

    @Test
    void only_those_who_may_add_to_the_project_store() {
        TestClient collaborator = data.client(data.caller(Role.COLLABORATOR));
        TestClient stranger = data.client(data.caller());
        TestClient member = data.client(data.caller(Role.MEMBER));

        assertThat(status(collaborator)).isEqualTo(403);
        assertThat(status(stranger)).isEqualTo(404);
        assertThat(status(SERVER.guest())).isEqualTo(401);
        assertThat(isEmpty()).isTrue();
        assertThat(status(member)).isEqualTo(200);
    }

    private int status(TestClient client) {
        return new DicomwebClient(client, data.root()).store("/studies", ct(1, 1)).statusCode();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain | 415",
                "multipart/form-data; boundary=xYzZy | 415",
                "multipart/related; type=\"application/dicom+json\"; boundary=xYzZy | 415",
                "multipart/related; type=\"application/dicom\" | 400",
                "multipart/related; type=\"application/dicom\"; boundary=another | 400",
                "multipart/related; type=\"application/dicom\";"
                        + " boundary=0123456789012345678901234567890123456789012345678901234567890"
                        + "12345678901234567890 | 400",
            })
    void a_body_of_another_kind_is_refused(String type, int status) {
        HttpResponse<byte[]> answer = web.send("/studies", type, DicomwebClient.body(ct(1, 1)));

        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(isEmpty()).isTrue();
    }

    @Test
    void a_hostile_body_leaves_nothing_behind() {
        byte[] whole = DicomwebClient.body(ct(1, 1), ct(1, 2));
        String longHead =
                "--xYzZy\r\nContent-Type: application/dicom\r\nX: "
                        + "y".repeat(9_000)
                        + "\r\n\r\n";
        String noColon = "--xYzZy\r\nnonsense\r\n\r\nx\r\n--xYzZy--\r\n";
        String otherPart = "--xYzZy\r\nContent-Type: image/png\r\n\r\nx\r\n--xYzZy--\r\n";

        assertThat(refused(Arrays.copyOf(whole, whole.length - 9))).isEqualTo(400);
        assertThat(refused(Arrays.copyOf(whole, whole.length / 2))).isEqualTo(400);
        assertThat(refused(longHead.getBytes(StandardCharsets.US_ASCII))).isEqualTo(400);
        assertThat(refused(noColon.getBytes(StandardCharsets.US_ASCII))).isEqualTo(400);
        assertThat(refused("--xYzZy--\r\n".getBytes(StandardCharsets.US_ASCII))).isEqualTo(400);
        assertThat(refused(new byte[0])).isEqualTo(400);
        assertThat(refused(otherPart.getBytes(StandardCharsets.US_ASCII))).isEqualTo(415);
        assertThat(isEmpty()).isTrue();
        assertThat(
                        SERVER.admin()
                                .get("/data/prearchive/projects/" + data.project() + "?format=json")
                                .body())
                .doesNotContain("/prearchive/projects/" + data.project());
    }

    private int refused(byte[] body) {
        return web.send("/studies", TYPE, body).statusCode();
    }

    @Test
    void without_a_project_in_the_address_the_headers_say_where_to() {
        var site = new DicomwebClient(SERVER.admin(), "/dicomweb");
        byte[] routed = file(data.ct(1, 1, 1).put(Tag.StudyDescription, data.project()).build());
        byte[] lost = file(data.ct(2, 1, 1).put(Tag.StudyDescription, "no such").build());

        answer(site.store("/studies", routed), 200);
        Dataset waiting = answer(site.store("/studies", lost), 202);

        assertThat(stored()).hasSize(1);
        assertThat(waiting.sequence(Tag.ReferencedSOPSequence)).hasSize(1);
    }

    @Test
    void the_answer_is_xml_for_those_who_prefer_it() {
        var answer =
                SERVER.admin()
                        .send(
                                SERVER.admin()
                                        .request(data.root() + "/studies")
                                        .header("Content-Type", TYPE)
                                        .header("Accept", "application/dicom+xml")
                                        .POST(
                                                java.net.http.HttpRequest.BodyPublishers
                                                        .ofByteArray(
                                                                DicomwebClient.body(ct(1, 1)))));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<NativeDicomModel", "ReferencedSOPSequence");
    }
}
