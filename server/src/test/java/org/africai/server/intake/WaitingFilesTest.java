package org.africai.server.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a waiting session shows of itself.
class WaitingFilesTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private final TestObject first = TestObject.ct(1, 1, 1);
    private final TestObject second = TestObject.ct(1, 2, 1);
    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");
    private String uri = "";

    @BeforeEach
    void a_waiting_session() {
        sender = ImportClient.create(SERVER);
        Map<String, byte[]> files = new HashMap<>(TestArchives.files(List.of(first, second)));
        files.put("study1/notes/read me.txt", "hello".getBytes(UTF_8));
        uri =
                sender.accepted(
                                sender.send(
                                        "dest=/prearchive/projects/$P&SOURCE=scanner&VISIT=v1"
                                                + "&TIMEZONE=Africa/Nairobi&prevent_anon=true",
                                        TestArchives.zip(files)))
                        .getFirst();
    }

    @Test
    void its_row_says_what_the_sender_said() {
        assertThat(sender.rows(uri).getFirst())
                .containsEntry("SOURCE", "scanner")
                .containsEntry("VISIT", "v1")
                .containsEntry("TIMEZONE", "Africa/Nairobi")
                .containsEntry("prevent_anon", "true")
                .containsEntry("prevent_auto_commit", "false")
                .containsEntry("autoarchive", "false");
    }

    @Test
    void resources_and_files_are_listed_and_every_listed_file_can_be_fetched() {
        assertThat(sender.rows(uri + "/scans/1/resources"))
                .singleElement()
                .satisfies(row ->
                        assertThat(row)
                                .containsOnlyKeys("label", "file_count", "file_size")
                                .containsEntry("label", "DICOM")
                                .containsEntry("file_count", "1")
                                .containsEntry(
                                        "file_size", Integer.toString(first.bytes().length)));
        Map<String, String> file = sender.rows(uri + "/scans/1/resources/DICOM/files").getFirst();
        assertThat(file).containsEntry("Name", "IM1.dcm");
        String address = Objects.requireNonNull(file.get("URI"));
        assertThat(address).startsWith("/data/prearchive/");

        HttpResponse<byte[]> fetched = sender.client().download(address);

        assertThat(fetched.body()).isEqualTo(first.bytes());
        assertThat(fetched.headers().firstValue("Accept-Ranges")).hasValue("bytes");
        HttpResponse<byte[]> part =
                sender.client()
                        .send(
                                sender.client()
                                        .request(address)
                                        .header("Range", "bytes=128-131")
                                        .GET(),
                                BodyHandlers.ofByteArray());
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(new String(part.body(), UTF_8)).isEqualTo("DICM");
    }

    @Test
    void what_is_no_dicom_is_the_sessions_own() {
        assertThat(sender.rows(uri + "/resources").getFirst())
                .containsEntry("label", "leftovers")
                .containsEntry("file_count", "1");
        assertThat(
                        sender.client()
                                .get(uri + "/resources/leftovers/files/study1/notes/read%20me.txt")
                                .body())
                .isEqualTo("hello");
    }

    @Test
    void it_is_given_out_whole_and_scan_by_scan() throws IOException {
        Map<String, byte[]> all = unzipped(sender.client().download(uri + "?format=zip").body());
        Map<String, byte[]> one =
                unzipped(sender.client().download(uri + "/scans/2?format=zip").body());

        assertThat(all)
                .containsOnlyKeys(
                        "PAT1_CT/SCANS/1/DICOM/IM1.dcm",
                        "PAT1_CT/SCANS/2/DICOM/IM1.dcm",
                        "PAT1_CT/RESOURCES/leftovers/study1/notes/read me.txt");
        assertThat(all.get("PAT1_CT/SCANS/1/DICOM/IM1.dcm")).isEqualTo(first.bytes());
        assertThat(one).containsOnlyKeys("PAT1_CT/SCANS/2/DICOM/IM1.dcm");
        assertThat(
                        unzipped(
                                sender.client()
                                        .download(uri + "/scans/2/resources/DICOM/files?format=zip")
                                        .body()))
                .containsOnlyKeys("PAT1_CT/SCANS/2/DICOM/IM1.dcm");
    }

    @Test
    void its_document_is_the_one_it_will_have() {
        HttpResponse<String> answer = sender.client().get(uri + "?format=xml");

        assertThat(answer.headers().firstValue("Content-Type"))
                .get()
                .asString()
                .startsWith("text/xml");
        assertThat(answer.body())
                .contains("<xnat:CTSession")
                .contains("label=\"PAT1_CT\"")
                .contains("<xnat:date>2026-01-31</xnat:date>")
                .contains("xsi:type=\"xnat:ctScanData\"")
                .contains("label=\"DICOM\"");
    }

    @Test
    void its_log_tells_what_became_of_it() {
        sender.client().post(uri + "?action=build", "text/plain", "");

        List<Map<String, String>> log = sender.rows(uri + "/logs");

        assertThat(log)
                .isNotEmpty()
                .last()
                .satisfies(row ->
                        assertThat(row).containsEntry("entry", "READY").containsKeys("id", "date"));
        String id = log.getFirst().get("id");
        assertThat(sender.client().get(uri + "/logs/" + id).body())
                .contains(log.getFirst().get("entry"));
        assertThat(sender.client().get(uri + "/logs/last").body()).endsWith("READY");
        assertThat(sender.status(uri + "/logs/1x")).isEqualTo(404);
        assertThat(sender.status(uri + "/logs/999999999999999999")).isEqualTo(404);
    }

    @Test
    void it_is_found_by_its_study_and_by_when_it_came() {
        String study = TestObject.studyUid(1);
        String base = "/data/prearchive/projects/" + sender.project();

        assertThat(sender.rows(base + "?tag=" + study)).hasSize(1);
        assertThat(sender.rows(base + "?tag=1.2.3")).isEmpty();
        assertThat(sender.rows("/data/prearchive?tag=" + study))
                .anyMatch(row -> ("/data" + row.get("url")).equals(uri));
        assertThat(sender.rows("/data/prearchive/experiments?recent=1"))
                .anyMatch(row -> ("/data" + row.get("url")).equals(uri));
        assertThat(sender.status("/data/prearchive/experiments?recent=x")).isEqualTo(400);
    }

    @Test
    void several_projects_are_listed_together() {
        ImportClient other = ImportClient.create(SERVER);
        other.accepted(other.send("dest=/prearchive/projects/$P", TestArchives.zip(first)));

        String both = sender.project() + "," + other.project();

        assertThat(sender.rows("/data/prearchive/projects/" + both)).hasSize(2);
        assertThat(sender.status("/data/prearchive/projects/" + both + ",NOSUCH")).isEqualTo(404);
    }

    @Test
    void what_is_not_there_is_not_found() {
        for (String path :
                List.of(
                        "/scans/9",
                        "/scans/9/resources",
                        "/scans/1/resources/NIFTI/files",
                        "/scans/1/resources/DICOM/files/none.dcm",
                        "/scans/1/resources/DICOM/files/..%2F..%2Fetc%2Fpasswd",
                        "/scans/1'%20or%201=1/resources",
                        "/resources/none/files/x",
                        "/assessors")) {
            assertThat(sender.status(uri + path)).as(path).isIn(400, 404);
        }
        assertThat(sender.client().put(uri + "/scans/1").statusCode()).isEqualTo(405);
        assertThat(sender.client().put(uri).statusCode()).isEqualTo(405);
    }

    @Test
    void statements_do_not_grow_with_the_session() {
        String small = waiting(ImportClient.create(SERVER), 2, 1);
        String large = waiting(ImportClient.create(SERVER), 2, 9);

        for (String path :
                List.of("", "/scans", "/scans/1/resources", "/scans/1/resources/DICOM/files")) {
            assertThat(statements(large + path)).as(path).isEqualTo(statements(small + path));
        }
    }

    private long statements(String path) {
        return SERVER.statements(() -> assertThat(sender.status(path)).isEqualTo(200));
    }

    private static String waiting(ImportClient sender, int study, int series) {
        TestObject[] objects = new TestObject[series];
        for (int i = 0; i < series; i++) {
            objects[i] = TestObject.ct(study, i + 1, 1);
        }
        return sender.accepted(
                        sender.send("dest=/prearchive/projects/$P", TestArchives.zip(objects)))
                .getFirst();
    }

    private static Map<String, byte[]> unzipped(byte[] zip) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return files;
    }
}
