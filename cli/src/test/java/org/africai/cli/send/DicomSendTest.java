package org.africai.cli.send;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.africai.cli.Exit;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.io.DicomReader;
import org.africai.dimse.Admission;
import org.africai.dimse.Answer;
import org.africai.dimse.DicomServer;
import org.africai.dimse.Services;
import org.africai.dimse.Status;
import org.africai.dimse.StoreService;
import org.africai.dimse.ul.AeTitle;
import org.africai.dimse.ul.Tls;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Sending by C-STORE, in clear and over TLS.
@Timeout(120)
class DicomSendTest {
    private static final String PASSWORD = "changeit";

    @TempDir private static Path shared;
    private static Path keys = Path.of("");

    @TempDir private Path temporary;

    private final List<byte[]> received = new CopyOnWriteArrayList<>();
    private final List<Status> answers = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void make_keys() throws Exception {
        keys = shared.resolve("keys.p12");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "key",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=dns:localhost",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                keys.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private DicomServer start(UnaryOperator<DicomServer.Settings> change) throws IOException {
        StoreService keep =
                (_, dataset) -> {
                    byte[] bytes = dataset.readAllBytes();
                    Status status = answers.isEmpty() ? Status.SUCCESS : answers.removeFirst();
                    if (status.isSuccess()) {
                        received.add(bytes);
                    }
                    return Answer.of(status);
                };
        Admission admission =
                Admission.forTitles(Set.of(new AeTitle("ARCHIVE")), Services.ECHO.withStore(keep));
        var settings = change.apply(DicomServer.Settings.of(admission));
        return DicomServer.start(
                new InetSocketAddress(InetAddress.getByName("localhost"), 0), settings);
    }

    private static Tls tls() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, PASSWORD.toCharArray());
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return new Tls(context, Tls.ClientCertificates.REQUIRED, true);
    }

    private Sending.Ended send(String to, String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "send",
                                temporary.resolve("in").toString(),
                                "--to",
                                to,
                                "--project",
                                "P",
                                "--no-map",
                                "--work",
                                temporary.resolve("work").toString()));
        arguments.addAll(List.of(more));
        Map<String, String> environment = new HashMap<>();
        environment.put("AFRICAI_KEYS_PASSWORD", PASSWORD);
        return Sending.run(environment, arguments.toArray(String[]::new));
    }

    @Test
    void images_arrive_over_tls_and_say_where_they_belong() throws Exception {
        Images.folder(temporary.resolve("in"), 2, 2);
        Tls tls = tls();
        try (DicomServer server = start(settings -> settings.withTls(tls))) {
            String to = "dicoms://ARCHIVE@localhost:" + server.port();

            Sending.Ended ended = send(to, "--keys", keys.toString());
            Sending.Ended again = send(to, "--keys", keys.toString());

            assertThat(ended.exit()).as(ended.said()).isZero();
            assertThat(again.exit()).isZero();
        }
        assertThat(received).hasSize(4);
        for (byte[] body : received) {
            var dataset = DicomReader.WHOLE.readDataset(body, TransferSyntax.EXPLICIT_LITTLE, "it");
            String pseudonym = dataset.string(Tag.PatientID).orElse("");
            assertThat(dataset.string(Tag.PatientComments).orElse(""))
                    .startsWith("Project:P Subject:" + pseudonym + " Session:" + pseudonym + "_");
            assertThat(new String(body, ISO_8859_1)).doesNotContain(Images.PLANTED);
        }
    }

    @Test
    void a_receiver_whose_certificate_nobody_vouches_for_gets_nothing() throws Exception {
        Images.folder(temporary.resolve("in"), 1, 1);
        Tls tls = tls();
        try (DicomServer server = start(settings -> settings.withTls(tls))) {
            Sending.Ended ended =
                    send("dicoms://ARCHIVE@localhost:" + server.port(), "--patience", "0");

            assertThat(ended.exit()).as(ended.said()).isEqualTo(Exit.UNREACHABLE.status());
        }
        assertThat(received).isEmpty();
    }

    @Test
    void another_title_than_the_receivers_is_denied() throws Exception {
        Images.folder(temporary.resolve("in"), 1, 1);
        try (DicomServer server = start(settings -> settings)) {
            Sending.Ended ended = send("dicom://OTHER@localhost:" + server.port());

            assertThat(ended.exit()).isEqualTo(Exit.DENIED.status());
            assertThat(ended.said()).contains("called AE title not recognized");
        }
    }

    @Test
    void a_refused_object_is_told_and_one_for_which_there_is_no_room_tried_again()
            throws Exception {
        Images.folder(temporary.resolve("in"), 1, 3);
        answers.add(Status.OUT_OF_RESOURCES);
        answers.add(Status.SUCCESS);
        answers.add(Status.DATASET_DOES_NOT_MATCH);
        try (DicomServer server = start(settings -> settings)) {
            Sending.Ended ended =
                    send("dicom://ARCHIVE@localhost:" + server.port(), "--connections", "1");

            assertThat(ended.exit()).as(ended.said()).isEqualTo(Exit.INCOMPLETE.status());
            assertThat(ended.said()).contains("C-STORE A900", "C-STORE A700");
        }
        assertThat(received).hasSize(2);
    }
}
