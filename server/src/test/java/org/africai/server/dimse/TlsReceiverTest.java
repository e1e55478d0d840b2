package org.africai.server.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dimse.Answer;
import org.africai.dimse.Association;
import org.africai.dimse.DicomClient;
import org.africai.dimse.Opening;
import org.africai.dimse.Proposal;
import org.africai.dimse.QueryModel;
import org.africai.dimse.RemoteEntity;
import org.africai.dimse.RetrieveResult;
import org.africai.dimse.ul.AeTitle;
import org.africai.server.boot.TestServer;
import org.africai.server.db.TestFolders;
import org.africai.server.intake.IdleSessionsJob;
import org.africai.server.intake.TestObject;
import org.africai.server.settings.Secret;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// DICOM over TLS, with DCMTK at the other end: where senders have to show a certificate, and where
/// they need not.
class TlsReceiverTest {
    private static final TestKeys SCANNER = TestKeys.make("scanner");
    private static final TestKeys ARCHIVE = TestKeys.make("archive").trust("scanner", SCANNER);
    private static final TestKeys STRANGER = TestKeys.make("stranger");

    /// Of which one is still free when it is needed.
    private static final List<Integer> PORTS = ports();

    @RegisterExtension static final TestServer STRICT = TestServer.with(settings(true));
    @RegisterExtension static final TestServer LENIENT = TestServer.with(settings(false));

    private static final int STUDY = 620;
    private static Storescp destination;
    private static TestReceiver strict;
    private static TestReceiver lenient;

    private static List<Integer> ports() {
        Set<Integer> ports = new HashSet<>();
        while (ports.size() < 8) {
            ports.add(Sender.freePort());
        }
        return List.copyOf(ports);
    }

    private static Map<String, String> settings(boolean isCertificateNeeded) {
        return Map.of(
                "dicom-tls-ports",
                PORTS.stream().map(String::valueOf).collect(Collectors.joining(",")),
                "dicom-tls-keys",
                ARCHIVE.store().toString(),
                "dicom-tls-password-file",
                ARCHIVE.password().toString(),
                "dicom-tls-client-certificate",
                Boolean.toString(isCertificateNeeded));
    }

    @BeforeAll
    static void receivers() throws IOException {
        destination =
                Storescp.start(
                        "+tls", SCANNER.key(), SCANNER.certificate(), "+cf", ARCHIVE.certificate());
        strict = receiver(STRICT);
        lenient = receiver(LENIENT);
    }

    private static TestReceiver receiver(TestServer server) {
        assertThat(server.admin().put("/data/projects/SAFE").statusCode()).isEqualTo(200);
        String setup =
                """
                "project": "SAFE", "directArchive": true, "queryEnabled": true,
                "destinations": [{"aeTitle": "STORESCP", "host": "127.0.0.1", "port": %s,
                                  "tls": true}]\
                """
                        .formatted(destination.port());
        for (int port : PORTS) {
            if (server.get(DimsePorts.class).obstacle(port).isEmpty()) {
                return TestReceiver.open(server, port, setup);
            }
        }
        throw new AssertionError("none of the ports is free any more: " + PORTS);
    }

    @AfterAll
    static void all_is_closed() {
        destination.close();
    }

    private static DcmtkTools.Result call(String tool, TestReceiver receiver, Object... more)
            throws Exception {
        List<Object> all = new ArrayList<>(List.of("-v", "-aec", TestReceiver.TITLE));
        List<Object> files = new ArrayList<>();
        for (Object one : more) {
            (one instanceof Path path && path.toString().endsWith(".dcm") ? files : all).add(one);
        }
        all.addAll(List.of("127.0.0.1", receiver.port()));
        all.addAll(files);
        return DcmtkTools.run(tool, all.toArray());
    }

    private static Object[] with(TestKeys own, Object... more) {
        Stream<Object> tls =
                Stream.of("+tls", own.key(), own.certificate(), "+cf", ARCHIVE.certificate());
        return Stream.concat(tls, Stream.of(more)).toArray();
    }

    @Test
    void who_shows_a_trusted_certificate_sends_and_retrieves() throws Exception {
        Path file = TestFolders.create("sent").resolve("one.dcm");
        Files.write(file, TestObject.ct(STUDY, 1, 1).bytes());

        DcmtkTools.Result sent = call("storescu", strict, with(SCANNER, "-xe", file));
        STRICT.get(IdleSessionsJob.class).run(Duration.ZERO);
        RetrieveResult moved = move();

        assertThat(sent.exit()).as(sent.output()).isZero();
        assertThat(moved.answer()).isEqualTo(Answer.SUCCESS);
        assertThat(destination.datasets()).containsExactly(Bytes.of(TestObject.ct(STUDY, 1, 1)));
    }

    /// DCMTK's movescu does not speak TLS.
    private static RetrieveResult move() throws IOException {
        var peer =
                new RemoteEntity(
                        new AeTitle(TestReceiver.TITLE),
                        "127.0.0.1",
                        strict.port(),
                        TlsKeys.of(scanner()));
        Dataset study =
                Dataset.builder()
                        .put(Tag.QueryRetrieveLevel, "STUDY")
                        .put(Tag.StudyInstanceUID, TestObject.studyUid(STUDY))
                        .build();
        QueryModel root = QueryModel.STUDY_ROOT;
        try (Association association =
                DicomClient.of("SCANNER").open(peer, Proposal.EMPTY.move(root)).orThrow()) {
            return association.move(root, study, new AeTitle(Storescp.TITLE), _ -> true);
        }
    }

    private static DimseSettings scanner() {
        return new DimseSettings(
                null,
                "SCANNER",
                "127.0.0.1",
                1,
                1,
                Duration.ofSeconds(60),
                List.of(),
                SCANNER.trust("archive", ARCHIVE).store(),
                new Secret(TestKeys.PASSWORD),
                true);
    }

    @Test
    void who_shows_none_or_a_strangers_is_not_spoken_to() throws Exception {
        DcmtkTools.Result none = call("echoscu", strict, "+tla", "+cf", ARCHIVE.certificate());
        DcmtkTools.Result strangers = call("echoscu", strict, with(STRANGER));

        assertThat(none.exit()).as(none.output()).isNotZero();
        assertThat(none.output()).doesNotContain("Received Echo Response");
        assertThat(strangers.exit()).as(strangers.output()).isNotZero();
        assertThat(strangers.output()).doesNotContain("Received Echo Response");
    }

    @Test
    void where_no_certificate_is_needed_who_shows_none_is_answered() throws Exception {
        DcmtkTools.Result echo = call("echoscu", lenient, "+tla", "+cf", ARCHIVE.certificate());

        assertThat(echo.exit()).as(echo.output()).isZero();
        assertThat(echo.output()).contains("Received Echo Response (Success)");
    }

    @Test
    void who_does_not_trust_the_archive_does_not_speak_to_it() throws Exception {
        DcmtkTools.Result echo =
                call(
                        "echoscu",
                        strict,
                        "+tls",
                        SCANNER.key(),
                        SCANNER.certificate(),
                        "+cf",
                        STRANGER.certificate());

        assertThat(echo.exit()).as(echo.output()).isNotZero();
        assertThat(echo.output()).doesNotContain("Received Echo Response");
    }

    @Test
    void a_port_for_tls_takes_nothing_in_clear() {
        Opening opening = lenient.sender().open(Proposal.EMPTY.echo());

        assertThat(opening).isNotInstanceOf(Opening.Accepted.class);
    }
}
