package org.africai.server.xnatapi;

import static org.africai.server.xnatapi.FileServer.header;
import static org.africai.server.xnatapi.FileServer.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Single files and archives of many: layouts, ranges, conditions, resuming.
class DownloadRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();
    private static FileServer files;
    private static TestClient owner;
    private static byte[] large;

    @BeforeAll
    static void open() {
        files = new FileServer(server);
        owner = files.owner();
        files.sessions.assessor(files.sessionId(), "QC");
        files.sessions.reconstruction(files.sessionId(), "R1");
        files.sessions.scan(files.sessionId(), "2", "T2 w/FLAIR");
        files.sessions.scan(files.sessionId(), "3", null);
        large = new byte[300_000];
        new Random(7).nextBytes(large);
        put(owner, files.session() + "/resources/NOTES/files/sub/a.txt", "session");
        upload(files.session() + "/scans/1/resources/DICOM/files/1.dcm", large);
        put(owner, files.session() + "/scans/1/resources/DICOM/files/2.dcm", "two");
        put(owner, files.session() + "/scans/2/resources/DICOM/files/1.dcm", "other");
        put(owner, files.session() + "/scans/3/resources/NIFTI/files/x.nii.gz", "nifti");
        put(owner, files.session() + "/assessors/QC/out/resources/MASK/files/m.nii", "mask");
        put(owner, files.session() + "/reconstructions/R1/in/resources/SRC/files/s", "source");
        put(owner, files.at() + "/subjects/S1/resources/BIO/files/b.txt", "subject");
        put(owner, files.at() + "/resources/DOC/files/d.txt", "project");
    }

    private static void upload(String path, byte[] bytes) {
        assertThat(
                        owner.send(owner.request(path).PUT(BodyPublishers.ofByteArray(bytes)))
                                .statusCode())
                .isEqualTo(200);
    }

    private static Map<String, byte[]> unzipped(byte[] zip) {
        Map<String, byte[]> entries = new TreeMap<>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                assertThat(entries.put(entry.getName(), in.readAllBytes())).isNull();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return entries;
    }

    private static Map<String, byte[]> zip(String path) {
        HttpResponse<byte[]> answer = owner.download(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/zip");
        assertThat(header(answer, "Content-Length"))
                .isEqualTo(Integer.toString(answer.body().length));
        return unzipped(answer.body());
    }

    @Test
    void a_resource_is_zipped_in_xnats_layout() {
        Map<String, byte[]> entries =
                zip(files.session() + "/resources/NOTES/files?format=zip&compression=0");
        assertThat(entries).containsOnlyKeys("E1/resources/NOTES/files/sub/a.txt");
        assertThat(entries.get("E1/resources/NOTES/files/sub/a.txt"))
                .isEqualTo("session".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void the_scans_of_a_session_are_zipped_with_their_types() {
        Map<String, byte[]> entries = zip(files.session() + "/scans/ALL/files?format=zip");
        assertThat(entries)
                .containsOnlyKeys(
                        "E1/scans/1-T1w/resources/DICOM/files/1.dcm",
                        "E1/scans/1-T1w/resources/DICOM/files/2.dcm",
                        "E1/scans/2-T2_w_FLAIR/resources/DICOM/files/1.dcm",
                        "E1/scans/3/resources/NIFTI/files/x.nii.gz");
        assertThat(entries.get("E1/scans/1-T1w/resources/DICOM/files/1.dcm")).isEqualTo(large);
        assertThat(zip(files.session() + "/scans/1,3/files?format=zip")).hasSize(3);
        assertThat(zip(files.session() + "/scans/T1w/files?format=zip")).hasSize(2);
        assertThat(zip(files.session() + "/scans/*/resources/DICOM/files?format=zip")).hasSize(3);
        assertThat(zip(files.session() + "/scans/ALL/resources/DICOM,NIFTI/files?format=zip"))
                .hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "simplified, E1/scans/1/DICOM/2.dcm",
        "SIMPLIFIED, E1/scans/1/DICOM/2.dcm",
        "improved, scans/1_T1w/DICOM/2.dcm",
        "legacy, E1/scans/1-T1w/resources/DICOM/files/2.dcm",
        "'', E1/scans/1-T1w/resources/DICOM/files/2.dcm"
    })
    void the_other_layouts_have_fewer_folders(String structure, String name) {
        assertThat(zip(files.session() + "/scans/1/files?format=zip&structure=" + structure))
                .containsKey(name);
    }

    @Test
    void an_unknown_layout_is_refused() {
        assertThat(
                        owner.get(files.session() + "/scans/1/files?format=zip&structure=flat")
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void a_whole_session_is_zipped_with_all_its_parts() {
        Map<String, byte[]> entries = zip(files.session() + "/files?format=zip&all=true");
        assertThat(entries)
                .containsKeys(
                        "E1/resources/NOTES/files/sub/a.txt",
                        "E1/scans/1-T1w/resources/DICOM/files/1.dcm",
                        "E1/assessors/QC/out/resources/MASK/files/m.nii",
                        "E1/reconstructions/R1/in/resources/SRC/files/s")
                .doesNotContainKey("S1/resources/BIO/files/b.txt");
        assertThat(
                        zip(
                                files.session()
                                        + "/files?format=zip&all=true&projectIncludedInPath=true"
                                        + "&subjectIncludedInPath=true"))
                .containsKey(files.project + "/S1/E1/resources/NOTES/files/sub/a.txt");
        assertThat(
                        header(
                                owner.download(files.session() + "/files?format=zip&all=true"),
                                "Content-Disposition"))
                .isEqualTo("attachment; filename=\"E1.zip\"");
    }

    @Test
    void a_project_and_a_subject_are_zipped_too() {
        assertThat(zip(files.at() + "/files?format=zip"))
                .containsOnlyKeys(files.project + "/resources/DOC/files/d.txt");
        assertThat(zip(files.at() + "/subjects/S1/files?format=zip"))
                .containsOnlyKeys("S1/resources/BIO/files/b.txt");
        assertThat(zip(files.at() + "/files?format=zip&all=true"))
                .containsKeys(
                        files.project + "/resources/DOC/files/d.txt",
                        "S1/resources/BIO/files/b.txt",
                        "E1/assessors/QC/out/resources/MASK/files/m.nii");
        assertThat(zip(files.at() + "/subjects/S1/files?format=zip&all=true"))
                .containsKeys(
                        "S1/resources/BIO/files/b.txt", "E1/scans/3/resources/NIFTI/files/x.nii.gz")
                .doesNotContainKey(files.project + "/resources/DOC/files/d.txt");
    }

    @Test
    void a_folder_is_zipped() {
        String resource = files.session() + "/resources/FOLDERS/files";
        for (String name : List.of("1.dcm", "sub/2.dcm", "sub/folder/3.dcm")) {
            put(owner, resource + "/" + name, name);
        }
        assertThat(zip(resource + "/sub/?format=zip"))
                .containsOnlyKeys(
                        "E1/resources/FOLDERS/files/sub/2.dcm",
                        "E1/resources/FOLDERS/files/sub/folder/3.dcm");
        assertThat(zip(resource + "/sub?format=zip")).hasSize(2);
        assertThat(zip(resource + "/1.dcm?format=zip")).hasSize(1);
        owner.delete(files.session() + "/resources/FOLDERS");
    }

    @Test
    void nothing_to_zip_is_404_or_204_where_that_is_asked() {
        owner.put(files.session() + "/resources/EMPTY");
        String empty = files.session() + "/resources/EMPTY/files?format=zip";
        assertThat(owner.get(empty).statusCode()).isEqualTo(404);
        assertThat(owner.get(empty + "&accept-not-found=true").statusCode()).isEqualTo(204);
        assertThat(owner.get(files.session() + "/resources/NONE/files?format=zip").statusCode())
                .isEqualTo(404);
    }

    @Test
    void names_that_would_be_equal_get_numbers() {
        files.sessions.session(files.project, "CLASH");
        String session = files.at() + "/experiments/CLASH";
        for (String scan : List.of("1", "1 2", "1:2", "1_2")) {
            files.sessions.scan(files.project + "_CLASH", scan, null);
            String resource = session + "/scans/" + scan.replace(" ", "%20") + "/resources/R/files";
            assertThat(put(owner, resource + "/a.nii.gz", scan).statusCode()).isEqualTo(200);
        }
        String zip = session + "/scans/ALL/files?format=zip&structure=simplified";
        Map<String, byte[]> entries = zip(zip);
        assertThat(entries)
                .containsOnlyKeys(
                        "CLASH/scans/1/R/a.nii.gz",
                        "CLASH/scans/1 2/R/a.nii.gz",
                        "CLASH/scans/1_2/R/a.nii.gz",
                        "CLASH/scans/1_2/R/a_2.nii.gz");
        assertThat(entries.get("CLASH/scans/1_2/R/a_2.nii.gz"))
                .isEqualTo("1_2".getBytes(StandardCharsets.UTF_8));
        assertThat(owner.download(zip).body()).isEqualTo(owner.download(zip).body());
    }

    @Test
    void two_downloads_are_equal_and_say_so() {
        String path = files.session() + "/files?format=zip&all=true";
        HttpResponse<byte[]> first = owner.download(path);
        HttpResponse<byte[]> second = owner.download(path);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(header(first, "ETag"))
                .matches("\"[0-9a-f]{32}\"")
                .isEqualTo(header(second, "ETag"));
        assertThat(header(first, "Accept-Ranges")).isEqualTo("bytes");
        HttpResponse<Void> head =
                owner.send(
                        owner.request(path).method("HEAD", BodyPublishers.noBody()),
                        BodyHandlers.discarding());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo("" + first.body().length);
        assertThat(header(head, "ETag")).isEqualTo(header(first, "ETag"));
    }

    @Test
    void a_download_cut_anywhere_is_resumed() {
        String path = files.session() + "/scans/ALL/files?format=zip";
        HttpResponse<byte[]> whole = owner.download(path);
        var random = new Random(42);
        for (int run = 0; run < 40; run++) {
            int cut = 1 + random.nextInt(whole.body().length - 1);
            HttpResponse<byte[]> rest =
                    owner.send(
                            owner.request(path)
                                    .header("Range", "bytes=" + cut + "-")
                                    .header("If-Range", header(whole, "ETag")),
                            BodyHandlers.ofByteArray());
            assertThat(rest.statusCode()).as("cut at " + cut).isEqualTo(206);
            assertThat(rest.body())
                    .as("cut at " + cut)
                    .isEqualTo(Arrays.copyOfRange(whole.body(), cut, whole.body().length));
        }
    }

    @Test
    void a_download_that_has_changed_is_not_resumed_but_sent_anew() {
        String resource = files.session() + "/resources/CHANGING/files";
        put(owner, resource + "/a", "before");
        String tag = header(owner.download(resource + "?format=zip"), "ETag");
        put(owner, resource + "/a?overwrite=true", "behind");
        HttpResponse<byte[]> again =
                owner.send(
                        owner.request(resource + "?format=zip")
                                .header("Range", "bytes=10-")
                                .header("If-Range", tag),
                        BodyHandlers.ofByteArray());
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(unzipped(again.body())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FILE", "ZIP"})
    void random_ranges_equal_slices(String kind) {
        String path =
                kind.equals("ZIP")
                        ? files.session() + "/scans/ALL/files?format=zip"
                        : files.session() + "/scans/1/resources/DICOM/files/1.dcm";
        byte[] whole = owner.download(path).body();
        var random = new Random(kind.hashCode());
        for (int run = 0; run < 60; run++) {
            int first = random.nextInt(whole.length);
            int last = first + random.nextInt(Math.min(whole.length - first, 70_000));
            HttpResponse<byte[]> part =
                    owner.send(
                            owner.request(path).header("Range", "bytes=" + first + "-" + last),
                            BodyHandlers.ofByteArray());
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(header(part, "Content-Range"))
                    .isEqualTo("bytes " + first + "-" + last + "/" + whole.length);
            assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, first, last + 1));
        }
    }

    @Test
    void several_ranges_come_as_parts() throws IOException {
        String file = files.session() + "/scans/1/resources/DICOM/files/1.dcm";
        HttpResponse<byte[]> answer =
                owner.send(
                        owner.request(file).header("Range", "bytes=0-9,-5,100-199"),
                        BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(header(answer, "Content-Length")).isEqualTo("" + answer.body().length);
        String type = header(answer, "Content-Type");
        assertThat(type).startsWith("multipart/byteranges; boundary=");
        var reader =
                org.africai.server.http.MultipartReader.of(
                        new ByteArrayInputStream(answer.body()), type);
        List<byte[]> parts = new ArrayList<>();
        List<String> places = new ArrayList<>();
        for (var part = reader.next(); part.isPresent(); part = reader.next()) {
            places.add(part.get().head().fields().get("content-range"));
            parts.add(part.get().content().readAllBytes());
        }
        assertThat(places)
                .containsExactly(
                        "bytes 0-9/300000", "bytes 299995-299999/300000", "bytes 100-199/300000");
        assertThat(parts.get(0)).isEqualTo(Arrays.copyOf(large, 10));
        assertThat(parts.get(1)).isEqualTo(Arrays.copyOfRange(large, 299_995, 300_000));
        assertThat(parts.get(2)).isEqualTo(Arrays.copyOfRange(large, 100, 200));
    }

    @Test
    void a_range_behind_the_end_is_416_with_the_size() {
        String file = files.session() + "/scans/1/resources/DICOM/files/1.dcm";
        HttpResponse<String> answer =
                owner.send(owner.request(file).header("Range", "bytes=300000-"));
        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(header(answer, "Content-Range")).isEqualTo("bytes */300000");
        assertThat(header(answer, "ETag")).isEmpty();
        String empty = files.session() + "/resources/EMPTYFILE/files/empty";
        put(owner, empty, "");
        assertThat(owner.send(owner.request(empty).header("Range", "bytes=0-")).statusCode())
                .isEqualTo(416);
    }

    @Test
    void conditions_are_kept() {
        String file = files.session() + "/resources/CONDITIONS/files/a.txt";
        put(owner, file, "content");
        HttpResponse<String> answer = owner.get(file);
        String tag = header(answer, "ETag");
        String date = header(answer, "Last-Modified");
        assertThat(tag).matches("\"[0-9a-f]{64}\"");
        assertThat(status(file, "If-None-Match", tag)).isEqualTo(304);
        assertThat(status(file, "If-None-Match", "\"x\", W/" + tag)).isEqualTo(304);
        assertThat(status(file, "If-None-Match", "*")).isEqualTo(304);
        assertThat(status(file, "If-None-Match", "\"x\"")).isEqualTo(200);
        assertThat(status(file, "If-Match", tag)).isEqualTo(200);
        assertThat(status(file, "If-Match", "W/" + tag)).isEqualTo(412);
        assertThat(status(file, "If-Match", "\"x\"")).isEqualTo(412);
        assertThat(status(file, "If-Modified-Since", date)).isEqualTo(304);
        assertThat(status(file, "If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"))
                .isEqualTo(200);
        assertThat(status(file, "If-Modified-Since", "yesterday")).isEqualTo(200);
        assertThat(status(file, "If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"))
                .isEqualTo(412);
        HttpResponse<String> byDate =
                owner.send(
                        owner.request(file).header("Range", "bytes=0-1").header("If-Range", date));
        assertThat(byDate.statusCode()).isEqualTo(206);
        assertThat(byDate.body()).isEqualTo("co");
    }

    private static int status(String path, String name, String value) {
        return owner.send(owner.request(path).header(name, value)).statusCode();
    }

    @Test
    void the_digest_of_a_file_is_in_its_headers() {
        String file = files.session() + "/resources/DIGEST/files/hello";
        put(owner, file, "hello");
        HttpResponse<String> answer = owner.get(file);
        String sha256 = "LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";
        assertThat(header(answer, "Repr-Digest")).isEqualTo("sha-256=:" + sha256 + ":");
        assertThat(header(answer, "Digest")).isEqualTo("sha-256=" + sha256);
        assertThat(header(answer, "Content-Encoding")).isEmpty();
        HttpResponse<Void> head =
                owner.send(
                        owner.request(file).method("HEAD", BodyPublishers.noBody()),
                        BodyHandlers.discarding());
        assertThat(header(head, "Content-Length")).isEqualTo("5");
        assertThat(header(head, "Last-Modified")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tar", "tar.gz"})
    void archives_of_tape_are_made_too(String format) throws IOException {
        HttpResponse<byte[]> answer =
                owner.download(files.session() + "/scans/1/files?format=" + format);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Disposition"))
                .isEqualTo("attachment; filename=\"E1." + format + "\"");
        var in = new ByteArrayInputStream(answer.body());
        var tar = new TarArchiveInputStream(format.equals("tar") ? in : new GZIPInputStream(in));
        Map<String, byte[]> entries = new TreeMap<>();
        for (TarArchiveEntry entry = tar.getNextEntry();
                entry != null;
                entry = tar.getNextEntry()) {
            var bytes = new ByteArrayOutputStream();
            tar.transferTo(bytes);
            entries.put(entry.getName(), bytes.toByteArray());
        }
        assertThat(entries)
                .containsOnlyKeys(
                        "E1/scans/1-T1w/resources/DICOM/files/1.dcm",
                        "E1/scans/1-T1w/resources/DICOM/files/2.dcm");
        assertThat(entries.get("E1/scans/1-T1w/resources/DICOM/files/1.dcm")).isEqualTo(large);
    }

    @Test
    void a_shared_session_is_zipped_under_the_label_it_has_there() {
        var other = new FileServer(server);
        TestClient there = other.owner();
        files.sessions.share(files.sessionId(), other.project, "SHARED");
        HttpResponse<byte[]> answer =
                there.download(other.at() + "/experiments/SHARED/scans/1/files?format=zip");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(unzipped(answer.body()))
                .containsKey("SHARED/scans/1-T1w/resources/DICOM/files/1.dcm");
        assertThat(there.get(files.session() + "/scans/1/files?format=zip").statusCode())
                .isEqualTo(404);
    }
}
