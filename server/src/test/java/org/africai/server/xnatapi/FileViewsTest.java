package org.africai.server.xnatapi;

import static org.africai.server.xnatapi.Answers.rows;
import static org.africai.server.xnatapi.FileServer.header;
import static org.africai.server.xnatapi.FileServer.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Files seen otherwise than they are kept: the inside of a ZIP, a session as folders.
class FileViewsTest {
    @RegisterExtension static final TestServer server = TestServer.shared();
    private static FileServer files;
    private static TestClient owner;
    private static String zips;

    @BeforeAll
    static void open() throws IOException {
        files = new FileServer(server);
        owner = files.owner();
        files.sessions.assessor(files.sessionId(), "QC");
        zips = files.session() + "/resources/ZIPS/files/";
        owner.put(zips + "a.zip", zip("x/1.txt", "one", "2.txt", "two"));
        put(owner, zips + "no.zip", "this is no zip");
        put(owner, files.session() + "/scans/1/resources/NIFTI/files/sub/b.nii", "voxels");
        put(owner, files.session() + "/assessors/QC/out/resources/MASK/files/m.nii", "mask");
    }

    private static byte[] zip(String... namesAndTexts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void what_a_zip_holds_is_listed_without_unpacking_it() {
        List<Map<String, String>> listed = rows(owner.get(zips + "a.zip?listContents=true"));

        assertThat(listed)
                .containsExactly(
                        Map.of("File Name", "x/1.txt", "Size", "3"),
                        Map.of("File Name", "2.txt", "Size", "3"));
        assertThat(rows(owner.get(zips + "a.zip!/"))).isEqualTo(listed);
    }

    @Test
    void one_file_of_a_zip_is_read() {
        var one = owner.get(zips + "a.zip!/x/1.txt");

        assertThat(one.statusCode()).isEqualTo(200);
        assertThat(one.body()).isEqualTo("one");
        assertThat(header(one, "Content-Length")).isEqualTo("3");
        assertThat(header(one, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(owner.get(zips + "a.zip!/2.txt").body()).isEqualTo("two");
    }

    @Test
    void what_is_not_in_a_zip_or_no_zip_is_told() {
        assertThat(owner.get(zips + "a.zip!/3.txt").statusCode()).isEqualTo(404);
        assertThat(owner.get(zips + "a.zip!/x").statusCode()).isEqualTo(404);
        assertThat(owner.get(zips + "a.zip!/../x/1.txt").statusCode()).isIn(400, 404);
        assertThat(owner.get(zips + "none.zip!/1").statusCode()).isEqualTo(404);
        var noZip = owner.get(zips + "no.zip!/1");
        assertThat(noZip.statusCode()).isEqualTo(422);
        assertThat(noZip.body()).contains("cannot be looked into");
        assertThat(owner.get(zips + "no.zip?listContents=true").statusCode()).isEqualTo(422);
        assertThat(owner.get(zips + "no.zip").body()).isEqualTo("this is no zip");
    }

    @Test
    void strangers_look_into_nothing() {
        TestClient stranger = files.stranger("views" + files.project);

        assertThat(stranger.get(zips + "a.zip!/2.txt").statusCode()).isEqualTo(404);
        assertThat(stranger.get(zips + "a.zip?listContents=true").statusCode()).isEqualTo(404);
        assertThat(stranger.get(files.session() + "/DIR").statusCode()).isEqualTo(404);
        assertThat(server.guest().get(files.session() + "/DIR").statusCode()).isEqualTo(401);
    }

    @Test
    void a_session_is_seen_as_folders_down_to_its_files() {
        String dir = files.session() + "/DIR";

        assertThat(rows(owner.get(dir)))
                .extracting(row -> row.get("Name") + " " + row.get("DIR"))
                .contains("RESOURCES true", "SCANS true", "ASSESSORS true");
        Map<String, String> scan = rows(owner.get(dir + "/SCANS/1/NIFTI/")).getFirst();
        assertThat(scan).containsEntry("Name", "sub").containsEntry("Size", "6");
        Map<String, String> file = rows(owner.get(scan.getOrDefault("URI", ""))).getFirst();
        assertThat(file).containsEntry("Name", "b.nii").containsEntry("DIR", "false");
        assertThat(owner.get(file.getOrDefault("URI", "")).body()).isEqualTo("voxels");
        assertThat(owner.get(dir + "/ASSESSORS/QC/out/MASK/m.nii").body()).isEqualTo("mask");
        assertThat(owner.get("/data/experiments/" + files.sessionId() + "/DIR").statusCode())
                .isEqualTo(200);
    }

    @Test
    void folders_that_are_not_there_and_changes_to_them_are_refused() {
        String dir = files.session() + "/DIR";

        assertThat(owner.get(dir + "/NOTHING").statusCode()).isEqualTo(404);
        assertThat(owner.get(dir + "/SCAN").statusCode()).isEqualTo(404);
        assertThat(owner.put(dir).statusCode()).isEqualTo(405);
        assertThat(owner.delete(dir + "/SCANS").statusCode()).isEqualTo(405);
    }
}
