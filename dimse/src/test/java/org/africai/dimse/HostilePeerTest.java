package org.africai.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.africai.dicom.dict.KnownUid;
import org.africai.dimse.ul.Abort;
import org.africai.dimse.ul.AssociationEnd;
import org.africai.dimse.ul.NetworkLimits;
import org.africai.dimse.ul.RawPeer;
import org.africai.dimse.ul.Timer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Peers that break the protocol. Each is told by A-ABORT and the connection closed, one report
/// says why, and the server goes on.
class HostilePeerTest {
    private static final Duration SOON = Duration.ofMillis(200);
    private static final NetworkLimits LIMITS =
            NetworkLimits.DEFAULT
                    .withAssociations(20, 20)
                    .withLengths(1000, 2000, 100_000)
                    .withTimes(Duration.ofSeconds(10), Duration.ofSeconds(10), SOON);

    private final AtomicLong kept = new AtomicLong();
    private final TestServer server = new TestServer(Services.ECHO.withStore(this::count), LIMITS);

    private Answer count(StoreRequest request, InputStream dataset) throws IOException {
        kept.addAndGet(dataset.readAllBytes().length);
        return Answer.SUCCESS;
    }

    @AfterEach
    void the_server_still_serves_and_nothing_is_left() throws Exception {
        try (Association association =
                DicomClient.of("GOOD").open(server.entity(), Proposal.EMPTY.echo()).orThrow()) {
            assertThat(association.echo().isSuccess()).isTrue();
        }
        server.close();
        assertThat(server.server().openAssociations()).isZero();
    }

