package org.africai.server.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.africai.server.access.Role;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.africai.server.studies.TestStudies;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// XNAT's pictures of scans.
class SnapshotTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private static TestStudies data;

    @BeforeAll
    static void archive() {
        data = new TestStudies(SERVER);
        data.archive(
                "ONE",
                data.ct(1, 1, 1).build(),
                data.ct(1, 1, 2).build(),
                data.ct(1, 1, 3).build());
    }

    private static String scan() {
        return "/xapi/projects/" + data.project() + "/experiments/ONE/scan/1";
    }

    @ParameterizedTest
    @CsvSource({
        "/snapshot, 512, 512",
        "/thumbnail, 128, 128",
        "/thumbnail/1X3, 384, 128",
        "/thumbnail/2x2, 256, 256",
    })
    void a_scan_is_shown_by_its_frames(String view, int width, int height) throws IOException {
        var answer = SERVER.admin().download(scan() + view);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/gif");
        assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
                .contains("ONE_1_qc");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(answer.body()));
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
    }

    @Test
    void only_those_who_read_the_project_see_it() {
        TestClient reader = data.client(data.caller(Role.COLLABORATOR));
        TestClient stranger = data.client(data.caller());

        assertThat(reader.get(scan() + "/thumbnail").statusCode()).isEqualTo(200);
        assertThat(stranger.get(scan() + "/thumbnail").statusCode()).isEqualTo(404);
        assertThat(SERVER.guest().get(scan() + "/thumbnail").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"/thumbnail/0X1, 400", "/thumbnail/11X10, 400", "/thumbnail/x, 400"})
    void a_grid_that_makes_no_sense_is_refused(String view, int status) {
        assertThat(SERVER.admin().get(scan() + view).statusCode()).isEqualTo(status);
    }

    @Test
    void what_is_not_there_is_404() {
        String other = "/xapi/projects/" + data.project() + "/experiments/ONE/scan/9/snapshot";

        assertThat(SERVER.admin().get(other).statusCode()).isEqualTo(404);
    }
}
