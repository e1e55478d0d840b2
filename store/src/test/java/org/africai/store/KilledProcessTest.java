package org.africai.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class KilledProcessTest {
    private static final int[] KILL_AFTER = {1, 40, 150};

    @TempDir Path folder;

    @Test
    void what_a_killed_process_acknowledged_is_there() throws Exception {
        List<Sha256> acknowledged = new ArrayList<>();
        for (int i = 0; i < KILL_AFTER.length; i++) {
            acknowledged.addAll(runAndKill(i, KILL_AFTER[i]));
        }

        try (var store = FileBlobStore.open(folder, 0, Clock.systemUTC())) {
            assertThat(acknowledged)
                    .hasSizeGreaterThan(190)
                    .allSatisfy(blob ->
                            assertThat(store.verify(blob, Pace.unlimited()))
                                    .isInstanceOf(Fixity.Intact.class));
            requireAllBlobsWhole(store);
            requireSpoolSwept(store);
        }
    }

    private static void requireAllBlobsWhole(BlobStore store) {
        for (int i = 0; i < 256; i++) {
            for (Sha256 blob : store.list(HexFormat.of().toHexDigits((byte) i))) {
                assertThat(store.verify(blob, Pace.unlimited())).isInstanceOf(Fixity.Intact.class);
            }
        }
    }

    private void requireSpoolSwept(BlobStore store) throws IOException {
        List<Path> left = spoolFiles();
        for (Path file : left) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
        }

        Swept swept = store.sweep(Set::copyOf, Duration.ofHours(1));

        assertThat(swept.spoolFiles()).isEqualTo(left.size());
        assertThat(spoolFiles()).isEmpty();
    }

    private List<Path> spoolFiles() throws IOException {
        try (var files = Files.list(folder.resolve("spool"))) {
            return files.toList();
        }
    }

    /// What a process acknowledged until it was killed, which is done after `count` of them.
    private List<Sha256> runAndKill(int seed, int count) throws Exception {
        Process process =
                new ProcessBuilder(command(seed))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        List<Sha256> acknowledged = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.length() == 64) { // the last may be cut
                    acknowledged.add(new Sha256(line));
                }
                if (acknowledged.size() == count) {
                    // By its handle, which leaves what it still had written to be read.
                    assertThat(process.toHandle().destroyForcibly()).isTrue();
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(process.exitValue()).as("killed by signal 9").isEqualTo(128 + 9);
        return acknowledged;
    }

    private List<String> command(int seed) throws Exception {
        String path =
                String.join(
                        ":",
                        place(FileBlobStore.class, "FileBlobStore.class"),
                        place(PublishingProcess.class, "PublishingProcess.class"),
                        Path.of(
                                        LoggerFactory.class
                                                .getProtectionDomain()
                                                .getCodeSource()
                                                .getLocation()
                                                .toURI())
                                .toString());
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                path,
                PublishingProcess.class.getName(),
                folder.toString(),
                Integer.toString(seed));
    }

    /// The folder of classes that holds `type`.
    private static String place(Class<?> type, String name) throws URISyntaxException {
        Path file = Path.of(type.getResource(name).toURI());
        return file.resolve("../../../..").normalize().toString();
    }
}
