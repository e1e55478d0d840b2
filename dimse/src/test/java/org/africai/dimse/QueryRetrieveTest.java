package org.africai.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomReader;
import org.africai.dimse.ul.AeTitle;
import org.africai.dimse.ul.AssociationEnd;
import org.africai.dimse.ul.AssociationRequest;
import org.africai.dimse.ul.AsyncWindow;
import org.africai.dimse.ul.NetworkLimits;
import org.africai.dimse.ul.RawPeer;
import org.africai.dimse.ul.UserInformation;
import org.junit.jupiter.api.Test;

class QueryRetrieveTest {
    private static final DicomClient CLIENT = DicomClient.of("ASKER");
    private static final List<Uid> CLASSES =
            List.of(KnownUid.CTImageStorage, KnownUid.MRImageStorage);
    private static final List<Uid> PLAIN = List.of(TransferSyntax.IMPLICIT_LITTLE.uid());

    private final MemoryArchive archive = new MemoryArchive(5);
    private final Map<Uid, byte[]> received = new ConcurrentHashMap<>();

    private Answer receive(StoreRequest request, InputStream dataset) throws IOException {
        received.put(request.sopInstance(), dataset.readAllBytes());
        return Answer.SUCCESS;
    }

    private static Dataset identifier(String level, int tag, String... values) {
        return Dataset.builder().put(Tag.QueryRetrieveLevel, level).put(tag, values).build();
    }

    private static Dataset wholeStudy() {
        return identifier("STUDY", Tag.StudyInstanceUID, MemoryArchive.STUDY);
    }

    private static Association open(TestServer server, Proposal proposal) throws IOException {
        return CLIENT.open(server.entity(), proposal).orThrow();
    }

    // ---- C-FIND

    @Test
    void a_query_is_answered_match_by_match() throws Exception {
        Dataset query =
                identifier("IMAGE", Tag.Modality, "MR").edit().putEmpty(Tag.PatientName).build();
        List<Dataset> matches = new ArrayList<>();
        try (TestServer server = new TestServer(archive.services());
                Association association =
                        open(server, Proposal.EMPTY.find(QueryModel.STUDY_ROOT))) {

            Answer answer = association.find(QueryModel.STUDY_ROOT, query, matches::add);

            assertThat(answer).isEqualTo(Answer.SUCCESS);
        }
        assertThat(matches)
                .hasSize(5)
                .allMatch(m -> m.string(Tag.PatientName).orElseThrow().equals("Müller^Zoë"))
                .allMatch(m -> m.string(Tag.QueryRetrieveLevel).orElseThrow().equals("IMAGE"))
                .allMatch(
                        m -> m.string(Tag.RetrieveAETitle).orElseThrow().equals(TestServer.TITLE));
    }

    @Test
    void what_both_can_do_beyond_the_baseline_is_negotiated() throws Exception {
        var all = new QueryOptions(true, false, true, true);
        List<QueryOptions> seen = new ArrayList<>();
        FindService service =
                new FindService() {
                    @Override
                    public Answer find(FindRequest request, Matches matches) {
                        seen.add(request.options());
                        return Answer.SUCCESS;
                    }

                    @Override
                    public QueryOptions options() {
                        return new QueryOptions(false, true, true, false);
                    }
                };
        Proposal proposal =
                Proposal.EMPTY.find(QueryModel.STUDY_ROOT, all).find(QueryModel.PATIENT_ROOT);
        try (TestServer server = new TestServer(Services.ECHO.withFind(service));
                Association association = open(server, proposal)) {
            association.find(QueryModel.STUDY_ROOT, wholeStudy(), _ -> true);
            association.find(QueryModel.PATIENT_ROOT, wholeStudy(), _ -> true);
        }
        assertThat(seen)
                .containsExactly(
                        new QueryOptions(false, false, true, false), QueryOptions.BASELINE);
    }

