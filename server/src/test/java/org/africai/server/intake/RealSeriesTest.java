package org.africai.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Series as scanners write them: what goes in comes out, byte for byte, with its fields filled.
class RealSeriesTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private ImportClient sender = new ImportClient(SERVER, SERVER.guest(), "");

    @BeforeEach
    void a_project() {
        sender = ImportClient.create(SERVER);
    }

    @Test
    void a_ct_study_of_two_series_and_a_medium_s_directory() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        TestData.files("series/ct-philips-S21570-2010").forEach((n, b) -> files.put("a/" + n, b));
        TestData.files("series/ct-philips-S1000").forEach((n, b) -> files.put("b/" + n, b));

        HttpResponse<String> answer = sender.toArchive("", TestArchives.zip(files));

        String session = sender.accepted(answer).getFirst();
        assertThat(session).endsWith("/subjects/HEAD/experiments/PLASTIC");
        assertThat(answer.headers().firstValue("X-Import-Summary"))
                .contains("objects=29; duplicates=0; leftovers=0; ignored=2");
        assertThat(sender.fields(session))
                .containsEntry("date", "2015-02-06")
                .containsEntry("scanner", "CT4")
                .containsEntry("scanner/model", "Ingenuity CT");
        String scan = session + "/scans/" + scanOf(session, "STD BRAIN 5MM");
        assertThat(sender.fields(scan))
                .containsEntry("frames", "28")
                .containsEntry("parameters/kvp", "120")
                .containsEntry("parameters/pitchFactor", "0.391")
                .containsEntry("parameters/orientation", "Tra");
        Map<String, byte[]> expected = named(files, "a/");
        expected.remove("DIRFILE.dcm");
        assertThat(downloaded(scan)).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void a_functional_mr_series() {
        Map<String, byte[]> files = TestData.files("series/mr-ge-mr_0004");

        String session = sender.accepted(sender.toArchive("", TestArchives.zip(files))).getFirst();

        assertThat(sender.fields(session))
                .containsEntry("fieldStrength", "3")
                .containsEntry("coil", "32Ch Head")
                .containsEntry("dcmPatientWeight", "90");
        String scan = session + "/scans/" + sender.scans(session).keySet().iterator().next();
        assertThat(sender.fields(scan))
                .containsEntry("frames", "149")
                .containsEntry("parameters/tr", "5000")
                .containsEntry("parameters/te", "30")
                .containsEntry("parameters/matrix/x", "64");
        assertThat(downloaded(scan)).containsExactlyInAnyOrderEntriesOf(named(files, ""));
    }

    @Test
    void an_enhanced_mr_series() {
        Map<String, byte[]> files = TestData.files("series/mr-enh-siemens-xa10");

        String session = sender.accepted(sender.toArchive("", TestArchives.zip(files))).getFirst();

        assertThat(session).contains("/experiments/IRC_-_Slice_Timing");
        String scan = session + "/scans/" + sender.scans(session).keySet().iterator().next();
        assertThat(sender.fields(scan))
                .containsEntry("parameters/tr", "500")
                .containsEntry("parameters/te", "30")
                .containsEntry("parameters/voxelRes/x", "3.375");
        assertThat(downloaded(scan)).containsExactlyInAnyOrderEntriesOf(named(files, ""));
    }

    @Test
    void all_series_at_once_where_two_studies_claim_one_label() {
        Map<String, byte[]> files = TestData.files("series");

        HttpResponse<String> answer = sender.toArchive("", TestArchives.zip(files));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(sender.waiting()).hasSize(1);
        assertThat(sender.waiting().getFirst())
                .containsEntry("name", "DEV")
                .containsEntry("status", "CONFLICT");
        assertThat(answer.body())
                .contains("Session already exists")
                .contains("/data" + sender.waiting().getFirst().get("url"));
        assertThat(sender.rows("/data/projects/" + sender.project() + "/experiments")).hasSize(4);
        String orient = sender.session("crlab");
        assertThat(sender.scans(orient)).hasSize(4);
        assertThat(sender.files(orient, "leftovers"))
                .containsOnlyKeys("mr-siemens-orient-ax/6_ax_asc_35sl.nii");
        assertThat(sender.fields(orient + "/scans/" + scanOf(orient, "ax_asc_35sl")))
                .containsEntry("parameters/fov/x", "208");
    }

    private String scanOf(String session, String description) {
        return sender.rows(session + "/scans").stream()
                .filter(scan -> description.equals(scan.get("series_description")))
                .map(scan -> scan.get("ID"))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, byte[]> named(Map<String, byte[]> files, String folder) {
        Map<String, byte[]> named = new TreeMap<>();
        files.forEach((path, bytes) -> {
            if (path.startsWith(folder)) {
                named.put(path.substring(path.lastIndexOf('/') + 1), bytes);
            }
        });
        return named;
    }

    /// The scan's DICOM files as a client gets them.
    private Map<String, byte[]> downloaded(String scan) {
        Map<String, byte[]> files = new TreeMap<>();
        List<Map<String, String>> rows = sender.rows(scan + "/resources/DICOM/files");
        for (Map<String, String> row : rows) {
            HttpResponse<byte[]> file = sender.client().download(row.getOrDefault("URI", ""));
            assertThat(file.statusCode()).isEqualTo(200);
            files.put(row.get("Name"), file.body());
        }
        return files;
    }
}
