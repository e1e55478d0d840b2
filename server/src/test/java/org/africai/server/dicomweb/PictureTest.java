package org.africai.server.dicomweb;

import static org.africai.server.dicomweb.DicomwebClient.header;
import static org.africai.server.dicomweb.DicomwebClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.server.boot.Eventually;
import org.africai.server.boot.TestServer;
import org.africai.server.studies.TestStudies;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rendered instances and thumbnails over HTTP.
class PictureTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private static TestStudies data;
    private static DicomwebClient web;
    private static String study;
    private static String series;
    private static String instance;

    @BeforeAll
    static void archive() {
        data = new TestStudies(SERVER);
        web = new DicomwebClient(SERVER.admin(), data.root());
        study = "/studies/" + data.studyUid(1);
        series = study + "/series/" + data.seriesUid(1, 1);
        instance = series + "/instances/" + data.sopUid(1, 1, 1);
        data.archive("ONE", data.ct(1, 1, 1).build(), report());
    }

    private static org.africai.dicom.data.Dataset report() {
        return data.ct(1, 2, 1)
                .put(Tag.SOPClassUID, KnownUid.BasicTextSRStorage)
                .put(Tag.Modality, "SR")
                .remove(Tag.PixelData)
                .remove(Tag.Rows)
                .build();
    }

    private static BufferedImage picture(HttpResponse<byte[]> answer, String type) {
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo(type);
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(answer.body()));
            assertThat(image).isNotNull();
            return image;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/rendered | */* | image/jpeg | 16",
                "/rendered?accept=image%2Fjpeg | text/html | image/jpeg | 16",
                "/rendered | image/png | image/png | 16",
                "/rendered?viewport=64,64 | image/jpeg | image/jpeg | 64",
                "/rendered?viewport=8,8&window=100,200,linear&quality=50 | image/png | image/png | 8",
                "/rendered?viewport=32,32,0,0,8,8 | image/png | image/png | 32",
                "/frames/1/rendered | image/png | image/png | 16",
                "/thumbnail?viewport=256%2C256 | image/jpeg | image/jpeg | 256",
                "/thumbnail?viewport=100%2C100 | image/jpeg | image/jpeg | 100",
                "/frames/1/thumbnail | image/jpeg | image/jpeg | 256",
            })
    void pictures_have_the_size_and_the_type_that_is_asked_for(
            String path, String accept, String type, int width) {
        BufferedImage picture = picture(web.get(instance + path, "Accept", accept), type);

        assertThat(picture.getWidth()).isEqualTo(width);
    }

    @Test
    void a_window_changes_the_picture() {
        byte[] dark = web.get(instance + "/rendered?window=60000,10", "Accept", "image/png").body();
        byte[] bright = web.get(instance + "/rendered?window=0,10", "Accept", "image/png").body();

        assertThat(dark).isNotEqualTo(bright);
    }

    @Test
    void a_thumbnail_is_kept_once_its_series_is_quiet() {
        Eventually.holds(
                "the series is pictured",
                Duration.ofSeconds(20),
                () -> header(web.get(series + "/thumbnail"), "ETag").startsWith("\"t-"));

        HttpResponse<byte[]> kept = web.get(series + "/thumbnail");
        picture(kept, "image/jpeg");
        picture(web.get(study + "/thumbnail"), "image/jpeg");
        assertThat(
                        web.get(instance + "/thumbnail?viewport=256%2C256", "Accept", "image/jpeg")
                                .body())
                .isEqualTo(kept.body());
        assertThat(
                        web.get(series + "/thumbnail", "If-None-Match", header(kept, "ETag"))
                                .statusCode())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/rendered?viewport=0,0 | 400",
                "/rendered?viewport=100000,100000 | 400",
                "/rendered?viewport=8 | 400",
                "/rendered?viewport=8,8,0,0,99,99 | 400",
                "/rendered?viewport=8,8,-1,0,4,4 | 400",
                "/rendered?window=1,0 | 400",
                "/rendered?window=1,NaN | 400",
                "/rendered?window=1,2,magic | 400",
                "/rendered?quality=0 | 400",
                "/rendered?quality=x | 400",
                "/frames/2/rendered | 404",
                "/rendered?accept=video%2Fmp4 | 406",
            })
    void what_makes_no_sense_is_refused(String path, int status) {
        assertThat(web.get(instance + path).statusCode()).isEqualTo(status);
    }

    @Test
    void what_has_no_pixels_has_no_picture() {
        String sr = study + "/series/" + data.seriesUid(1, 2);

        assertThat(web.get(sr + "/thumbnail").statusCode()).isEqualTo(404);
        assertThat(web.get(sr + "/instances/" + data.sopUid(1, 2, 1) + "/rendered").statusCode())
                .isEqualTo(404);
        assertThat(web.get(series + "/rendered").statusCode()).isEqualTo(406);
    }

    @Test
    void the_older_way_makes_pictures_too() {
        String query =
                "?requestType=WADO&studyUID="
                        + data.studyUid(1)
                        + "&seriesUID="
                        + data.seriesUid(1, 1)
                        + "&objectUID="
                        + data.sopUid(1, 1, 1);

        assertThat(picture(web.get(query), "image/jpeg").getWidth()).isEqualTo(16);
        assertThat(
                        picture(
                                        web.get(
                                                query
                                                        + "&contentType=image%2Fpng&columns=40&rows=40"),
                                        "image/png")
                                .getWidth())
                .isEqualTo(40);
    }
}
