package org.africai.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dimse.ul.AssociationEnd;
import org.africai.dimse.ul.NetworkLimits;
import org.africai.dimse.ul.RawPeer;
import org.africai.dimse.ul.Timer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Peers that are slow, silent, or hold what they have.
@Timeout(60)
class SlowPeerTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(150);

    private static NetworkLimits times(Duration artim, Duration idle, Duration grace) {
        return NetworkLimits.DEFAULT.withTimes(artim, idle, grace);
    }

    private static Answer swallow(InputStream dataset) throws IOException {
        dataset.transferTo(OutputStream.nullOutputStream());
        return Answer.SUCCESS;
    }

    @Test
    void who_connects_and_says_nothing_is_closed_after_the_artim_time() throws Exception {
        try (TestServer server = new TestServer(Services.ECHO, times(SHORT, LONG, LONG));
                RawPeer peer = new RawPeer(server.port())) {
            assertThat(peer.receive().isClosed()).isTrue();
            assertThat(server.nextReport().end())
                    .isEqualTo(new AssociationEnd.TimedOut(Timer.ARTIM));
        }
    }

    /// A byte each 50 ms would otherwise hold the connection for ever.
    @Test
    void who_dribbles_a_request_is_closed_after_the_artim_time() throws Exception {
        try (TestServer server = new TestServer(Services.ECHO, times(SHORT, LONG, LONG));
                RawPeer peer = new RawPeer(server.port())) {
            peer.send("01 00 00 00 10 00");
            CompletableFuture<AssociationReport> report = reportOf(server);
            dribble(peer, new byte[] {0}, report);
            assertThat(report.get().end()).isEqualTo(new AssociationEnd.TimedOut(Timer.ARTIM));
        }
    }

    /// A fragment of a byte each 50 ms is too slow, though the idle time is never reached.
    @Test
    void who_dribbles_an_object_is_aborted() throws Exception {
        Services services = Services.ECHO.withStore((_, dataset) -> swallow(dataset));
        try (TestServer server = new TestServer(services, times(LONG, LONG, SHORT));
                RawPeer peer = RawPeer.associated(server.port())) {
            peer.fragment(3, 3, store());
            CompletableFuture<AssociationReport> report = reportOf(server);
            dribble(peer, RawPeer.bytes("04 00 00000007 00000003 03 00 55"), report);
            assertThat(report.get().end()).isEqualTo(new AssociationEnd.TimedOut(Timer.MESSAGE));
        }
    }

    private static CompletableFuture<AssociationReport> reportOf(TestServer server) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return server.nextReport();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static void dribble(
            RawPeer peer, byte[] bytes, CompletableFuture<AssociationReport> until) {
        while (!until.isDone()) {
            try {
                peer.send(bytes);
            } catch (IOException _) {
                // Closed by the server, as it should be.
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static byte[] store() {
        return Command.request(CommandField.C_STORE, 1)
                .withAffected(KnownUid.CTImageStorage, TestData.Bytes.of(1, 1).sopInstance())
                .withDataset()
                .toBytes();
    }

    @Test
    void two_hundred_idle_associations_are_let_go_and_leave_nothing() throws Exception {
        NetworkLimits limits = times(LONG, Duration.ofMillis(500), LONG).withAssociations(250, 250);
        List<RawPeer> peers = new ArrayList<>();
        try (TestServer server = new TestServer(Services.ECHO, limits)) {
            for (int i = 0; i < 200; i++) {
                peers.add(RawPeer.associated(server.port()));
            }
            for (RawPeer peer : peers) {
                assertThat(peer.receive().isAbort()).isTrue();
                peer.close();
            }
            for (int i = 0; i < 200; i++) {
                assertThat(server.nextReport().end())
                        .isEqualTo(new AssociationEnd.TimedOut(Timer.IDLE));
            }
            assertThat(server.server().openAssociations()).isZero();
        }
    }

    @Test
    void an_operation_that_takes_longer_than_the_idle_time_is_waited_for() throws Exception {
        FindService slow =
                (_, out) -> {
                    LockSupport.parkNanos(SHORT.multipliedBy(4).toNanos());
                    out.add(Dataset.builder().put(Tag.PatientID, "X").build());
                    return Answer.SUCCESS;
                };
        Dataset query = Dataset.builder().put(Tag.QueryRetrieveLevel, "STUDY").build();
        try (TestServer server =
                        new TestServer(Services.ECHO.withFind(slow), times(LONG, SHORT, LONG));
                Association association =
                        DicomClient.of("ASKER")
                                .open(server.entity(), Proposal.EMPTY.find(QueryModel.STUDY_ROOT))
                                .orThrow()) {
            List<Dataset> matches = new ArrayList<>();
            assertThat(association.find(QueryModel.STUDY_ROOT, query, matches::add).isSuccess())
                    .isTrue();
            assertThat(matches).hasSize(1);
        }
    }

    /// Our own slowness is not held against the peer.
    @Test
    void an_application_that_reads_slowly_does_not_end_the_association() throws Exception {
        var object = TestData.Bytes.of(1, 3_000_000);
        StoreService slow =
                (_, dataset) -> {
                    assertThat(dataset.readNBytes(1000)).hasSize(1000);
                    LockSupport.parkNanos(SHORT.multipliedBy(3).toNanos());
                    return swallow(dataset);
                };
        try (TestServer server =
                        new TestServer(Services.ECHO.withStore(slow), times(LONG, SHORT, SHORT));
                Association association =
                        DicomClient.of("SENDER")
                                .open(server.entity(), Proposal.EMPTY.store(List.of(object)))
                                .orThrow()) {
            assertThat(association.store(object).isSuccess()).isTrue();
        }
    }

    @Test
    void who_does_not_take_what_is_sent_is_cut_off() throws Exception {
        Dataset large = Dataset.builder().put(Tag.PixelData, Vr.OW, new byte[100_000]).build();
        FindService endless =
                (_, out) -> {
                    boolean isWanted = true;
                    while (isWanted) {
                        isWanted = out.add(large);
                    }
                    return Answer.SUCCESS;
                };
        NetworkLimits limits =
                times(LONG, LONG, LONG).withAnswerTimes(LONG, Duration.ofMillis(300));
        try (TestServer server = new TestServer(Services.ECHO.withFind(endless), limits);
                RawPeer peer = new RawPeer(server.port())) {
            peer.request(RawPeer.request(QueryModel.STUDY_ROOT.find()));
            peer.receive();
            Command find =
                    Command.request(CommandField.C_FIND, 1)
                            .withAffected(QueryModel.STUDY_ROOT.find())
                            .withDataset();
            peer.fragment(1, 3, find.toBytes());
            peer.fragment(1, 2, RawPeer.bytes("0800 5200 06000000 535455445920"));

            assertThat(server.nextReport().end())
                    .isEqualTo(new AssociationEnd.TimedOut(Timer.WRITE));
        }
    }

    @Test
    void a_receiver_that_answers_nothing_to_a_get_is_given_up() throws Exception {
        MemoryArchive archive = new MemoryArchive(1);
        NetworkLimits limits = NetworkLimits.DEFAULT.withAnswerTimes(SHORT, LONG);
        Proposal proposal =
                Proposal.EMPTY.get(
                        QueryModel.STUDY_ROOT,
                        List.of(KnownUid.CTImageStorage),
                        List.of(TransferSyntax.IMPLICIT_LITTLE.uid()));
        Dataset study =
                Dataset.builder()
                        .put(Tag.QueryRetrieveLevel, "STUDY")
                        .put(Tag.StudyInstanceUID, MemoryArchive.STUDY)
                        .build();
        StoreService hanging =
                (_, dataset) -> {
                    LockSupport.parkNanos(SHORT.multipliedBy(5).toNanos());
                    return swallow(dataset);
                };
        try (TestServer server = new TestServer(archive.services(), limits);
                Association association =
                        DicomClient.of("ASKER").open(server.entity(), proposal).orThrow()) {
            assertThatThrownBy(
                            () -> association.get(QueryModel.STUDY_ROOT, study, hanging, _ -> true))
                    .isInstanceOf(IOException.class);
            assertThat(server.nextReport().end())
                    .isEqualTo(new AssociationEnd.TimedOut(Timer.RESPONSE));
        }
    }

    /// What a requestor waits for has limits too.
    @Test
    void a_server_that_answers_nothing_is_given_up() throws Exception {
        NetworkLimits limits = times(SHORT, LONG, LONG).withAnswerTimes(SHORT, LONG);
        DicomClient client = new DicomClient(DicomClient.of("ASKER").title(), limits);
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var peer = RemoteEntity.plain("SILENT", "127.0.0.1", silent.getLocalPort());
            assertThat(client.open(peer, Proposal.EMPTY.echo()))
                    .isEqualTo(new Opening.Failed(new AssociationEnd.TimedOut(Timer.ARTIM)));

            silent.accept().close();
            CompletableFuture<Socket> accepted =
                    CompletableFuture.supplyAsync(() -> acceptAssociation(silent));
            try (Association association = client.open(peer, Proposal.EMPTY.echo()).orThrow();
                    Socket socket = accepted.get()) {
                assertThatThrownBy(association::echo).isInstanceOf(IOException.class);
                assertThat(association.end()).contains(new AssociationEnd.TimedOut(Timer.RESPONSE));
                assertThat(socket.isClosed()).isFalse();
            }
        }
    }

    private static Socket acceptAssociation(ServerSocket server) {
        try {
            Socket socket = server.accept();
            RawPeer peer = new RawPeer(socket);
            peer.accept(peer.receiveRequest());
            return socket;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
