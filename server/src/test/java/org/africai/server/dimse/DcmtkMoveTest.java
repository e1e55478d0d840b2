package org.africai.server.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import org.africai.dicom.Uid;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomWriter;
import org.africai.dimse.Answer;
import org.africai.dimse.Association;
import org.africai.dimse.Proposal;
import org.africai.dimse.QueryModel;
import org.africai.dimse.RetrieveResult;
import org.africai.dimse.Status;
import org.africai.dimse.StoreService;
import org.africai.server.boot.TestServer;
import org.africai.server.intake.IdleSessionsJob;
import org.africai.server.intake.TestObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// DCMTK's movescu asks, and its storescp is sent to.
class DcmtkMoveTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private static final int STUDY = 610;
    private static Storescp destination;
    private static TestReceiver receiver;

    @BeforeAll
    static void a_study_is_archived() throws IOException {
        destination = Storescp.start();
        assertThat(SERVER.admin().put("/data/projects/MOVED").statusCode()).isEqualTo(200);
        receiver =
                TestReceiver.open(
                        SERVER,
                        """
                        "project": "MOVED", "directArchive": true, "queryEnabled": true,
                        "destinations": [{"aeTitle": "STORESCP", "host": "127.0.0.1", "port": %s}]\
                        """
                                .formatted(destination.port()));
        for (int n = 1; n <= 3; n++) {
            assertThat(receiver.sender().send(TestObject.ct(STUDY, 1, n)).isSuccess()).isTrue();
        }
        SERVER.get(IdleSessionsJob.class).run(Duration.ZERO);
    }

    @AfterAll
    static void all_is_closed() {
        receiver.close();
        destination.close();
    }

    private static DcmtkTools.Result move(String to, int study) throws Exception {
        return DcmtkTools.run(
                "movescu",
                "-v",
                "-S",
                "-aec",
                TestReceiver.TITLE,
                "-aem",
                to,
                "-k",
                "0008,0052=STUDY",
                "-k",
                "0020,000D=" + TestObject.studyUid(study),
                "127.0.0.1",
                receiver.port());
    }

    @Test
    void a_study_goes_to_the_destination_byte_for_byte() throws Exception {
        DcmtkTools.Result moved = move(Storescp.TITLE, STUDY);

        assertThat(moved.exit()).as(moved.output()).isZero();
        assertThat(moved.output()).contains("Received Final Move Response (Success)");
        List<byte[]> expected = new ArrayList<>();
        for (int n = 1; n <= 3; n++) {
            expected.add(Bytes.of(TestObject.ct(STUDY, 1, n)));
        }
        assertThat(destination.datasets()).containsAll(expected);
    }

    @Test
    void nobody_else_is_sent_to() throws Exception {
        DcmtkTools.Result moved = move("ELSEWHERE", STUDY);

        assertThat(moved.output()).contains("MoveDestinationUnknown");
    }

    // ---- compressed

    /// Stores an object whose pixels are deflated, by STOW-RS.
    ///
    /// @param code the frame as it is compressed
    private static void store(int study, byte[] code) throws IOException {
        Dataset object =
                TestObject.ct(study, 1, 1)
                        .dataset()
                        .edit()
                        .putFragments(
                                Tag.PixelData,
                                Vr.OB,
                                List.of(BulkRange.of(new byte[0]), BulkRange.of(code)))
                        .build();
        var file = new ByteArrayOutputStream();
        DicomWriter.write(object, TransferSyntax.DEFLATED_IMAGE_FRAME, file);
        var admin = SERVER.admin();
        var answer =
                admin.send(
                        admin.request("/data/projects/MOVED/dicomweb/studies")
                                .header("Content-Type", "application/dicom")
                                .POST(BodyPublishers.ofByteArray(file.toByteArray())));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static byte[] deflated(byte[] bytes) {
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] code = new byte[bytes.length + 64];
        int length = deflater.deflate(code);
        deflater.end();
        return Arrays.copyOf(code, length + length % 2);
    }

    private static byte[] pixels(int study) throws IOException {
        Element pixels = TestObject.ct(study, 1, 1).dataset().element(Tag.PixelData).orElseThrow();
        return pixels.bytes().orElseThrow();
    }

    @Test
    void who_takes_no_compressed_objects_gets_them_without() throws Exception {
        store(STUDY + 1, deflated(pixels(STUDY + 1)));

        DcmtkTools.Result moved = move(Storescp.TITLE, STUDY + 1);

        assertThat(moved.exit()).as(moved.output()).isZero();
        assertThat(destination.datasets())
                .anySatisfy(one ->
                        assertThat(one)
                                .endsWith(pixels(STUDY + 1))
                                .containsSequence(uid(STUDY + 1)));
    }

    private static byte[] uid(int study) {
        return TestObject.sopUid(study, 1, 1).getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void what_cannot_be_decompressed_is_counted_as_failed_and_the_rest_arrives() throws Exception {
        store(STUDY + 2, new byte[] {1, 2, 3, 4});

        RetrieveResult result;
        Proposal proposal =
                Proposal.EMPTY.get(
                        QueryModel.STUDY_ROOT,
                        List.of(KnownUid.CTImageStorage),
                        List.of(TransferSyntax.IMPLICIT_LITTLE.uid()));
        List<Uid> got = new ArrayList<>();
        Dataset both =
                Dataset.builder()
                        .put(Tag.QueryRetrieveLevel, "STUDY")
                        .put(
                                Tag.StudyInstanceUID,
                                TestObject.studyUid(STUDY),
                                TestObject.studyUid(STUDY + 2))
                        .build();
        StoreService keep =
                (request, dataset) -> {
                    dataset.skipNBytes(1);
                    got.add(request.sopInstance());
                    return Answer.SUCCESS;
                };
        try (Association association = receiver.sender().open(proposal).orThrow()) {
            result = association.get(QueryModel.STUDY_ROOT, both, keep, _ -> true);
        }

        assertThat(result.answer().status()).isEqualTo(Status.WARNING);
        assertThat(result.failed()).containsExactly(new Uid(TestObject.sopUid(STUDY + 2, 1, 1)));
        assertThat(got).hasSize(3);
    }
}
