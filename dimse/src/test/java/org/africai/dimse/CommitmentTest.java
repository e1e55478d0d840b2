package org.africai.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.io.DicomWriter;
import org.africai.dimse.ul.RawPeer;
import org.junit.jupiter.api.Test;

/// Storage commitment: a wish, and later a report by who was asked.
class CommitmentTest {
    private static final Uid TRANSACTION = new Uid("2.25.9");
    private static final ObjectReference ONE =
            new ObjectReference(KnownUid.CTImageStorage, new Uid("2.25.1"));
    private static final ObjectReference TWO =
            new ObjectReference(KnownUid.CTImageStorage, new Uid("2.25.2"));
    private static final DicomClient CLIENT = DicomClient.of("SCANNER");

    private final List<CommitmentRequest> wishes = new ArrayList<>();
    private final List<CommitmentReport> reports = new ArrayList<>();

    private Answer wish(CommitmentRequest request) {
        wishes.add(request);
        return Answer.SUCCESS;
    }

    private Answer report(CommitmentReport report) {
        reports.add(report);
        return Answer.SUCCESS;
    }

    @Test
    void a_wish_is_taken_and_reported_on_later() throws Exception {
        var report =
                new CommitmentReport(
                        TRANSACTION,
                        List.of(ONE),
                        List.of(new CommitmentReport.Failure(TWO, Status.NO_SUCH_SOP_INSTANCE)));
        try (TestServer archive = new TestServer(Services.ECHO.withCommitment(this::wish));
                TestServer scanner =
                        new TestServer(Services.ECHO.withReports((_, r) -> report(r)))) {
            try (Association association =
                    CLIENT.open(archive.entity(), Proposal.EMPTY.commitment()).orThrow()) {
                assertThat(association.requestCommitment(TRANSACTION, List.of(ONE, TWO)))
                        .isEqualTo(Answer.SUCCESS);
            }
            try (Association back =
                    CLIENT.open(scanner.entity(), Proposal.EMPTY.commitmentReport()).orThrow()) {
                assertThat(back.report(report)).isEqualTo(Answer.SUCCESS);
            }
        }
        assertThat(wishes).hasSize(1);
        assertThat(wishes.getFirst().transaction()).isEqualTo(TRANSACTION);
        assertThat(wishes.getFirst().objects()).containsExactly(ONE, TWO);
        assertThat(reports).containsExactly(report);
    }

    @Test
    void a_report_that_all_is_kept_names_no_failure() throws Exception {
        var report = new CommitmentReport(TRANSACTION, List.of(ONE, TWO), List.of());
        try (TestServer scanner = new TestServer(Services.ECHO.withReports((_, r) -> report(r)));
                Association back =
                        CLIENT.open(scanner.entity(), Proposal.EMPTY.commitmentReport())
                                .orThrow()) {
            assertThat(back.report(report)).isEqualTo(Answer.SUCCESS);
            assertThat(back.report(report)).isEqualTo(Answer.SUCCESS);
        }
        assertThat(reports).containsExactly(report, report);
    }

    @Test
    void who_hears_no_reports_agrees_to_none() throws Exception {
        try (TestServer scanner = new TestServer(Services.ECHO.withCommitment(this::wish));
                Association back =
                        CLIENT.open(scanner.entity(), Proposal.EMPTY.commitmentReport())
                                .orThrow()) {
            var report = new CommitmentReport(TRANSACTION, List.of(ONE), List.of());
            assertThat(back.contexts()).isEmpty();
            assertThatThrownBy(() -> back.report(report)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void a_wish_that_names_nothing_is_refused() throws Exception {
        Dataset none = Dataset.builder().put(Tag.TransactionUID, TRANSACTION).build();
        Dataset nameless =
                none.edit()
                        .put(
                                Tag.ReferencedSOPSequence,
                                List.of(ONE.toItem(), Dataset.itemBuilder().build()))
                        .build();
        Dataset noTransaction =
                Dataset.builder().put(Tag.ReferencedSOPSequence, List.of(ONE.toItem())).build();
        try (TestServer archive = new TestServer(Services.ECHO.withCommitment(this::wish));
                RawPeer peer = new RawPeer(archive.port())) {
            peer.request(RawPeer.request(KnownUid.StorageCommitmentPushModel));
            peer.receive();
            for (Dataset dataset : List.of(none, nameless, noTransaction)) {
                assertThat(ask(peer, dataset, 1)).isEqualTo(Status.INVALID_ARGUMENT);
            }
            assertThat(ask(peer, nameless, 2)).isEqualTo(Status.NO_SUCH_ACTION);
        }
        assertThat(wishes).isEmpty();
    }

    private static Status ask(RawPeer peer, Dataset dataset, int action) throws IOException {
        Command command =
                Command.request(CommandField.N_ACTION, 1)
                        .withRequested(
                                KnownUid.StorageCommitmentPushModel,
                                KnownUid.StorageCommitmentPushModelInstance)
                        .withActionType(action)
                        .withDataset();
        var bytes = new ByteArrayOutputStream();
        DicomWriter.writeDataset(dataset, TransferSyntax.IMPLICIT_LITTLE, bytes);
        peer.fragment(1, 3, command.toBytes());
        peer.fragment(1, 2, bytes.toByteArray());
        byte[] unit = peer.receive().content().toBytes();
        Command answer = Command.parse(Arrays.copyOfRange(unit, 6, unit.length));
        assertThat(answer.actionType()).isEqualTo(action);
        return answer.answer().status();
    }

    @Test
    void an_application_that_cannot_take_a_wish_says_so() throws Exception {
        CommitmentService full =
                _ -> {
                    throw new IOException("the database is gone");
                };
        try (TestServer archive = new TestServer(Services.ECHO.withCommitment(full));
                Association association =
                        CLIENT.open(archive.entity(), Proposal.EMPTY.commitment()).orThrow()) {
            assertThat(association.requestCommitment(TRANSACTION, List.of(ONE)).status())
                    .isEqualTo(Status.PROCESSING_FAILURE);
        }
    }
}
