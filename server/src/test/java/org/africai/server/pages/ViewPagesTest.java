package org.africai.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.africai.phantom.Contrast;
import org.africai.phantom.DicomExport;
import org.africai.phantom.Geometry;
import org.africai.phantom.Head;
import org.africai.phantom.ImageSeries;
import org.africai.phantom.NiftiExport;
import org.africai.phantom.StudyIdentity;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The pages on which images are looked at, as far as the server writes them.
class ViewPagesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static final String PROJECT = "VIEWED";
    private static final String HOSTILE = "segmentation_a%22%3E%3Cimg%20src=x%3E_b.nii.gz";
    private static final ImageSeries SERIES =
            new ImageSeries(
                    new Head(new SplittableRandom(1)),
                    new Geometry(32, 32, 3, 6, 20),
                    Contrast.CT,
                    1);

    private static String session = "";
    private static String empty = "";

    @BeforeAll
    static void a_session_with_a_series_and_volumes() throws IOException {
        TestClient admin = server.admin();
        admin.put("/data/projects/" + PROJECT + "?accessibility=private");
        var sent =
                admin.send(
                        admin.request("/data/services/import?dest=/archive/projects/" + PROJECT)
                                .header("Content-Type", "application/zip")
                                .POST(BodyPublishers.ofByteArray(zip())));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        String experiments = "/data/projects/" + PROJECT + "/subjects/S/experiments/";
        session = id();
        put("/scans/1/resources/Image/files/image.nii.gz", nifti());
        put("/scans/1/resources/Annotations/files/" + HOSTILE, nifti());
        put("/resources/OTHER/files/whole.nii.gz", nifti());
        put("/resources/OTHER/files/notes.txt", new byte[] {'x'});
        empty = admin.put(experiments + "EMPTY?xsiType=xnat:ctSessionData").body();
    }

    @Test
    void a_session_lists_its_series_and_volumes_with_ways_to_look_at_them() {
        String page = server.admin().get("/view/" + session).body();

        assertThat(page)
                .contains("Images of V1", "3.4 MB")
                .contains("href=\"/viewer/viewer?StudyInstanceUIDs=2.25.")
                .contains("&amp;project=VIEWED\"", "&amp;initialSeriesInstanceUID=2.25.")
                .contains("href=\"/view/" + session + "/quick\"")
                .contains("/volume?file=%2Fdata%2Fexperiments%2F" + session)
                .contains("/scans/1/resources/Image/files/image.nii.gz")
                .contains("<script type=\"module\" src=\"/app/choose.js\"></script>")
                .doesNotContain("<img src=x", "notes.txt");
        assertThat(page.split("View volume", -1)).as("the image and the lone file").hasSize(3);
    }

    @Test
    void a_session_without_images_says_so_and_offers_nothing() {
        var page = server.admin().get("/view/" + empty);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("There is nothing to look at")
                .doesNotContain("/viewer/viewer", "/quick\"");
        assertThat(server.admin().get("/view/" + empty + "/quick").statusCode()).isEqualTo(404);
    }

    @Test
    void the_front_page_links_to_what_can_be_looked_at_only() {
        String page = server.admin().get("/").body();

        assertThat(page)
                .contains("href=\"/view/" + session + "\"")
                .doesNotContain("href=\"/view/" + empty + "\"");
    }

    @Test
    void the_quick_look_knows_the_study_in_its_project() {
        String page = server.admin().get("/view/" + session + "/quick?series=1.2.3").body();

        assertThat(page)
                .contains("<script type=\"module\" src=\"/app/quick.js\"></script>")
                .contains("<link rel=\"stylesheet\" href=\"/app/quick.css\">")
                .contains("&quot;study&quot;:&quot;/data/projects/VIEWED/dicomweb/studies/2.25.")
                .contains("&quot;modality&quot;:&quot;CT&quot;", "&quot;chosen&quot;:0");
    }

    @Test
    void a_volume_comes_with_the_segmentations_of_its_scan() {
        String file =
                "/data/experiments/" + session + "/scans/1/resources/Image/files/image.nii.gz";
        String page = server.admin().get("/view/" + session + "/volume?file=" + file).body();

        assertThat(page)
                .contains("src=\"/app/volume.js\"")
                .contains("&quot;name&quot;:&quot;image.nii.gz&quot;")
                .contains("segmentation_a\\&quot;&gt;&lt;img src=x&gt;_b.nii.gz")
                .doesNotContain("whole.nii.gz", "<img src=x");
    }

    @Test
    void only_files_of_the_session_are_shown() {
        for (String file : List.of("", "https://example.org/a.nii.gz", "/data/projects/X/a.nii")) {
            var answer = server.admin().get("/view/" + session + "/volume?file=" + file);

            assertThat(answer.statusCode()).as(file).isEqualTo(404);
            assertThat(answer.body()).contains("no such NIfTI file").doesNotContain("example.org");
        }
    }

    @Test
    void who_may_not_read_the_session_sees_nothing_of_it() {
        for (String page : List.of("", "/quick", "/volume")) {
            var guest = server.guest().get("/view/" + session + page);

            assertThat(guest.statusCode()).as(page).isEqualTo(401);
            assertThat(guest.headers().firstValue("Content-Type").orElse("")).contains("text/html");
            assertThat(guest.body()).contains("Log in").doesNotContain("V1", PROJECT, "2.25.");
        }
        assertThat(server.admin().get("/view/NOBODY_E1").statusCode()).isEqualTo(404);
    }

    @Test
    void a_page_is_nobody_elses_and_keeps_the_strict_policy() {
        var page = server.admin().get("/view/" + session);

        assertThat(page.headers().firstValue("Cache-Control")).hasValue("private, no-store");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("script-src 'self' 'wasm-unsafe-eval'")
                .doesNotContain("'unsafe-eval'", "'unsafe-inline'");
    }

    private static String id() {
        String rows =
                server.admin()
                        .get(
                                "/data/projects/"
                                        + PROJECT
                                        + "/experiments?format=csv&columns=ID,label")
                        .body();
        return rows.lines()
                .filter(line -> line.contains("V1"))
                .map(line -> line.replace("\"", "").split(",")[0])
                .findFirst()
                .orElseThrow();
    }

    private static void put(String path, byte[] body) {
        var stored =
                server.admin().put("/data/experiments/" + session + path + "?inbody=true", body);
        assertThat(stored.statusCode()).as(path + ": " + stored.body()).isIn(200, 201);
    }

    private static byte[] nifti() throws IOException {
        var out = new ByteArrayOutputStream();
        NiftiExport.lesion(SERIES, out);
        return out.toByteArray();
    }

    private static byte[] zip() throws IOException {
        var identity = new StudyIdentity("S", "V1", "F", 1980, LocalDate.EPOCH, "", 77_001);
        var dicom = new DicomExport(identity, 1, SERIES);
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (int slice = 0; slice < SERIES.geometry().slices(); slice++) {
                zip.putNextEntry(new ZipEntry(slice + ".dcm"));
                dicom.write(slice, zip);
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