    private void assertViolated(RawPeer peer, Abort abort, String what) throws Exception {
        RawPeer.Received received = peer.receive();
        assertThat(received.isAbort()).isTrue();
        assertThat(received.abort()).isEqualTo(abort);
        peer.close();
        AssociationEnd end = server.nextReport().end();
        assertThat(end).isInstanceOf(AssociationEnd.Violated.class);
        assertThat(end.toString()).contains(what).doesNotContain("\n");
        assertThat(kept).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource({
        "01 00 ff ff ff ff, a unit of 4294967295 bytes",
        "01 00 7f ff ff ff, a unit of 2147483647 bytes",
        "01 00 00 04 00 01, a unit of 262145 bytes",
        "01 00 00 00 00 02 0001, wants 2 bytes",
    })
    void a_request_of_a_wrong_length_is_not_read(String hex, String what) throws Exception {
        try (RawPeer peer = new RawPeer(server.port())) {
            peer.send(hex);
            assertViolated(peer, Abort.INVALID_PARAMETER, what);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "04 00 00 00 00 08 00000004 01 03 0000, 2, DATA in negotiation",
        "05 00 00 00 00 04 00000000, 2, RELEASE_REQUEST in negotiation",
        "06 00 00 00 00 04 00000000, 2, RELEASE_RESPONSE in negotiation",
        "02 00 00 00 00 04 00000000, 2, ASSOCIATE_ACCEPT in negotiation",
        "03 00 00 00 00 04 00000000, 2, ASSOCIATE_REJECT in negotiation",
        "99 00 00 00 00 04 00000000, 1, unit of type 153",
        "00 00 00 00 00 04 00000000, 1, unit of type 0",
        "47 45 54 20 2f 20 48 54, 1, unit of type 71",
    })
    void whoever_does_not_begin_with_a_request_is_aborted(String hex, int reason, String what)
            throws Exception {
        try (RawPeer peer = new RawPeer(server.port())) {
            peer.send(hex);
            assertViolated(peer, new Abort(2, reason), what);
        }
    }

    @Test
    void a_request_that_was_aborted_is_the_peers_end() throws Exception {
        try (RawPeer peer = new RawPeer(server.port())) {
            peer.abort();
            assertThat(server.nextReport().end()).isInstanceOf(AssociationEnd.Aborted.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "01 00 00 00 00 04 00000000, ASSOCIATE_REQUEST",
        "02 00 00 00 00 04 00000000, ASSOCIATE_ACCEPT",
        "03 00 00 00 00 04 00000000, ASSOCIATE_REJECT",
        "06 00 00 00 00 04 00000000, RELEASE_RESPONSE",
    })
    void a_unit_in_the_wrong_state_ends_the_association(String hex, String what) throws Exception {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.send(hex);
            assertViolated(peer, Abort.UNEXPECTED_PDU, what);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "04 00 ff ff ff ff, a data unit of 4294967295 bytes",
        "04 00 00 10 00 01, a data unit of 1048577 bytes",
        "04 00 00 00 00 00, a data unit of 0 bytes",
        "04 00 00 00 00 05 0000000101, a data unit of 5 bytes",
        "04 00 00 00 00 06 00000000 01 03, a fragment of -2 bytes",
        "04 00 00 00 00 06 00000001 01 03, a fragment of -1 bytes",
        "04 00 00 00 00 06 ffffffff 01 03, a fragment of 4294967293 bytes",
        "04 00 00 00 00 06 00000003 01 03, a fragment of 1 bytes",
        "04 00 00 00 00 08 00000002 01 01 0000, 2 bytes at the end of a data unit",
        "04 00 00 00 00 08 00000004 05 03 0000, not agreed to",
        "04 00 00 00 00 08 00000004 00 03 0000, not agreed to",
        "04 00 00 00 00 08 00000004 02 03 0000, not agreed to",
        "05 00 00 00 00 05 0000000000, a unit of 4 bytes has 5",
        "07 00 00 00 00 ff, a unit of 4 bytes has 255",
    })
    void a_length_or_a_context_that_cannot_be_ends_the_association(String hex, String what)
            throws Exception {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.send(hex);
            assertViolated(peer, Abort.INVALID_PARAMETER, what);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // Explicit VR, big endian, another group, out of order, cut short, nothing.
        "00000000 554c0400 38000000, not in implicit VR",
        "00000000 00000004 00000038, not in implicit VR",
        "08000000 04000000 38000000, not in implicit VR",
        "00000001 02000000 3000 00000001 02000000 3000, not in implicit VR",
        "00000001 0200, inside of an element",
        "00000001 ffffffff, not in implicit VR",
        "'', unknown command 0",
        // A field that no command has, and a response to a cancellation.
        "00000001 02000000 7700 00001001 02000000 0100 00000008 02000000 0101, unknown command 77",
        "00000001 02000000 ff8f 00002001 02000000 0100 00000008 02000000 0101, unknown command 8fff",
        // An echo without id, without saying whether a data set follows.
        "00000001 02000000 3000 00000008 02000000 0101, without message id",
        "00000001 02000000 3000 00001001 02000000 0100, whether a data set follows",
        // A response without status, and one to nothing.
        "00000001 02000000 3080 00002001 02000000 0100 00000008 02000000 0101, without status",
        "00000001 02000000 3080 00002001 02000000 0100 00000008 02000000 0101"
                + " 00000009 02000000 0000, a response to nothing",
    })
    void a_command_set_that_cannot_be_understood_ends_the_association(String hex, String what)
            throws Exception {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.fragment(1, 3, RawPeer.bytes(hex));
            assertViolated(peer, Abort.BY_USER, what);
        }
    }

    @Test
    void a_command_that_is_known_and_not_served_is_answered() throws Exception {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.fragment(1, 3, Command.request(CommandField.N_GET, 7).toBytes());

            Command answer = command(peer);
            assertThat(answer.answer().status()).isEqualTo(Status.UNRECOGNIZED_OPERATION);
            assertThat(answer.respondedTo()).isEqualTo(7);
            assertThat(answer.field()).isEqualTo(CommandField.N_GET);
        }
    }

    private static Command command(RawPeer peer) throws IOException {
        byte[] unit = peer.receive().content().toBytes();
        return Command.parse(Arrays.copyOfRange(unit, 6, unit.length));
    }

    private static byte[] store() {
        return Command.request(CommandField.C_STORE, 1)
                .withAffected(KnownUid.CTImageStorage, TestData.Bytes.of(1, 1).sopInstance())
                .withDataset()
                .toBytes();
    }

    @Test
    void a_command_set_that_is_too_long_ends_the_association() throws Exception {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.fragment(1, 1, new byte[600]);
            peer.fragment(1, 1, new byte[600]);
            assertViolated(peer, Abort.BY_USER, "a command set is longer than allowed");
        }
    }

    @Test
    void an_object_that_never_ends_ends_the_association() throws Exception {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.fragment(3, 3, store());
            for (int i = 0; i < 21; i++) {
                peer.fragment(3, 0, new byte[5000]);
            }
            assertViolated(peer, Abort.BY_USER, "a data set is longer than allowed");
        }
    }

    @Test
    void empty_fragments_that_never_end_end_the_association() throws Exception {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.fragment(3, 3, store());
            for (int i = 0; i < 1001; i++) {
                peer.fragment(3, 0, new byte[0]);
            }
            assertViolated(peer, Abort.BY_USER, "more than 1000 empty fragments");
        }
    }

    @Test
    void empty_pieces_of_a_command_that_never_end_end_the_association() throws Exception {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            for (int i = 0; i < 2001; i++) {
                peer.fragment(3, 1, new byte[0]);
            }
            assertViolated(peer, Abort.BY_USER, "a command set in more pieces than bytes");
        }
    }

    @Test
    void a_few_empty_fragments_and_one_byte_at_a_time_are_taken() throws Exception {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.fragment(3, 1, new byte[0]);
            for (byte b : store()) {
                peer.fragment(3, 1, new byte[] {b});
            }
            peer.fragment(3, 3, new byte[0]);
            peer.fragment(3, 0, new byte[0]);
            peer.fragment(3, 0, new byte[17]);
            peer.fragment(3, 2, new byte[0]);

            assertThat(command(peer).answer().isSuccess()).isTrue();
            assertThat(kept).hasValue(17);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void a_message_inside_of_a_message_ends_the_association(int which) throws Exception {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            if (which > 0) {
                peer.fragment(3, which == 1 ? 1 : 3, store());
            }
            switch (which) {
                case 0 -> peer.fragment(3, 2, new byte[10]);
                case 1 -> peer.fragment(3, 2, new byte[10]);
                case 2 -> peer.fragment(1, 0, new byte[10]);
                default -> peer.fragment(3, 3, store());
            }
            String what =
                    switch (which) {
                        case 0 -> "a data set without command";
                        case 1 -> "a command set that is not finished";
                        default -> "another message inside of a message";
                    };
            assertViolated(peer, Abort.BY_USER, what);
        }
    }

    @Test
    void a_release_inside_of_a_message_ends_the_association() throws Exception {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.fragment(3, 3, store());
            peer.fragment(3, 0, new byte[10]);
            peer.releaseRequest();
            assertViolated(peer, Abort.BY_USER, "a release inside of a message");
        }
    }

    @Test
    void an_abort_in_the_middle_of_an_object_leaves_nothing() throws Exception {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.fragment(3, 3, store());
            peer.fragment(3, 0, new byte[10_000]);
            peer.abort();
            assertThat(server.nextReport().end()).isInstanceOf(AssociationEnd.Aborted.class);
        }
        assertThat(kept).hasValue(0);
    }

    @Test
    void a_connection_that_breaks_in_the_middle_of_an_object_leaves_nothing() throws Exception {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.fragment(3, 3, store());
            peer.fragment(3, 0, new byte[10_000]);
        }
        assertThat(server.nextReport().end()).isInstanceOf(AssociationEnd.Lost.class);
        assertThat(kept).hasValue(0);
    }

    @Test
    void a_message_that_stops_is_waited_for_no_longer_than_the_grace() throws Exception {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.fragment(3, 3, store());
            peer.fragment(3, 0, new byte[50]);
            assertThat(peer.receive().isAbort()).isTrue();
        }
        assertThat(server.nextReport().end()).isEqualTo(new AssociationEnd.TimedOut(Timer.MESSAGE));
        assertThat(kept).hasValue(0);
    }

    @Test
    void half_a_header_is_waited_for_no_longer_than_the_grace() throws Exception {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.send("04 00 00");
            assertThat(peer.receive().isAbort()).isTrue();
        }
        assertThat(server.nextReport().end()).isEqualTo(new AssociationEnd.TimedOut(Timer.MESSAGE));
    }

    @Test
    void who_is_over_the_limit_is_told_so_and_far_over_it_not_read() throws Exception {
        List<RawPeer> peers = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                peers.add(RawPeer.associated(server.port()));
            }
            try (RawPeer more = new RawPeer(server.port())) {
                more.request(RawPeer.request());
                RawPeer.Received received = more.receive();
                assertThat(received.type()).isEqualTo(3);
                assertThat(received.content().toBytes()).containsExactly(0, 2, 3, 2);
            }
            server.nextReport();
            for (int i = 0; i < 20; i++) {
                peers.add(new RawPeer(server.port()));
            }
            try (RawPeer far = new RawPeer(server.port())) {
                assertThat(far.receive().isClosed()).isTrue();
            }
        } finally {
            for (RawPeer peer : peers) {
                peer.close();
            }
        }
        for (int i = 0; i < peers.size(); i++) {
            server.nextReport();
        }
    }
}
