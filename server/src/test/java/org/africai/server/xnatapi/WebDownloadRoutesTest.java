package org.africai.server.xnatapi;

import static org.africai.server.xnatapi.FileServer.header;
import static org.africai.server.xnatapi.FileServer.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WebDownloadRoutesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();
    private static FileServer files;
    private static TestClient owner;

    @BeforeAll
    static void open() {
        files = new FileServer(server);
        owner = files.owner();
        files.sessions.assessor(files.sessionId(), "QC");
        files.sessions.scan(files.sessionId(), "2", null);
        put(owner, files.session() + "/scans/1/resources/DICOM/files/sub/1.dcm", "one");
        put(owner, files.session() + "/scans/1/resources/DICOM/files/other/1.dcm", "another");
        put(owner, files.session() + "/scans/1/resources/NIFTI/files/x.nii", "nifti");
        put(owner, files.session() + "/scans/2/resources/DICOM/files/2.dcm", "untyped");
        put(owner, files.session() + "/resources/NOTES/files/n.txt", "note");
        put(owner, files.session() + "/assessors/QC/out/resources/MASK/files/m.nii", "mask");
        put(owner, files.at() + "/subjects/S1/resources/BIO/files/b.txt", "bio");
        put(owner, files.at() + "/resources/DOC/files/d.txt", "doc");
    }

    private static String wish(String rest) {
        return "{\"sessions\":[\"%s:S1:E1:%s\"],\"projectIds\":[\"%s\"]%s}"
                .formatted(files.project, files.sessionId(), files.project, rest);
    }

    private static JsonNode prepared(TestClient client, String wish) {
        HttpResponse<String> answer =
                client.post("/xapi/archive/downloadwithsize", "application/json", wish);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonMapper().readTree(answer.body());
    }

    private static Set<String> names(String wish) {
        String id = prepared(owner, wish).path("id").asString();
        HttpResponse<byte[]> zip = owner.download("/xapi/archive/download/" + id + "/zip");
        assertThat(zip.statusCode()).isEqualTo(200);
        assertThat(header(zip, "Content-Disposition"))
                .isEqualTo("attachment; filename=\"" + id + ".zip\"");
        Set<String> names = new TreeSet<>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip.body()))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return names;
    }

    @Test
    void what_was_picked_is_zipped_with_its_folders() {
        String wish =
                wish(
                        ",\"scan_types\":[\"T1w\",null],\"scan_formats\":[\"DICOM\"],"
                                + "\"resources\":[\"NOTES\"],"
                                + "\"assessors\":[\"xnat:qcManualAssessorData\"]");
        assertThat(names(wish))
                .containsExactly(
                        "E1/assessors/QC/resources/MASK/m.nii",
                        "E1/resources/NOTES/n.txt",
                        "E1/scans/1-T1w/resources/DICOM/other/1.dcm",
                        "E1/scans/1-T1w/resources/DICOM/sub/1.dcm",
                        "E1/scans/2/resources/DICOM/2.dcm");
        assertThat(prepared(owner, wish).path("size").asString())
                .isEqualTo("" + ("mask" + "note" + "another" + "one" + "untyped").length());
        assertThat(prepared(owner, wish).path("resourcesOfUnknownSize").asString()).isEqualTo("0");
    }

    @Test
    void a_simplified_download_has_fewer_folders() {
        assertThat(
                        names(
                                wish(
                                        ",\"scan_types\":[\"T1w\"],\"scan_formats\":[\"NIFTI\"],"
                                                + "\"resources\":[\"NOTES\"],"
                                                + "\"options\":[\"simplified\"]")))
                .containsExactly("E1/1/NIFTI/x.nii", "E1/NOTES/n.txt");
    }

    @Test
    void resources_of_projects_and_subjects_can_be_picked() {
        assertThat(
                        names(
                                wish(
                                        ",\"subject_resources\":[\"BIO\"],"
                                                + "\"project_resources\":[\"DOC\"],"
                                                + "\"options\":[\"projectIncludedInPath\"]")))
                .containsExactly(
                        files.project + "/S1/resources/BIO/b.txt",
                        files.project + "/resources/DOC/d.txt");
        assertThat(
                        names(
                                wish(
                                        ",\"resources\":[\"NOTES\"],"
                                                + "\"options\":[\"projectIncludedInPath\"]")))
                .containsExactly(files.project + "/S1/E1/resources/NOTES/n.txt");
    }

    @Test
    void a_download_is_fetched_again_from_any_byte() {
        String id =
                prepared(owner, wish(",\"scan_types\":[\"T1w\"],\"scan_formats\":[\"DICOM\"]"))
                        .path("id")
                        .asString();
        String path = "/xapi/archive/download/" + id + "/zip";
        byte[] whole = owner.download(path).body();
        HttpResponse<byte[]> rest =
                owner.send(
                        owner.request(path).header("Range", "bytes=77-"),
                        BodyHandlers.ofByteArray());
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(whole, 77, whole.length));
        assertThat(owner.get("/xapi/archive/download/" + id + "/test").statusCode()).isEqualTo(200);
    }

    @Test
    void a_download_is_its_makers_own_and_only_as_long_as_they_may_read() {
        TestClient member = files.member();
        String id = prepared(member, wish(",\"resources\":[\"NOTES\"]")).path("id").asString();
        String path = "/xapi/archive/download/" + id + "/zip";
        assertThat(owner.get(path).statusCode()).isEqualTo(404);
        assertThat(server.guest().get(path).statusCode()).isIn(401, 404);
        assertThat(member.get(path).statusCode()).isEqualTo(200);
        files.sessions.dismiss(id.substring(0, id.indexOf("-2")));
        assertThat(member.get(path).statusCode()).isEqualTo(403);
    }

    @Test
    void what_may_not_be_read_is_refused_like_what_is_not_there() {
        TestClient stranger = files.stranger("web-" + files.project);
        String hidden = wish(",\"resources\":[\"NOTES\"]");
        String missing = "{\"sessions\":[\"NONE:S:E:NONE_1\"]}";
        for (String wish : new String[] {hidden, missing}) {
            assertThat(
                            stranger.post(
                                            "/xapi/archive/downloadwithsize",
                                            "application/json",
                                            wish)
                                    .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void nothing_picked_is_204() {
        for (String route : new String[] {"downloadwithsize", "download"}) {
            assertThat(owner.post("/xapi/archive/" + route, "application/json", "{}").statusCode())
                    .isEqualTo(204);
        }
        HttpResponse<String> id =
                owner.post(
                        "/xapi/archive/download",
                        "application/json",
                        wish(",\"scan_types\":[],\"scan_formats\":[\"DICOM\"]"));
        assertThat(id.body()).startsWith("owner");
        assertThat(owner.get("/xapi/archive/download/" + id.body() + "/zip").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"x\"",
                "{\"sessions\":\"P:S:E:I\"}",
                "{\"sessions\":[\"P:S\"]}",
                "{\"sessions\":[1]}",
                "{",
                "{\"sessions\":[\"a\"],\"sessions\":[]}"
            })
    void a_malformed_wish_is_refused(String wish) {
        assertThat(
                        owner.post("/xapi/archive/downloadwithsize", "application/json", wish)
                                .statusCode())
                .isEqualTo(400);
    }
}
