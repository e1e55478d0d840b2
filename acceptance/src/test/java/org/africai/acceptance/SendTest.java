package org.africai.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged sender and the packaged server: identities are planted in images, the sender is
/// killed and the line cut on the way; everything arrives once, and no identity anywhere.
class SendTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();
    private static final String PASSWORD = "only for this test";
    private static final String READY = "AFRICAI ready at ";
    private static final String PROJECT = "SENT";
    private static final String PASSPHRASE = "only the owner knows";
    private static final int STUDIES = 2;
    private static final int IMAGES = 10;
    private static final int SIDE = 16;
    private static final long SECONDS = 300;
    private static final String UIDS = "1.2.826.0.1.3680043.77.";
    private static final List<String> PLANTED =
            List.of("PLANTEDNAME", "PLANTEDID", "PLANTEDTEXT", "19570623", UIDS);

    @TempDir private Path temporary;

    private final StringWriter log = new StringWriter();
    private final HttpClient http = HttpClient.newHttpClient();
    private Thread follower = Thread.currentThread();

    @Test
    void what_is_sent_arrives_once_and_tells_nobody_who_the_patients_are() throws Exception {
        Path folder = planted(Files.createDirectory(temporary.resolve("in")));
        Path data = temporary.resolve("data");
        Process server = serve(data);
        String database;
        try {
            URI address = ready(server);
            call(address, "PUT", "/data/projects/" + PROJECT);
            String token = token(address);

            String said = send(address, folder, token);

            assertThat(said).contains("20 arrived and were compared");
            try (Connection connection = connect(data)) {
                assertThat(number(connection, "select count(*) from instance")).isEqualTo(20);
                assertThat(number(connection, "select count(distinct sop_uid) from instance"))
                        .isEqualTo(20);
                assertThat(number(connection, "select count(*) from prearchive_file")).isZero();
                assertThat(number(connection, "select count(*) from experiment")).isEqualTo(2);
                database = dump(connection);
            }
        } finally {
            server.destroy();
            assertThat(server.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        follower.join();
        String map = runSend(Map.of(), "--show-map", work().resolve("identities.map").toString());

        assertThat(map).contains("PLANTEDID1", "PLANTEDID2");
        String pseudonym = pseudonym(map);
        assertThat(database).contains(pseudonym).doesNotContain(PLANTED);
        assertThat(log.toString()).contains("archived session=").doesNotContain(PLANTED);
        assertThat(Files.readString(temporary.resolve("sent.html")))
                .contains("20")
                .doesNotContain(PLANTED);
        assertThat(Files.readString(temporary.resolve("sent.json"))).doesNotContain(PLANTED);
        requireNoTrace(data, pseudonym);
    }

    private Path work() {
        return temporary.resolve("work");
    }

    private static String pseudonym(String map) {
        Matcher line = Pattern.compile("patient\tPLANTEDID1\t(\\S+)").matcher(map);
        assertThat(line.find()).as(map).isTrue();
        return line.group(1);
    }

    // ---- the images

    private static Path planted(Path folder) throws IOException {
        for (int study = 1; study <= STUDIES; study++) {
            Path of = Files.createDirectory(folder.resolve("PLANTEDNAME " + study));
            for (int number = 1; number <= IMAGES; number++) {
                try (OutputStream out = Files.newOutputStream(of.resolve("PLANTEDID" + number))) {
                    Dataset image = image(study, number);
                    DicomWriter.write(image, TransferSyntax.EXPLICIT_LITTLE, out);
                }
            }
        }
        return folder;
    }

    private static Dataset image(int study, int number) {
        byte[] pixels = new byte[SIDE * SIDE * 2];
        new Random(31L * study + number).nextBytes(pixels);
        return Dataset.builder()
                .put(Tag.SOPClassUID, KnownUid.CTImageStorage)
                .put(Tag.SOPInstanceUID, new Uid(UIDS + study + ".1." + number))
                .put(Tag.StudyDate, "20260131")
                .put(Tag.AccessionNumber, "PLANTEDID7")
                .put(Tag.Modality, "CT")
                .put(Tag.InstitutionName, "PLANTEDTEXT hospital")
                .put(Tag.StudyDescription, "of PLANTEDNAME")
                .put(Tag.PatientName, "PLANTEDNAME^Of " + study)
                .put(Tag.PatientID, "PLANTEDID" + study)
                .put(Tag.PatientBirthDate, "19570623")
                .put(
                        Tag.RequestAttributesSequence,
                        Dataset.itemBuilder()
                                .put(Tag.RequestedProcedureDescription, "PLANTEDTEXT")
                                .build())
                .put(0x00090010, Vr.LO, "ACME")
                .put(0x00091001, Vr.LO, "PLANTEDTEXT")
                .put(Tag.StudyInstanceUID, new Uid(UIDS + study))
                .put(Tag.SeriesInstanceUID, new Uid(UIDS + study + ".1"))
                .put(Tag.SeriesNumber, "1")
                .put(Tag.InstanceNumber, Integer.toString(number))
                .put(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .put(Tag.Rows, SIDE)
                .put(Tag.Columns, SIDE)
                .put(Tag.BitsAllocated, 16)
                .put(Tag.BitsStored, 16)
                .put(Tag.HighBit, 15)
                .put(Tag.PixelRepresentation, 0)
                .put(Tag.PixelData, Vr.OW, pixels)
                .build();
    }

    // ---- the server

    private static Process serve(Path data) throws IOException {
        var builder =
                new ProcessBuilder(
                        ROOT.resolve("africai").toString(),
                        "serve",
                        "--port",
                        "0",
                        "--data",
                        data.toString());
        builder.environment().put("AFRICAI_ADMIN_PASSWORD", PASSWORD);
        builder.redirectErrorStream(true);
        return builder.start();
    }

    private URI ready(Process server) throws IOException {
        BufferedReader lines = server.inputReader(UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            log.append(line).append('\n');
            if (line.startsWith(READY)) {
                follower = Thread.ofVirtual().start(() -> follow(lines));
                return URI.create(line.substring(READY.length()));
            }
        }
        throw new AssertionError("the server did not start: " + log);
    }

    private void follow(BufferedReader lines) {
        try {
            lines.transferTo(log);
        } catch (IOException ended) {
            log.append("(the output ended)\n");
        }
    }

    private String call(URI address, String method, String path)
            throws IOException, InterruptedException {
        byte[] pair = ("admin:" + PASSWORD).getBytes(UTF_8);
        var request =
                HttpRequest.newBuilder(address.resolve(path))
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(pair))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
        var answer = http.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return answer.body();
    }

    private String token(URI address) throws IOException, InterruptedException {
        String json = call(address, "GET", "/data/services/tokens/issue");
        return field(json, "alias") + ":" + field(json, "secret");
    }

    private static String field(String json, String name) {
        Matcher field = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
        assertThat(field.find()).as(name).isTrue();
        return field.group(1);
    }

    // ---- the sender

    /// Sends, is killed when a part of the images is on its way, and goes on over a line that is
    /// cut three times.
    private String send(URI address, Path folder, String token) throws Exception {
        var first = new CompletableFuture<Process>();
        try (var line =
                new TriggeringLine(address, 9_000, 4, () -> first.join().destroyForcibly())) {
            Process killed = send(folder, line.address(), token).start();
            first.complete(killed);
            assertThat(killed.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(killed.exitValue()).isNotZero();
            assertThat(line.events()).isEqualTo(1);
            Path output = temporary.resolve("second");
            Process process =
                    send(folder, line.address(), token).redirectOutput(output.toFile()).start();
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
            String said = Files.readString(output);
            assertThat(process.exitValue()).as(said).isZero();
            assertThat(line.events()).isGreaterThan(1);
            return said;
        }
    }

    private ProcessBuilder send(Path folder, URI to, String token) {
        var builder =
                new ProcessBuilder(
                        java(),
                        "-jar",
                        jar(),
                        "send",
                        folder.toString(),
                        "--to",
                        to.toString(),
                        "--project",
                        PROJECT,
                        "--work",
                        work().toString(),
                        "--report",
                        temporary.resolve("sent.html").toString());
        builder.environment().put("AFRICAI_TOKEN", token);
        builder.environment().put("AFRICAI_MAP_PASSPHRASE", PASSPHRASE);
        return builder.redirectErrorStream(true)
                .redirectOutput(temporary.resolve("first").toFile());
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static String jar() {
        return ROOT.resolve("cli/target/africai-cli.jar").toString();
    }

    private String runSend(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java(), "-jar", jar(), "send"));
        command.addAll(List.of(arguments));
        Map<String, String> all = new java.util.TreeMap<>(environment);
        all.put("AFRICAI_MAP_PASSPHRASE", PASSPHRASE);
        return Programs.run(temporary, all, command.toArray(String[]::new));
    }

    // ---- what is left behind

    private static Connection connect(Path data) throws IOException, SQLException {
        Path cluster = data.resolve("postgres/data");
        String port = Files.readAllLines(cluster.resolve("postmaster.pid")).get(3);
        String password = Files.readString(cluster.resolve("africai-password")).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/africai", "africai", password);
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /// Every row of every table, as text.
    private static String dump(Connection connection) throws SQLException {
        StringBuilder dump = new StringBuilder();
        try (Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows =
                    statement.executeQuery(
                            "select quote_ident(table_name) from information_schema.tables"
                                    + " where table_schema = 'public'"
                                    + " and table_type = 'BASE TABLE'")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet rows =
                        statement.executeQuery("select cast(t as text) from " + table + " t")) {
                    while (rows.next()) {
                        dump.append(rows.getString(1)).append('\n');
                    }
                }
            }
        }
        return dump.toString();
    }

    /// No file of the data folder holds an identity, while some hold the pseudonym.
    private static void requireNoTrace(Path data, String pseudonym) throws IOException {
        int withPseudonym = 0;
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), ISO_8859_1);
                for (String planted : PLANTED) {
                    assertThat(content.contains(planted)).as("%s in %s", planted, file).isFalse();
                }
                withPseudonym += content.contains(pseudonym) ? 1 : 0;
            }
        }
        assertThat(withPseudonym).isGreaterThanOrEqualTo(IMAGES);
    }
}
