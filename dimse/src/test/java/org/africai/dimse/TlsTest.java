package org.africai.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.africai.dicom.io.DicomWriter;
import org.africai.dimse.ul.AeTitle;
import org.africai.dimse.ul.AssociationEnd;
import org.africai.dimse.ul.NetworkLimits;
import org.africai.dimse.ul.RawPeer;
import org.africai.dimse.ul.Timer;
import org.africai.dimse.ul.Tls;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTest {
    private static final String TLS_FAILED = "TLS failed";
    private static final String CUT_OFF = "connection lost";

    private static final DicomClient CLIENT = DicomClient.of("SENDER");

    @TempDir private static Path keys;

    private static TestCertificate server = none();
    private static TestCertificate client = none();

    @TempDir private Path folder;

    private final List<String> certificates = new ArrayList<>();

    private static TestCertificate none() {
        try {
            return new TestCertificate(KeyStore.getInstance("PKCS12"));
        } catch (KeyStoreException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    static void makeKeys() throws Exception {
        server = TestCertificate.make(keys, "localhost");
        client = TestCertificate.make(keys, "scanner.example.org");
    }

    private TestServer start(Tls tls, NetworkLimits limits) {
        StoreService swallow =
                (_, dataset) -> {
                    assertThat(dataset.readAllBytes()).isNotEmpty();
                    return Answer.SUCCESS;
                };
        Admission admission =
                (_, _, shown) -> {
                    shown.forEach(c -> certificates.add(c.getSubjectX500Principal().getName()));
                    return Admission.Verdict.admit(Services.ECHO.withStore(swallow));
                };
        return new TestServer(admission, s -> s.withTls(tls).withLimits(limits));
    }

    private TestServer start(Tls.ClientCertificates clients) throws Exception {
        return start(new Tls(server.trusting(client), clients, true), NetworkLimits.DEFAULT);
    }

    private static RemoteEntity entity(TestServer at, String host, SSLContext context) {
        return new RemoteEntity(
                new AeTitle(TestServer.TITLE), host, at.port(), Tls.mutual(context));
    }

    @Test
    void both_show_their_certificates_and_objects_go_through() throws Exception {
        var object = TestData.Bytes.of(1, 3_000_000);
        try (TestServer at = start(Tls.ClientCertificates.REQUIRED)) {
            RemoteEntity peer = entity(at, "localhost", client.trusting(server));
            Proposal proposal = Proposal.EMPTY.echo().store(List.of(object));
            try (Association association = CLIENT.open(peer, proposal).orThrow()) {
                assertThat(association.echo().isSuccess()).isTrue();
                assertThat(association.store(object).isSuccess()).isTrue();
                assertThat(association.release()).isEqualTo(new AssociationEnd.Released());
            }
            assertThat(at.nextReport().end()).isEqualTo(new AssociationEnd.Released());
        }
        assertThat(certificates).containsExactly("CN=scanner.example.org");
    }

    @Test
    void who_shows_no_certificate_gets_in_only_where_none_is_required() throws Exception {
        try (TestServer strict = start(Tls.ClientCertificates.REQUIRED);
                TestServer lenient = start(Tls.ClientCertificates.WANTED)) {
            Proposal echo = Proposal.EMPTY.echo();

            Opening refused = CLIENT.open(entity(strict, "localhost", server.anonymous()), echo);
            Opening accepted = CLIENT.open(entity(lenient, "localhost", server.anonymous()), echo);

            assertThat(refused).isInstanceOf(Opening.Failed.class);
            assertThat(strict.nextReport().end().toString()).contains(TLS_FAILED);
            try (Association association = accepted.orThrow()) {
                assertThat(association.echo().isSuccess()).isTrue();
            }
            assertThat(certificates).isEmpty();
        }
    }

    @Test
    void a_stranger_is_refused_by_both_sides() throws Exception {
        TestCertificate stranger = TestCertificate.make(folder, "localhost");
        Proposal echo = Proposal.EMPTY.echo();
        try (TestServer at = start(Tls.ClientCertificates.REQUIRED)) {
            assertThat(CLIENT.open(entity(at, "localhost", stranger.trusting(server)), echo))
                    .isInstanceOf(Opening.Failed.class);
            assertThat(CLIENT.open(entity(at, "localhost", client.trusting(stranger)), echo))
                    .isInstanceOf(Opening.Failed.class);
            // Who does not like the other's certificate may hang up before the other has spoken.
            assertThat(at.nextReport().end().toString()).containsAnyOf(TLS_FAILED, CUT_OFF);
            assertThat(at.nextReport().end().toString()).containsAnyOf(TLS_FAILED, CUT_OFF);
        }
    }

    @Test
    void a_certificate_must_name_the_host_unless_that_is_not_wanted() throws Exception {
        Proposal echo = Proposal.EMPTY.echo();
        try (TestServer at = start(Tls.ClientCertificates.REQUIRED)) {
            RemoteEntity byAddress = entity(at, "127.0.0.1", client.trusting(server));
            assertThat(CLIENT.open(byAddress, echo)).isInstanceOf(Opening.Failed.class);

            Tls lenient = Tls.mutual(client.trusting(server)).withoutHostCheck();
            RemoteEntity anyway =
                    new RemoteEntity(byAddress.title(), "127.0.0.1", at.port(), lenient);
            try (Association association = CLIENT.open(anyway, echo).orThrow()) {
                assertThat(association.echo().isSuccess()).isTrue();
            }
        }
    }

    @Test
    void who_speaks_in_clear_is_not_understood() throws Exception {
        try (TestServer at = start(Tls.ClientCertificates.NONE);
                RawPeer peer = new RawPeer(at.port())) {
            peer.request(RawPeer.request());
            assertThat(at.nextReport().end().toString()).contains(TLS_FAILED);
        }
    }

    @Test
    void a_cipher_without_authenticated_encryption_is_refused() throws Exception {
        try (TestServer at = start(Tls.ClientCertificates.NONE);
                SSLSocket socket =
                        (SSLSocket)
                                server.anonymous()
                                        .getSocketFactory()
                                        .createSocket("localhost", at.port())) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384"});
            assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
            assertThat(at.nextReport().end().toString()).contains(TLS_FAILED);
        }
    }

    @Test
    void a_handshake_that_does_not_go_on_is_given_up() throws Exception {
        NetworkLimits hasty =
                NetworkLimits.DEFAULT.withTimes(
                        Duration.ofMillis(200), Duration.ofMinutes(1), Duration.ofMinutes(1));
        Tls tls = new Tls(server.trusting(client), Tls.ClientCertificates.NONE, true);
        try (TestServer at = start(tls, hasty);
                RawPeer peer = new RawPeer(at.port())) {
            peer.send("16 03 01 01");
            assertThat(at.nextReport().end()).isEqualTo(new AssociationEnd.TimedOut(Timer.ARTIM));
        }
    }

    @Test
    void dcmtk_sends_and_receives_encrypted() throws Exception {
        TestCertificate.Pem own = client.write(folder);
        TestCertificate.Pem other = server.write(folder);
        Path file = Files.createDirectory(folder.resolve("in")).resolve("one.dcm");
        MemoryArchive.Held object = new MemoryArchive(1).objects().getFirst();
        try (var out = Files.newOutputStream(file)) {
            DicomWriter.write(object.dataset(), object.transferSyntax(), out);
        }
        try (TestServer at = start(Tls.ClientCertificates.REQUIRED)) {
            var stored =
                    Dcmtk.run(
                            "storescu",
                            "+tls",
                            own.key(),
                            own.certificate(),
                            "+cf",
                            other.certificate(),
                            "-xe",
                            "localhost",
                            at.port(),
                            file);
            assertThat(stored.exit()).as(stored.output()).isZero();
            assertThat(at.nextReport().end()).isEqualTo(new AssociationEnd.Released());
        }
        Path received = Files.createDirectory(folder.resolve("received"));
        try (var storescp =
                Dcmtk.listen(
                        "storescp",
                        "+tls",
                        other.key(),
                        other.certificate(),
                        "+cf",
                        own.certificate(),
                        "-od",
                        received)) {
            var peer =
                    new RemoteEntity(
                            new AeTitle("STORESCP"),
                            "localhost",
                            storescp.port(),
                            Tls.mutual(client.trusting(server)));
            Proposal proposal = Proposal.EMPTY.store(List.of(object));
            try (Association association = CLIENT.open(peer, proposal).orThrow()) {
                assertThat(association.store(object).isSuccess()).isTrue();
            }
        }
        try (Stream<Path> files = Files.list(received)) {
            assertThat(files).hasSize(1);
        }
        assertThat(certificates).containsExactly("CN=scanner.example.org");
    }

    /// The stream of a data set over TLS ends as it does without.
    @Test
    void a_connection_that_breaks_in_an_object_leaves_nothing() throws Exception {
        List<String> kept = new ArrayList<>();
        StoreService keep =
                (request, dataset) -> {
                    try (InputStream in = dataset) {
                        kept.add(request.sopInstance() + " " + in.readAllBytes().length);
                    }
                    return Answer.SUCCESS;
                };
        Tls tls = new Tls(server.trusting(client), Tls.ClientCertificates.NONE, true);
        try (TestServer at =
                new TestServer(
                        Admission.open(Services.ECHO.withStore(keep)), s -> s.withTls(tls))) {
            sendHalfAnObject(at.port());

            assertThat(at.nextReport().end()).isInstanceOf(AssociationEnd.Lost.class);
        }
        assertThat(kept).isEmpty();
    }

    private static void sendHalfAnObject(int port) throws Exception {
        try (SSLSocket socket =
                (SSLSocket) server.anonymous().getSocketFactory().createSocket("localhost", port)) {
            RawPeer peer = new RawPeer(socket);
            peer.request(RawPeer.request());
            assertThat(peer.receive().type()).isEqualTo(2);
            Command store =
                    Command.request(CommandField.C_STORE, 1)
                            .withAffected(TestData.CT, TestData.Bytes.of(1, 1).sopInstance())
                            .withDataset();
            peer.fragment(3, 3, store.toBytes());
            peer.fragment(3, 0, new byte[1000]);
        }
    }
}
