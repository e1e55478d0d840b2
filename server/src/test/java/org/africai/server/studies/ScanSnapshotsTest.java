package org.africai.server.studies;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.server.boot.TestServer;
import org.africai.server.db.Sql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the job puts into scans; it has a server of its own, for it sees to all scans there are.
class ScanSnapshotsTest {
    @RegisterExtension static final TestServer SERVER = TestServer.with(Map.of());

    private static final JsonMapper JSON = new JsonMapper();

    private final TestStudies data = new TestStudies(SERVER);

    private static long run() {
        return SERVER.get(ScanSnapshots.class).run(Duration.ZERO);
    }

    private String scan(String session) {
        return data.session(session) + "/scans/1";
    }

    /// The files of a scan's resource, with their contents.
    private Map<String, String> files(String session, String label) {
        var answer =
                SERVER.admin().get(scan(session) + "/resources/" + label + "/files?format=json");
        Map<String, String> files = new TreeMap<>();
        if (answer.statusCode() == 200) {
            for (JsonNode row : JSON.readTree(answer.body()).path("ResultSet").path("Result")) {
                files.put(row.path("Name").asString(), row.path("file_content").asString());
            }
        }
        return files;
    }

    @Test
    void an_image_scan_gets_its_picture_in_two_sizes_once() throws IOException {
        data.archive("SEEN", data.ct(1, 1, 1).build(), data.ct(1, 1, 2).build());

        assertThat(run()).isEqualTo(1);
        assertThat(run()).isZero();

        assertThat(files("SEEN", "SNAPSHOTS"))
                .isEqualTo(Map.of("SEEN_1_qc.gif", "ORIGINAL", "SEEN_1_qc_t.gif", "THUMBNAIL"));
        assertThat(picture("SEEN", "SEEN_1_qc.gif").getWidth()).isEqualTo(512);
        assertThat(picture("SEEN", "SEEN_1_qc_t.gif").getWidth()).isEqualTo(128);
        assertThat(files("SEEN", "DICOM")).hasSize(2);
    }

    private BufferedImage picture(String session, String name) throws IOException {
        var answer = SERVER.admin().download(scan(session) + "/resources/SNAPSHOTS/files/" + name);
        assertThat(answer.statusCode()).isEqualTo(200);
        return ImageIO.read(new ByteArrayInputStream(answer.body()));
    }

    @Test
    void a_scan_that_grew_keeps_the_pictures_it_has() {
        data.archive("GREW", data.ct(2, 1, 1).build());
        assertThat(run()).isEqualTo(1);
        data.archive("GREW", "&overwrite=append", data.ct(2, 1, 2).build());

        assertThat(run()).isZero();
        assertThat(run()).isZero();
        assertThat(files("GREW", "SNAPSHOTS")).hasSize(2);
    }

    @Test
    void a_scan_whose_pictures_were_uploaded_keeps_them() {
        data.archive("OWN", data.ct(3, 1, 1).build());
        var put =
                SERVER.admin()
                        .put(
                                scan("OWN") + "/resources/SNAPSHOTS/files/mine.gif?inbody=true",
                                new byte[] {1, 2, 3});
        assertThat(put.statusCode()).as(put.body()).isEqualTo(200);

        assertThat(run()).isZero();
        assertThat(files("OWN", "SNAPSHOTS")).containsOnlyKeys("mine.gif");
    }

    @Test
    void a_scan_that_shows_nothing_gets_none_and_is_looked_at_once() {
        Dataset report =
                data.ct(4, 1, 1)
                        .put(Tag.SOPClassUID, KnownUid.BasicTextSRStorage)
                        .put(Tag.Modality, "SR")
                        .remove(Tag.PixelData)
                        .build();
        Dataset broken = data.ct(5, 1, 1).put(Tag.Columns, 4000).build();
        data.archive("TEXT", report);
        data.archive("BROKEN", broken);

        assertThat(run()).isZero();

        assertThat(files("TEXT", "SNAPSHOTS")).isEmpty();
        assertThat(files("BROKEN", "SNAPSHOTS")).isEmpty();
        assertThat(new ScanSnapshotTable(SERVER.get(Sql.class)).due(Duration.ZERO, 10)).isEmpty();
    }

    @Test
    void a_scan_that_has_just_changed_waits() {
        data.archive("FRESH", data.ct(6, 1, 1).build());

        assertThat(SERVER.get(ScanSnapshots.class).run(Duration.ofHours(1))).isZero();
        assertThat(files("FRESH", "SNAPSHOTS")).isEmpty();
        assertThat(run()).isEqualTo(1);
    }
}
