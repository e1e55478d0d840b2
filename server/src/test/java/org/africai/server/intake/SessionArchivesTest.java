package org.africai.server.intake;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.io.DicomReader;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sessions as XNAT's archives (XAR), and scans as media with a DICOMDIR.
class SessionArchivesTest {
    @RegisterExtension
    static final TestServer SERVER = TestServer.with(Map.of("files-max-per-download", "5"));

    private static final byte[] NOTE = "lay still".getBytes(StandardCharsets.UTF_8);

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");
    private String session = "";

    @BeforeEach
    void a_session() {
        sender = ImportClient.create(SERVER);
        sender.accepted(
                sender.toArchive(
                        "/subjects/S/experiments/E",
                        TestArchives.zip(TestObject.mr(1, 1, 1), TestObject.mr(1, 1, 2))));
        session = sender.session("E");
        put(session + "/resources/NOTES/files/a/note.txt", NOTE);
    }

    private void put(String path, byte[] body) {
        var answer =
                sender.client()
                        .send(
                                sender.client()
                                        .request(path)
                                        .header("Content-Type", "application/octet-stream")
                                        .PUT(BodyPublishers.ofByteArray(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private Map<String, byte[]> unzipped(String path) throws IOException {
        HttpResponse<byte[]> answer = sender.client().download(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
        assertThat(answer.headers().firstValueAsLong("Content-Length"))
                .hasValue(answer.body().length);
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    @Test
    void a_session_is_exported_with_its_document_and_its_files() throws IOException {
        Map<String, byte[]> files = unzipped(session + "/XAR");

        assertThat(files.keySet())
                .contains(
                        "E.xml",
                        "RESOURCES/NOTES/NOTES_catalog.xml",
                        "RESOURCES/NOTES/a/note.txt",
                        "SCANS/1/DICOM/DICOM_catalog.xml")
                .hasSize(6);
        assertThat(files.get("RESOURCES/NOTES/a/note.txt")).isEqualTo(NOTE);
        assertThat(new String(requireNonNull(files.get("E.xml")), StandardCharsets.UTF_8))
                .contains("URI=\"SCANS/1/DICOM/DICOM_catalog.xml\"")
                .doesNotContain("/data/experiments");
        assertThat(unzipped(session + "?format=xar").keySet()).isEqualTo(files.keySet());
    }

    @Test
    void what_was_exported_can_be_imported_after_the_session_was_deleted() throws IOException {
        byte[] xar = sender.client().download(session + "/XAR").body();
        Map<String, byte[]> before = sender.dicom(session, "1");
        assertThat(sender.client().delete(session + "?removeFiles=true").statusCode())
                .isEqualTo(200);

        sender.accepted(sender.send("import-handler=XAR", xar));

        String again = sender.session("E");
        assertThat(sender.fields(again)).containsEntry("label", "E");
        assertThat(sender.dicom(again, "1")).containsExactlyEntriesOf(before);
        assertThat(sender.files(again, "NOTES")).containsOnlyKeys("a/note.txt");
    }

    @Test
    void a_scan_is_a_medium_for_other_programs() throws IOException {
        Map<String, byte[]> files = unzipped(session + "/scans/1/DICOMDIR");

        assertThat(files.keySet())
                .containsExactlyInAnyOrder("DICOM/00000001", "DICOM/00000002", "DICOMDIR");
        Dataset directory =
                DicomReader.WHOLE.read(requireNonNull(files.get("DICOMDIR")), "DICOMDIR").dataset();
        List<Dataset> records = directory.sequence(Tag.DirectoryRecordSequence);
        assertThat(records.stream().map(one -> one.string(Tag.DirectoryRecordType).orElse("")))
                .containsExactly("PATIENT", "STUDY", "SERIES", "IMAGE", "IMAGE");
        for (Dataset record : records.subList(3, 5)) {
            String path = String.join("/", record.strings(Tag.ReferencedFileID));
            byte[] file = requireNonNull(files.get(path));
            assertThat(DicomReader.HEADER.read(file, "object").dataset().uid(Tag.SOPInstanceUID))
                    .isEqualTo(record.uid(Tag.ReferencedSOPInstanceUIDInFile));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/XAR", "/scans/1/DICOMDIR"})
    void archives_are_sent_from_any_byte_and_are_the_same_each_time(String path) {
        byte[] whole = sender.client().download(session + path).body();
        HttpResponse<byte[]> rest =
                sender.client()
                        .send(
                                sender.client()
                                        .request(session + path)
                                        .header("Range", "bytes=100-")
                                        .GET(),
                                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(whole, 100, whole.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/XAR", "/scans/1/DICOMDIR"})
    void who_may_not_read_the_session_gets_neither(String path) {
        assertThat(SERVER.guest().get(session + path).statusCode()).isEqualTo(401);
        assertThat(sender.client().delete(session + path).statusCode()).isEqualTo(405);
    }

    @Test
    void a_scan_without_objects_and_one_that_is_not_there_are_no_medium() {
        sender.client().put(session + "/scans/9?xsiType=xnat:mrScanData");

        assertThat(sender.status(session + "/scans/9/DICOMDIR")).isEqualTo(404);
        assertThat(sender.status(session + "/scans/none/DICOMDIR")).isEqualTo(404);
        assertThat(sender.status(session + "/scans/1/DICOMDIR/more")).isEqualTo(404);
        assertThat(sender.status(session + "/XAR/more")).isEqualTo(404);
    }

    @Test
    void more_files_than_a_download_may_have_are_refused() {
        for (int i = 0; i < 3; i++) {
            put(session + "/resources/MORE/files/" + i, NOTE);
        }

        assertThat(sender.status(session + "/XAR")).isEqualTo(413);
    }
}
