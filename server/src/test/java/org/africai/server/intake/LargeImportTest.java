package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.server.boot.ServerProcess;
import org.africai.server.boot.TestClient;
import org.africai.server.db.TestFolders;
import org.junit.jupiter.api.Test;

/// An upload that is larger than the memory of the server.
class LargeImportTest {
    private static final int OBJECTS = 100;
    private static final int OBJECT_BYTES = 4 << 20;
    private static final String PASSWORD = "correct horse battery staple";

    @Test
    void an_archive_larger_than_the_heap_is_imported() throws IOException {
        Path zip = zip();
        Map<String, String> environment =
                Map.of("AFRICAI_PORT", "0", "AFRICAI_ADMIN_PASSWORD", PASSWORD);
        List<String> serve = List.of("serve", "--data", TestFolders.create("large").toString());
        try (var server = ServerProcess.run(environment, serve)) {
            TestClient client = TestClient.login(server.awaitReady(), "admin", PASSWORD);
            client.put("/data/projects/LARGE");

            HttpResponse<String> answer =
                    client.send(
                            client.request("/data/services/import?dest=/archive/projects/LARGE")
                                    .POST(BodyPublishers.ofFile(zip)));

            assertThat(Files.size(zip)).isGreaterThan(256L << 20);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.headers().firstValue("X-Import-Summary"))
                    .get()
                    .asString()
                    .startsWith("objects=" + OBJECTS + ";");
        } finally {
            Files.delete(zip);
        }
    }

    private static Path zip() throws IOException {
        Path zip = TestFolders.create("zip").resolve("large.zip");
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(zip), 1 << 20);
                var entries = new ZipOutputStream(file)) {
            entries.setLevel(0);
            var random = new Random(1);
            byte[] pixels = new byte[OBJECT_BYTES];
            for (int n = 1; n <= OBJECTS; n++) {
                random.nextBytes(pixels);
                TestObject object =
                        TestObject.ct(1, 1, n).with(d -> d.put(Tag.PixelData, Vr.OW, pixels));
                entries.putNextEntry(new ZipEntry(object.fileName()));
                entries.write(object.bytes());
                entries.closeEntry();
            }
        }
        return zip;
    }
}