    @Test
    void a_query_without_end_is_cancelled() throws Exception {
        List<Dataset> matches = new ArrayList<>();
        CountDownLatch ended = new CountDownLatch(1);
        FindService endless =
                (_, out) -> {
                    Dataset match = Dataset.builder().put(Tag.PatientID, "X").build();
                    while (out.add(match)) {
                        assertThat(out.isCancelled()).isIn(true, false);
                    }
                    ended.countDown();
                    return Answer.SUCCESS;
                };
        try (TestServer server = new TestServer(Services.ECHO.withFind(endless));
                Association association =
                        open(server, Proposal.EMPTY.echo().find(QueryModel.STUDY_ROOT))) {

            Answer answer =
                    association.find(
                            QueryModel.STUDY_ROOT,
                            wholeStudy(),
                            match -> {
                                matches.add(match);
                                return matches.size() < 3;
                            });

            assertThat(answer.status()).isEqualTo(Status.CANCEL);
            assertThat(matches).hasSize(3);
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(association.echo().isSuccess()).isTrue();
        }
    }

    @Test
    void a_query_whose_asker_is_gone_ends() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        FindService endless =
                (_, out) -> {
                    try {
                        while (out.add(Dataset.builder().put(Tag.PatientID, "X").build())) {
                            assertThat(ended.getCount()).isEqualTo(1);
                        }
                        return Answer.SUCCESS;
                    } finally {
                        ended.countDown();
                    }
                };
        try (TestServer server = new TestServer(Services.ECHO.withFind(endless))) {
            Association association = open(server, Proposal.EMPTY.find(QueryModel.STUDY_ROOT));
            try (association) {
                association.find(
                        QueryModel.STUDY_ROOT,
                        wholeStudy(),
                        _ -> {
                            association.abort();
                            return true;
                        });
            } catch (IOException e) {
                assertThat(association.end()).containsInstanceOf(AssociationEnd.Closed.class);
            }
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
            server.nextReport();
            assertThat(server.server().openAssociations()).isZero();
        }
    }

    @Test
    void a_listener_that_throws_ends_the_association() throws Exception {
        try (TestServer server = new TestServer(archive.services());
                Association association =
                        open(server, Proposal.EMPTY.find(QueryModel.STUDY_ROOT))) {
            Dataset images = identifier("IMAGE", Tag.Modality, "CT");
            assertThatThrownBy(() ->
                            association.find(
                                    QueryModel.STUDY_ROOT,
                                    images,
                                    _ -> {
                                        throw new IllegalStateException("tired");
                                    }))
                    .hasMessage("tired");
            assertThat(association.end()).contains(new AssociationEnd.Closed());
        }
    }

    @Test
    void a_query_that_makes_no_sense_is_refused() throws Exception {
        Dataset noLevel = Dataset.builder().put(Tag.PatientID, "P1").build();
        try (TestServer server = new TestServer(archive.services());
                Association association =
                        open(server, Proposal.EMPTY.find(QueryModel.STUDY_ROOT))) {
            assertThat(association.find(QueryModel.STUDY_ROOT, noLevel, _ -> true).status())
                    .isEqualTo(Status.DATASET_DOES_NOT_MATCH);
            assertThat(find(association, identifier("PATIENT", Tag.PatientID, "P1")))
                    .isEqualTo(Status.DATASET_DOES_NOT_MATCH);
            assertThat(find(association, identifier("FRAME", Tag.PatientID, "P1")))
                    .isEqualTo(Status.DATASET_DOES_NOT_MATCH);
            // The matcher refuses the date by an exception.
            assertThat(find(association, identifier("STUDY", Tag.StudyDate, "never")))
                    .isEqualTo(Status.UNABLE_TO_PROCESS);
            assertThat(find(association, wholeStudy())).isEqualTo(Status.SUCCESS);
        }
    }

    private static Status find(Association association, Dataset query) throws IOException {
        return association.find(QueryModel.STUDY_ROOT, query, _ -> true).status();
    }

    @Test
    void an_identifier_that_is_too_long_ends_the_association() throws Exception {
        NetworkLimits limits = NetworkLimits.DEFAULT.withLengths(1000, 2000, 1_000_000);
        Dataset query = wholeStudy().edit().put(Tag.PixelData, Vr.OW, new byte[2000]).build();
        try (TestServer server = new TestServer(archive.services(), limits);
                Association association =
                        open(server, Proposal.EMPTY.find(QueryModel.STUDY_ROOT))) {
            assertThatThrownBy(() -> find(association, query)).isInstanceOf(IOException.class);
            assertThat(server.nextReport().end().toString())
                    .contains("a data set is longer than allowed");
        }
    }

    @Test
    void an_identifier_that_is_no_data_set_is_refused() throws Exception {
        try (TestServer server = new TestServer(archive.services());
                RawPeer peer = new RawPeer(server.port())) {
            peer.request(RawPeer.request(QueryModel.STUDY_ROOT.find()));
            peer.receive();
            Command command =
                    Command.request(CommandField.C_FIND, 1)
                            .withAffected(QueryModel.STUDY_ROOT.find())
                            .withDataset();
            peer.fragment(1, 3, command.toBytes());
            peer.fragment(1, 2, new byte[] {8, 0, 5, 0, 0, 0, 0, 16});

            byte[] unit = peer.receive().content().toBytes();
            Command answer = Command.parse(Arrays.copyOfRange(unit, 6, unit.length));
            assertThat(answer.answer().status()).isEqualTo(Status.UNABLE_TO_PROCESS);
        }
    }

    @Test
    void a_second_operation_is_too_many_where_one_was_agreed() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        FindService waiting =
                (_, out) -> {
                    while (!out.isCancelled()) {
                        Thread.onSpinWait();
                    }
                    go.countDown();
                    return Answer.SUCCESS;
                };
        try (TestServer server = new TestServer(Services.ECHO.withFind(waiting));
                RawPeer peer = new RawPeer(server.port())) {
            peer.request(RawPeer.request(QueryModel.STUDY_ROOT.find(), KnownUid.Verification));
            peer.receive();
            peer.fragment(1, 3, findCommand(1));
            peer.fragment(
                    1, 2, new byte[] {8, 0, 0x52, 0, 6, 0, 0, 0, 'S', 'T', 'U', 'D', 'Y', 32});
            peer.fragment(3, 3, echoCommand(2));

            assertThat(peer.receive().isAbort()).isTrue();
            assertThat(server.nextReport().end().toString()).contains("more than 1 operations");
            assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void where_more_were_agreed_a_query_does_not_hold_up_what_follows() throws Exception {
        FindService waiting =
                (_, out) -> {
                    while (!out.isCancelled()) {
                        Thread.onSpinWait();
                    }
                    return Answer.SUCCESS;
                };
        NetworkLimits two = NetworkLimits.DEFAULT.withOperations(2);
        AssociationRequest request =
                RawPeer.request(QueryModel.STUDY_ROOT.find(), KnownUid.Verification);
        UserInformation withWindow = request.information().withWindow(new AsyncWindow(9, 1));
        try (TestServer server = new TestServer(Services.ECHO.withFind(waiting), two);
                RawPeer peer = new RawPeer(server.port())) {
            peer.request(
                    new AssociationRequest(
                            request.called(), request.calling(), request.contexts(), withWindow));
            peer.receive();
            peer.fragment(1, 3, findCommand(1));
            peer.fragment(1, 2, RawPeer.bytes("0800 5200 06000000 535455445920"));

            peer.fragment(3, 3, echoCommand(2));
            assertThat(answer(peer).isSuccess()).isTrue();
            peer.fragment(3, 3, echoCommand(1));
            assertThat(answer(peer).status()).isEqualTo(Status.DUPLICATE_INVOCATION);
            peer.fragment(1, 3, Command.cancel(1).toBytes());
            assertThat(answer(peer).status()).isEqualTo(Status.CANCEL);
            peer.fragment(3, 3, echoCommand(1));
            assertThat(answer(peer).isSuccess()).isTrue();
        }
    }

    private static byte[] echoCommand(int id) {
        return Command.request(CommandField.C_ECHO, id)
                .withAffected(KnownUid.Verification)
                .toBytes();
    }

    private static Answer answer(RawPeer peer) throws IOException {
        byte[] unit = peer.receive().content().toBytes();
        return Command.parse(Arrays.copyOfRange(unit, 6, unit.length)).answer();
    }

    private static byte[] findCommand(int id) {
        return Command.request(CommandField.C_FIND, id)
                .withAffected(QueryModel.STUDY_ROOT.find())
                .withDataset()
                .toBytes();
    }

    @Test
    void a_cancellation_of_nothing_does_no_harm() throws Exception {
        try (TestServer server = new TestServer(archive.services());
                RawPeer peer = RawPeer.associated(server.port())) {
            peer.fragment(1, 3, Command.cancel(77).toBytes());
            peer.fragment(1, 3, Command.request(CommandField.C_ECHO, 1).toBytes());
            assertThat(peer.receive().isAbort()).isFalse();
        }
    }

    // ---- C-GET

    @Test
    void a_study_comes_on_the_same_association() throws Exception {
        Proposal proposal = Proposal.EMPTY.get(QueryModel.STUDY_ROOT, CLASSES, PLAIN);
        List<SubOperations> progress = new ArrayList<>();
        try (TestServer server = new TestServer(archive.services());
                Association association = open(server, proposal)) {

            RetrieveResult result =
                    association.get(
                            QueryModel.STUDY_ROOT, wholeStudy(), this::receive, progress::add);

            assertThat(result.answer()).isEqualTo(Answer.SUCCESS);
            assertThat(result.counts()).isEqualTo(new SubOperations(0, 10, 0, 0));
            assertThat(progress).hasSize(9).contains(new SubOperations(9, 1, 0, 0));
        }
        assertThat(received).hasSize(10);
        for (MemoryArchive.Held sent : archive.objects()) {
            Dataset arrived =
                    DicomReader.WHOLE.readDataset(
                            received.getOrDefault(sent.sopInstance(), new byte[0]),
                            TransferSyntax.IMPLICIT_LITTLE,
                            "received");
            assertThat(arrived.string(Tag.PatientName)).contains("Müller^Zoë");
            try (InputStream pixels = arrived.element(Tag.PixelData).get().open(false)) {
                assertThat(sent.dataset().bytes(Tag.PixelData)).hasValue(pixels.readAllBytes());
            }
        }
    }

    @Test
    void what_has_no_context_or_is_not_taken_is_counted_and_named() throws Exception {
        Proposal onlyCt =
                Proposal.EMPTY.get(QueryModel.STUDY_ROOT, List.of(KnownUid.CTImageStorage), PLAIN);
        StoreService choosy =
                (request, _) ->
                        switch (request.sopInstance().value()) {
                            case MemoryArchive.STUDY + ".1.1" -> Answer.of(Status.WARNING);
                            case MemoryArchive.STUDY + ".1.2" -> Answer.of(Status.OUT_OF_RESOURCES);
                            default -> Answer.SUCCESS;
                        };
        try (TestServer server = new TestServer(archive.services());
                Association association = open(server, onlyCt)) {

            RetrieveResult result =
                    association.get(QueryModel.STUDY_ROOT, wholeStudy(), choosy, _ -> true);

            assertThat(result.answer().status()).isEqualTo(Status.WARNING);
            assertThat(result.counts()).isEqualTo(new SubOperations(0, 3, 6, 1));
            assertThat(result.failed())
                    .hasSize(6)
                    .contains(new Uid(MemoryArchive.STUDY + ".1.2"))
                    .contains(new Uid(MemoryArchive.STUDY + ".2.5"));
        }
    }

    @Test
    void a_retrieval_is_cancelled_between_two_objects() throws Exception {
        Proposal proposal = Proposal.EMPTY.get(QueryModel.STUDY_ROOT, CLASSES, PLAIN);
        CountDownLatch cancelled = new CountDownLatch(1);
        try (TestServer server = new TestServer(archive.services());
                Association association = open(server, proposal)) {
            RetrieveResult result =
                    association.get(
                            QueryModel.STUDY_ROOT,
                            wholeStudy(),
                            this::receive,
                            _ -> {
                                cancelled.countDown();
                                return false;
                            });
            // The cancellation may come when the last object is on its way.
            assertThat(result.answer().status()).isIn(Status.CANCEL, Status.SUCCESS);
            assertThat(result.counts().remaining() + received.size()).isEqualTo(10);
            assertThat(cancelled.getCount()).isZero();
        }
    }

    @Test
    void nothing_found_is_a_success_without_objects() throws Exception {
        Proposal proposal = Proposal.EMPTY.get(QueryModel.STUDY_ROOT, CLASSES, PLAIN);
        try (TestServer server = new TestServer(archive.services());
                Association association = open(server, proposal)) {
            RetrieveResult none =
                    association.get(
                            QueryModel.STUDY_ROOT,
                            identifier("STUDY", Tag.StudyInstanceUID, "1.2.3"),
                            this::receive,
                            _ -> true);
            RetrieveResult refused =
                    association.get(
                            QueryModel.STUDY_ROOT,
                            identifier("STUDY", Tag.PatientID, "P1"),
                            this::receive,
                            _ -> true);
            assertThat(none.answer()).isEqualTo(Answer.SUCCESS);
            assertThat(none.counts().completed()).isZero();
            assertThat(refused.answer().comment()).isEqualTo("no key");
        }
    }

    // ---- C-MOVE

    @Test
    void a_study_goes_to_somebody_known() throws Exception {
        List<StoreRequest> requests = new ArrayList<>();
        StoreService store =
                (request, dataset) -> {
                    requests.add(request);
                    return receive(request, dataset);
                };
        try (TestServer destination = new TestServer(Services.ECHO.withStore(store));
                TestServer server = new TestServer(archive.services());
                Association association =
                        open(server, Proposal.EMPTY.move(QueryModel.PATIENT_ROOT))) {
            archive.know(RemoteEntity.plain("DEST", "127.0.0.1", destination.port()));

            RetrieveResult result =
                    association.move(
                            QueryModel.PATIENT_ROOT,
                            identifier("PATIENT", Tag.PatientID, "P1"),
                            new AeTitle("DEST"),
                            _ -> true);

            assertThat(result.answer()).isEqualTo(Answer.SUCCESS);
            assertThat(result.counts().completed()).isEqualTo(10);
        }
        assertThat(received).hasSize(10);
        assertThat(requests).allMatch(r -> r.moveOriginator().get().value().equals("ASKER"));
        assertThat(requests.getFirst().association().calling().value()).isEqualTo(TestServer.TITLE);
    }

    @Test
    void nothing_is_sent_to_somebody_unknown() throws Exception {
        try (TestServer destination = new TestServer(Services.ECHO.withStore(this::receive));
                TestServer server = new TestServer(archive.services());
                Association association =
                        open(server, Proposal.EMPTY.move(QueryModel.STUDY_ROOT))) {
            RetrieveResult result =
                    association.move(
                            QueryModel.STUDY_ROOT, wholeStudy(), new AeTitle("DEST"), _ -> true);
            assertThat(result.answer().status()).isEqualTo(Status.MOVE_DESTINATION_UNKNOWN);
            assertThat(destination.server().openAssociations()).isZero();
        }
    }

    @Test
    void a_destination_that_is_not_there_fails_each_object() throws Exception {
        RemoteEntity gone;
        try (TestServer server = new TestServer(Services.ECHO)) {
            gone = RemoteEntity.plain("GONE", "127.0.0.1", server.port());
        }
        archive.know(gone);
        try (TestServer server = new TestServer(archive.services());
                Association association =
                        open(server, Proposal.EMPTY.move(QueryModel.STUDY_ROOT))) {
            RetrieveResult result =
                    association.move(QueryModel.STUDY_ROOT, wholeStudy(), gone.title(), _ -> true);
            assertThat(result.answer().status()).isEqualTo(Status.UNABLE_TO_PERFORM_SUB_OPERATIONS);
            assertThat(result.counts()).isEqualTo(new SubOperations(0, 0, 10, 0));
            assertThat(result.failed()).hasSize(10);
        }
    }
}
