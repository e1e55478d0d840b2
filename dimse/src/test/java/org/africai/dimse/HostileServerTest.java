package org.africai.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dimse.ul.AssociationEnd;
import org.africai.dimse.ul.AssociationEnded;
import org.africai.dimse.ul.RawPeer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Servers that break the protocol, against a user of services.
@Timeout(60)
class HostileServerTest {
    private static final DicomClient CLIENT = DicomClient.of("ASKER");

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ServerSocket listener = listener();

    private static ServerSocket listener() {
        try {
            return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
        threads.close();
    }

    private RemoteEntity entity() {
        return RemoteEntity.plain("SERVER", "127.0.0.1", listener.getLocalPort());
    }

    /// What a server does with a connection.
    @FunctionalInterface
    private interface Behaviour {
        void run(RawPeer peer) throws Exception;
    }

    private Future<?> serve(Behaviour behaviour) {
        return threads.submit(() -> {
            try (RawPeer peer = new RawPeer(listener.accept())) {
                behaviour.run(peer);
            }
            return null;
        });
    }

    @ParameterizedTest
    @CsvSource({
        "02 00 ffffffff, a unit of 4294967295 bytes",
        "02 00 00000004 00010000, an item wants",
        "03 00 00000005 0001010100, a unit of 4 bytes has 5",
        "04 00 00000008 00000004 01030000, DATA in negotiation",
        "01 00 00000004 00000000, ASSOCIATE_REQUEST in negotiation",
        "06 00 00000004 00000000, RELEASE_RESPONSE in negotiation",
        "48 54 54502f31, unit of type 72",
        "07 00 00000004 00000000, aborted by the peer",
        "'', closed before an association",
    })
    void a_wrong_answer_is_a_failed_opening(String hex, String what) throws Exception {
        Future<?> server =
                serve(peer -> {
                    peer.receive();
                    peer.send(hex);
                });

        Opening opening = CLIENT.open(entity(), Proposal.EMPTY.echo());

        assertThat(opening)
                .isInstanceOfSatisfying(
                        Opening.Failed.class,
                        failed -> assertThat(failed.end().toString()).contains(what));
        server.get();
    }

    @Test
    void a_context_that_was_not_proposed_is_not_agreed_to() throws Exception {
        Future<?> server =
                serve(peer -> {
                    peer.receiveRequest();
                    peer.accept(RawPeer.request(KnownUid.CTImageStorage, KnownUid.MRImageStorage));
                    assertThat(peer.receive().type()).isEqualTo(5);
                    peer.releaseResponse();
                });
        try (Association association = CLIENT.open(entity(), Proposal.EMPTY.echo()).orThrow()) {
            assertThat(association.contexts()).hasSize(1);
            assertThat(association.contexts().getFirst().abstractSyntax())
                    .isEqualTo(KnownUid.Verification);
        }
        server.get();
    }

    private AssociationEnd endAfter(Behaviour answering) throws Exception {
        Future<?> server =
                serve(peer -> {
                    peer.accept(peer.receiveRequest());
                    peer.receive();
                    answering.run(peer);
                    peer.receive();
                });
        Association association = CLIENT.open(entity(), Proposal.EMPTY.echo()).orThrow();
        try (association) {
            assertThatThrownBy(association::echo).isInstanceOf(IOException.class);
        }
        server.get();
        return association.end().orElseThrow();
    }

    private static byte[] echoResponse(int to) {
        return Command.request(CommandField.C_ECHO, to).response(Answer.SUCCESS).toBytes();
    }

    @Test
    void a_response_to_another_request_ends_the_association() throws Exception {
        assertThat(endAfter(peer -> peer.fragment(1, 3, echoResponse(77))).toString())
                .contains("a response to nothing");
    }

    @Test
    void a_release_instead_of_an_answer_is_accepted() throws Exception {
        assertThat(
                        endAfter(peer -> {
                            peer.releaseRequest();
                            assertThat(peer.receive().type()).isEqualTo(6);
                        }))
                .isEqualTo(new AssociationEnd.Released());
    }

    @Test
    void an_abort_instead_of_an_answer_is_told() throws Exception {
        assertThat(endAfter(RawPeer::abort)).isInstanceOf(AssociationEnd.Aborted.class);
    }

    @Test
    void garbage_instead_of_an_answer_ends_the_association() throws Exception {
        assertThat(endAfter(peer -> peer.fragment(1, 3, new byte[] {1, 2, 3})).toString())
                .contains("ends inside of an element");
    }

    @Test
    void a_match_that_is_no_data_set_ends_the_association() throws Exception {
        Uid find = QueryModel.STUDY_ROOT.find();
        Future<?> server =
                serve(peer -> {
                    peer.accept(peer.receiveRequest());
                    peer.receive();
                    peer.receive();
                    Command match =
                            Command.request(CommandField.C_FIND, 1)
                                    .withAffected(find)
                                    .response(Answer.of(Status.PENDING))
                                    .withDataset();
                    peer.fragment(1, 3, match.toBytes());
                    peer.fragment(1, 2, new byte[] {16, 0, 16, 0, 'P', 'N', 99, 0});
                    assertThat(peer.receive().isAbort()).isTrue();
                });
        Dataset query = Dataset.builder().put(Tag.QueryRetrieveLevel, "STUDY").build();
        Proposal proposal = Proposal.EMPTY.find(QueryModel.STUDY_ROOT);
        try (Association association = CLIENT.open(entity(), proposal).orThrow()) {
            assertThatThrownBy(() -> association.find(QueryModel.STUDY_ROOT, query, _ -> true))
                    .isInstanceOf(AssociationEnded.class)
                    .hasMessageContaining("not readable");
        }
        server.get();
    }

    /// What we did not offer is refused, and what we wait for comes after it.
    @Test
    void requests_of_the_server_are_answered_while_we_wait() throws Exception {
        Uid ct = KnownUid.CTImageStorage;
        Future<?> server =
                serve(peer -> {
                    peer.accept(peer.receiveRequest());
                    peer.receive();
                    peer.fragment(1, 3, Command.request(CommandField.C_ECHO, 9).toBytes());
                    assertThat(status(peer)).isEqualTo(Status.SUCCESS);
                    Command store =
                            Command.request(CommandField.C_STORE, 10)
                                    .withAffected(ct, new Uid("2.25.1"))
                                    .withDataset();
                    peer.fragment(1, 3, store.toBytes());
                    peer.fragment(1, 2, new byte[1000]);
                    assertThat(status(peer)).isEqualTo(Status.UNRECOGNIZED_OPERATION);
                    peer.fragment(1, 3, Command.cancel(3).toBytes());
                    peer.fragment(1, 3, echoResponse(1));
                    assertThat(peer.receive().type()).isEqualTo(5);
                    peer.releaseResponse();
                });
        try (Association association = CLIENT.open(entity(), Proposal.EMPTY.echo()).orThrow()) {
            assertThat(association.echo()).isEqualTo(Answer.SUCCESS);
        }
        server.get();
    }

    private static Status status(RawPeer peer) throws IOException {
        byte[] unit = peer.receive().content().toBytes();
        return Command.parse(Arrays.copyOfRange(unit, 6, unit.length)).answer().status();
    }
}
