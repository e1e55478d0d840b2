package org.africai.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.africai.bench.PackagedServer;
import org.africai.phantom.Cohort;
import org.africai.phantom.PhantomSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// Does what README.md says, as it says it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReadmeTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().resolve("..").normalize();

    @TempDir private static Path folder = Path.of("");

    private final Map<String, String> environment = new TreeMap<>();
    private final List<PackagedServer> servers = new ArrayList<>();

    @BeforeAll
    void start() throws IOException, InterruptedException {
        PackagedServer server =
                PackagedServer.start(ROOT.resolve("africai"), folder.resolve("data"), "");
        servers.add(server);
        environment.put("URL", server.address().toString());
        environment.put("USER", "admin");
        environment.put("PASSWORD", PackagedServer.PASSWORD);
        environment.put("no_proxy", "127.0.0.1");
        writeSeries(Files.createDirectory(folder.resolve("series")));
        Files.writeString(folder.resolve("note.txt"), "seen\n");
    }

    @AfterAll
    void stop() {
        servers.forEach(PackagedServer::close);
    }

    @Test
    @Order(1)
    void the_lines_for_curl_bring_every_file_back_as_it_was_sent() throws Exception {
        assumeTrue(
                Programs.succeed("command -v curl && command -v zip"),
                "curl or zip is not installed: the README's lines were NOT tried");
        String lines =
                Readme.example(ROOT, "curl")
                        .replaceFirst("export URL=.*\n", "")
                        .replace("curl ", "curl --fail-with-body -sS ");

        String printed = Programs.run(folder, environment, "sh", "-ec", lines);

        assertThat(printed).contains("/data/subjects/").contains("/data/experiments/");
        assertThat(digestsInZip(folder.resolve("project.zip")))
                .isEqualTo(digestsInFolder(folder.resolve("series")));
    }

    @Test
    @Order(2)
    void the_lines_for_pyxnat_list_scans_and_store_a_note() throws Exception {
        assumeTrue(
                Programs.succeed("/usr/bin/python3 -c 'import pyxnat'"),
                "pyxnat is not installed: the README's lines were NOT tried");

        String printed =
                Programs.run(
                        folder,
                        environment,
                        "/usr/bin/python3",
                        "-c",
                        Readme.example(ROOT, "pyxnat"));

        assertThat(printed).matches("(?s)\\S+ \\d+ .* [1-9]\\d*\n");
        String files =
                Programs.run(
                        folder,
                        environment,
                        "sh",
                        "-c",
                        "curl -sS -u \"$USER:$PASSWORD\" \"$URL/data/projects/LUNG"
                                + "/files?format=csv&all=true\"");
        assertThat(files).contains("note.txt,5,/data/experiments/");
    }

    /// A real CT series where there is one, else that of a phantom.
    private static void writeSeries(Path series) throws IOException {
        Optional<Path> real = RealSeries.folder("ct-philips-S21570-2010");
        if (real.isPresent()) {
            RealSeries.copy(real.get(), series);
        } else {
            writePhantom(series);
        }
    }

    private static void writePhantom(Path series) throws IOException {
        PhantomSession session = Cohort.of(2, 1).subjects().get(1).sessions().getFirst();
        for (int slice = 0; slice < session.series().getFirst().geometry().slices(); slice++) {
            try (OutputStream out = Files.newOutputStream(series.resolve(slice + ".dcm"))) {
                session.dicom(0).write(slice, out);
            }
        }
    }

    private static List<String> digestsInFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !RealSeries.isDirectoryOfMedium(file))
                    .map(ReadmeTest::digest)
                    .sorted()
                    .toList();
        }
    }

    private static List<String> digestsInZip(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return file.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(entry -> digest(file, entry))
                    .sorted()
                    .toList();
        }
    }

    private static String digest(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return digest(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String digest(ZipFile zip, ZipEntry entry) {
        try (InputStream in = zip.getInputStream(entry)) {
            return digest(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String digest(InputStream in) throws IOException {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
