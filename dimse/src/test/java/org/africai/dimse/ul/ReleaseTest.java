package org.africai.dimse.ul;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The end of associations, from both sides (PS3.8 §9.2.2): the other one is a [RawPeer].
@Timeout(60)
class ReleaseTest {
    private static final int RELEASE_REQUEST = 5;
    private static final int RELEASE_RESPONSE = 6;
    private static final NetworkLimits LIMITS =
            NetworkLimits.DEFAULT.withTimes(
                    Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(30));

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ServerSocket listener = unbound();

    private static ServerSocket unbound() {
        try {
            return new ServerSocket();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void listen() throws Exception {
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() throws Exception {
        listener.close();
        threads.close();
    }

    /// A link and the peer at its other end.
    private record Pair(Link link, RawPeer peer) {}

    private Pair asAcceptor() throws Exception {
        Future<Link> link =
                threads.submit(() ->
                        LinkOpener.accept(
                                listener.accept(),
                                null,
                                LIMITS,
                                (request, _) -> accepted(request)));
        RawPeer peer = RawPeer.associated(listener.getLocalPort());
        return new Pair(link.get(), peer);
    }

    private static Acceptor.Reply accepted(AssociationRequest request) {
        List<AnsweredContext> contexts =
                request.contexts().stream()
                        .map(c ->
                                new AnsweredContext(
                                        c.id(),
                                        AnsweredContext.Result.ACCEPTED,
                                        UserItems.IMPLICIT))
                        .toList();
        return new Acceptor.Reply.Accept(
                new AssociationAccept(contexts, UserInformation.ours(16384)));
    }

    private Pair asRequestor() throws Exception {
        Future<Link> link =
                threads.submit(() ->
                        LinkOpener.request(
                                (InetSocketAddress) listener.getLocalSocketAddress(),
                                null,
                                LIMITS,
                                RawPeer.request()));
        Socket socket = listener.accept();
        RawPeer peer = new RawPeer(socket);
        peer.accept(peer.receiveRequest());
        return new Pair(link.get(), peer);
    }

    private CompletableFuture<AssociationEnd> release(Pair pair) {
        return CompletableFuture.supplyAsync(pair.link::release, threads);
    }

    @Test
    void a_release_is_asked_and_answered() throws Exception {
        Pair pair = asRequestor();
        var end = release(pair);

        assertThat(pair.peer.receive().type()).isEqualTo(RELEASE_REQUEST);
        pair.peer.releaseResponse();

        assertThat(end.get()).isEqualTo(new AssociationEnd.Released());
        assertThat(pair.peer.receive().isClosed()).isTrue();
    }

    @Test
    void messages_that_come_before_the_answer_are_passed_over() throws Exception {
        Pair pair = asRequestor();
        var end = release(pair);

        assertThat(pair.peer.receive().type()).isEqualTo(RELEASE_REQUEST);
        pair.peer.fragment(1, 3, new byte[5000]);
        pair.peer.fragment(1, 2, new byte[70_000]);
        pair.peer.releaseResponse();

        assertThat(end.get()).isEqualTo(new AssociationEnd.Released());
    }

    @Test
    void when_both_ask_the_requestor_answers_first() throws Exception {
        Pair pair = asRequestor();
        var end = release(pair);

        assertThat(pair.peer.receive().type()).isEqualTo(RELEASE_REQUEST);
        pair.peer.releaseRequest();
        assertThat(pair.peer.receive().type()).isEqualTo(RELEASE_RESPONSE);
        pair.peer.releaseResponse();

        assertThat(end.get()).isEqualTo(new AssociationEnd.Released());
    }

    @Test
    void when_both_ask_the_acceptor_waits_for_the_answer() throws Exception {
        Pair pair = asAcceptor();
        var end = release(pair);

        assertThat(pair.peer.receive().type()).isEqualTo(RELEASE_REQUEST);
        pair.peer.releaseRequest();
        pair.peer.releaseResponse();
        assertThat(pair.peer.receive().type()).isEqualTo(RELEASE_RESPONSE);

        assertThat(end.get()).isEqualTo(new AssociationEnd.Released());
    }

    @Test
    void two_releases_of_one_peer_end_the_association() throws Exception {
        Pair pair = asAcceptor();
        var end = release(pair);

        assertThat(pair.peer.receive().type()).isEqualTo(RELEASE_REQUEST);
        pair.peer.releaseRequest();
        pair.peer.releaseRequest();

        assertThat(pair.peer.receive().isAbort()).isTrue();
        pair.peer.close();
        assertThat(end.get()).isInstanceOf(AssociationEnd.Violated.class);
    }

    @Test
    void an_abort_instead_of_the_answer_is_the_end() throws Exception {
        Pair pair = asRequestor();
        var end = release(pair);

        assertThat(pair.peer.receive().type()).isEqualTo(RELEASE_REQUEST);
        pair.peer.abort();

        assertThat(end.get()).isEqualTo(new AssociationEnd.Aborted(Abort.BY_USER));
    }

    @Test
    void an_answer_that_does_not_come_is_given_up() throws Exception {
        Pair pair = asRequestor();

        assertThat(release(pair).get()).isEqualTo(new AssociationEnd.TimedOut(Timer.ARTIM));
        pair.peer.close();
    }

    @Test
    void who_asked_for_the_release_and_does_not_close_is_closed() throws Exception {
        Pair pair = asAcceptor();
        Future<Arrival> arrival = threads.submit(() -> pair.link.next(Timer.IDLE));
        pair.peer.releaseRequest();
        assertThat(arrival.get()).isEqualTo(new Arrival.ReleaseRequested());

        pair.link.acceptRelease();

        assertThat(pair.peer.receive().type()).isEqualTo(RELEASE_RESPONSE);
        assertThat(pair.peer.receive().isClosed()).isTrue();
        assertThat(pair.link.end()).contains(new AssociationEnd.Released());
    }

    @Test
    void an_abort_from_another_thread_ends_who_waits() throws Exception {
        Pair pair = asAcceptor();
        Future<Arrival> arrival = threads.submit(() -> pair.link.next(Timer.IDLE));

        pair.link.abort();

        assertThat(pair.peer.receive().isAbort()).isTrue();
        assertThat(endOf(arrival)).isEqualTo(new AssociationEnd.Closed());
        pair.peer.close();
    }

    private static AssociationEnd endOf(Future<Arrival> arrival) throws InterruptedException {
        try {
            throw new AssertionError("came: " + arrival.get());
        } catch (ExecutionException e) {
            return Objects.requireNonNull((AssociationEnded) e.getCause()).end();
        }
    }
}
