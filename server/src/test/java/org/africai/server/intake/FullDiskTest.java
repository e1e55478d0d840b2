package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.server.boot.Eventually;
import org.africai.server.boot.TestServer;
import org.africai.server.db.TestFolders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Uploads that do not fit: a clear answer, nothing of them stays, and what fits goes on. On a
/// small file system in memory, which only root can make.
class FullDiskTest {
    private static final Path DISK = TestFolders.create("disk");
    private static final TestServer SERVER =
            TestServer.with(Map.of("data", DISK.toString(), "files-low-water", "0B"));
    private static boolean isMounted;

    @BeforeAll
    static void a_small_disk() {
        isMounted =
                run("mount", "-t", "tmpfs", "-o", "size=32m,mode=711", "tmpfs", DISK.toString());
        assumeTrue(isMounted, "SKIPPED: a small file system can only be mounted by root");
        SERVER.begin();
    }

    @AfterAll
    static void is_taken_away() {
        if (isMounted) {
            SERVER.end();
            assertThat(run("umount", DISK.toString())).isTrue();
        }
    }

    @Test
    void what_does_not_fit_is_refused_and_leaves_nothing_and_what_fits_is_taken() {
        ImportClient sender = ImportClient.create(SERVER);
        byte[] tooMuch = TestArchives.zip(large(1, 24));
        byte[] little = TestArchives.zip(large(2, 1));

        HttpResponse<String> answer = sender.toArchive("", tooMuch);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(507);
        assertThat(sender.waiting()).isEmpty();
        assertThat(sender.status(sender.session("PAT1_CT"))).isEqualTo(404);
        Eventually.holds("empty spool", Duration.ofSeconds(10), () -> spooled() == 0);
        String session = sender.accepted(sender.toArchive("", little)).getFirst();
        assertThat(sender.dicom(session, "1")).hasSize(1);
    }

    /// Objects of a mebibyte that can hardly be compressed.
    private static Map<String, byte[]> large(int study, int count) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int n = 1; n <= count; n++) {
            byte[] pixels = new byte[1 << 20];
            new Random(n).nextBytes(pixels);
            TestObject object =
                    TestObject.ct(study, 1, n).with(d -> d.put(Tag.PixelData, Vr.OW, pixels));
            files.put(object.fileName(), object.bytes());
        }
        return files;
    }

    private static long spooled() {
        try (Stream<Path> files = Files.list(DISK.resolve("store/spool"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
