package org.africai.server.dicomweb;

import static org.africai.server.dicomweb.DicomwebClient.header;
import static org.africai.server.dicomweb.DicomwebClient.text;
import static org.africai.server.studies.TestStudies.file;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.server.boot.Eventually;
import org.africai.server.boot.TestServer;
import org.africai.server.studies.TestStudies;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// QIDO-RS and WADO-RS over HTTP, as clients use them.
class DicomwebTest {
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
        data.archive("ONE", object(1), object(2), data.ct(1, 2, 1).build());
        data.archive("TWO", data.ct(2, 1, 1).build());
    }

    private static Dataset object(int number) {
        byte[] icc = new byte[3_000];
        Arrays.fill(icc, (byte) number);
        return data.ct(1, 1, number).put(Tag.ICCProfile, Vr.OB, icc).build();
    }

    // ---- QIDO-RS

    @Test
    void the_study_list_of_a_viewer_is_answered() {
        List<Dataset> studies =
                web.datasets(
                        "/studies?limit=101&offset=0&fuzzymatching=false"
                                + "&includefield=00081030%2C00080060%2C00080090%2C00100030");

        assertThat(studies).hasSize(2);
        Dataset newest = studies.getFirst();
        assertThat(newest.string(Tag.StudyInstanceUID)).hasValue(data.studyUid(2));
        assertThat(newest.string(Tag.StudyDescription)).hasValue("Head 2");
        assertThat(newest.contains(Tag.ReferringPhysicianName)).isTrue();
        assertThat(newest.string(Tag.RetrieveURL))
                .hasValue(SERVER.address() + data.root() + "/studies/" + data.studyUid(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/studies?StudyInstanceUID=$1%5C$2 | 2",
                "/studies?StudyInstanceUID=$1,$2 | 2",
                "/studies?0020000D=$1 | 1",
                "/studies?PatientName=*ADA1* | 1",
                "/studies?PatientName=ada1&fuzzymatching=true | 1",
                "/studies?ModalitiesInStudy=MR | 0",
                "/studies?limit=1 | 1",
                "/studies?limit=1&offset=5 | 0",
                "/studies?StudyDate=20260102-20260102 | 1",
                "/studies?PatientID= | 2",
                "/series | 3",
                "/series?Modality=CT&SeriesNumber=2 | 1",
                "/instances | 4",
                "/studies/$1/series | 2",
                "/studies/$1/instances | 3",
                "/studies/$1/series?SeriesNumber=1 | 1",
                "/studies/9.9.9/series | 0",
            })
    void searches_find(String path, int found) {
        String asked = path.replace("$1", data.studyUid(1)).replace("$2", data.studyUid(2));

        assertThat(web.datasets(asked)).hasSize(found);
    }

    @Test
    void fields_are_included_one_by_one_or_all() {
        String asked = "/studies/" + data.studyUid(1) + "/series";
        Dataset plain = web.datasets(asked).getFirst();
        Dataset two =
                web.datasets(
                                asked
                                        + "?includefield=BodyPartExamined,StudyDate"
                                        + "&includefield=00100020")
                        .getFirst();
        Dataset all = web.datasets(asked + "?includefield=all").getFirst();

        assertThat(plain.contains(Tag.StudyDate)).isFalse();
        assertThat(plain.string(Tag.SeriesDescription)).hasValue("Axial 1");
        assertThat(two.contains(Tag.StudyDate)).isTrue();
        assertThat(two.contains(Tag.PatientID)).isTrue();
        assertThat(all.contains(Tag.StudyDescription)).isTrue();
    }

    @Test
    void answers_are_compressed_for_those_who_take_it() throws IOException {
        HttpResponse<byte[]> plain = web.get("/studies");
        HttpResponse<byte[]> packed = web.get("/studies", "Accept-Encoding", "br, gzip");

        assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isEqualTo(plain.body());
    }

    @Test
    void xml_comes_in_parts() {
        List<DicomwebClient.Part> parts =
                web.parts("/studies", "multipart/related; type=\"application/dicom+xml\"");

        assertThat(parts).hasSize(2);
        assertThat(parts.getFirst().type()).isEqualTo("application/dicom+xml");
        assertThat(new String(parts.getFirst().bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("NativeDicomModel", data.studyUid(2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/studies?Nonsense=1 | 400",
                "/studies?StudyDate=x | 400",
                "/studies?limit=-1 | 400",
                "/studies?00080020.00080030=1 | 400",
                "/studies/x | 400",
                "/studies/1.2/nothing | 404",
                "/nothing | 404",
                "/studies/1.2.3 | 404",
                "/studies/1.2.3/metadata | 404",
                "/studies/1.2/series/1.2/instances/1.2/frames/0 | 400",
                "/studies/1.2/series/1.2/instances/1.2/frames/1 | 404",
                "/bulkdata/x/00010001 | 404",
                "/bulkdata/999999999/00281101 | 404",
            })
    void what_makes_no_sense_is_refused_with_a_reason(String path, int status) {
        HttpResponse<byte[]> answer = web.get(path);

        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(text(answer)).contains("\"status\":" + status, "\"detail\":\"");
    }

    @Test
    void other_methods_and_media_types_are_refused() {
        var delete = SERVER.admin().delete(data.root() + study);

        assertThat(delete.statusCode()).isEqualTo(405);
        for (String path :
                List.of("/studies", study, series + "/metadata", instance + "/frames/1")) {
            assertThat(web.get(path, "Accept", "text/html").statusCode()).as(path).isEqualTo(406);
        }
    }

    // ---- WADO-RS

    @Test
    void objects_come_back_byte_for_byte() {
        List<byte[]> stored = List.of(file(object(1)), file(object(2)));

        List<DicomwebClient.Part> parts = web.parts(series, DicomwebClient.STORED);

        assertThat(parts).extracting(DicomwebClient.Part::bytes).containsExactlyElementsOf(stored);
        assertThat(parts.getFirst().type())
                .isEqualTo("application/dicom; transfer-syntax=1.2.840.10008.1.2.1");
        assertThat(web.parts(study, "*/*")).hasSize(3);
        assertThat(web.parts(instance, DicomwebClient.STORED)).hasSize(1);
        HttpResponse<byte[]> single = web.get(instance, "Accept", "application/dicom");
        assertThat(single.body()).isEqualTo(stored.getFirst());
        HttpResponse<byte[]> part =
                web.get(instance, "Accept", "application/dicom", "Range", "bytes=128-131");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(text(part)).isEqualTo("DICM");
    }

    @Test
    void an_object_in_a_transfer_syntax_that_it_has_not_is_refused_with_the_one_it_has() {
        HttpResponse<byte[]> answer =
                web.get(
                        instance,
                        "Accept",
                        "multipart/related; type=\"application/dicom\";"
                                + " transfer-syntax=1.2.840.10008.1.2.4.90");

        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(text(answer)).contains("1.2.840.10008.1.2.1");
    }

    @Test
    void metadata_is_all_but_the_pixels_before_and_after_it_is_made_in_advance()
            throws IOException {
        List<Dataset> live = web.datasets(series + "/metadata");
        describe();
        List<Dataset> ready = web.datasets(series + "/metadata");

        assertThat(live).hasSize(2);
        assertThat(ready).hasSize(2);
        for (Dataset one : List.of(live.getFirst(), ready.getFirst())) {
            assertThat(one.string(Tag.SOPInstanceUID)).hasValue(data.sopUid(1, 1, 1));
            assertThat(one.integer(Tag.Rows)).hasValue(16);
            assertThat(one.contains(Tag.PixelData)).isTrue();
        }
        HttpResponse<byte[]> packed = web.get(series + "/metadata", "Accept-Encoding", "gzip");
        assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(packed, "ETag")).isNotEmpty();
        byte[] json = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
        assertThat(json).isEqualTo(web.get(series + "/metadata").body());
        assertThat(
                        web.get(
                                        series + "/metadata",
                                        "Accept-Encoding",
                                        "gzip",
                                        "If-None-Match",
                                        header(packed, "ETag"))
                                .statusCode())
                .isEqualTo(304);
        assertThat(web.datasets(study + "/metadata")).hasSize(3);
        assertThat(web.datasets(instance + "/metadata")).hasSize(1);
        assertThat(
                        web.parts(
                                series + "/metadata",
                                "multipart/related; type=\"application/dicom+xml\""))
                .hasSize(2);
    }

    /// Waits until the series is quiet, and has it described.
    private static void describe() {
        Eventually.holds(
                "the series is described",
                Duration.ofSeconds(20),
                () -> !header(web.get(series + "/metadata"), "ETag").isEmpty());
    }

    @Test
    void metadata_follows_when_a_series_grows() {
        String grown = "/studies/" + data.studyUid(3) + "/series/" + data.seriesUid(3, 1);
        data.archive("GROWS", data.ct(3, 1, 1).build());
        assertThat(web.datasets(grown + "/metadata")).hasSize(1);

        data.archive("GROWS", "&overwrite=append", data.ct(3, 1, 2).build());

        assertThat(web.datasets(grown + "/metadata")).hasSize(2);
        data.delete(data.session("GROWS") + "?removeFiles=true");
    }

    @Test
    void long_values_are_fetched_by_their_address() {
        String json = text(web.get(instance + "/metadata"));
        String address =
                json.replaceAll(
                        "(?s).*\"00282000\":\\{\"vr\":\"OB\",\"BulkDataURI\":\"([^\"]*)\".*", "$1");
        var site = new DicomwebClient(SERVER.admin(), "");

        assertThat(address).startsWith("/dicomweb/bulkdata/").endsWith("/00282000");
        HttpResponse<byte[]> value = site.get(address);
        assertThat(value.body()).hasSize(3_000).containsOnly(1);
        assertThat(site.get(address, "Range", "bytes=10-19").body()).hasSize(10);
        assertThat(site.parts(address, "multipart/related; type=\"application/octet-stream\""))
                .hasSize(1);
        assertThat(SERVER.guest().get(address).statusCode()).isEqualTo(401);
        assertThat(web.get(instance + "/bulkdata/00282000").body()).hasSize(3_000);
        assertThat(web.get(instance + "/bulkdata/00100010").statusCode()).isEqualTo(200);
        assertThat(web.get(instance + "/bulkdata/00400275").statusCode()).isEqualTo(404);
    }

    @Test
    void frames_are_what_the_file_has() {
        byte[] pixels = object(1).element(Tag.PixelData).orElseThrow().bytes().orElseThrow();

        List<DicomwebClient.Part> parts = web.parts(instance + "/frames/1", DicomwebClient.FRAMES);

        assertThat(parts).hasSize(1);
        assertThat(parts.getFirst().bytes()).isEqualTo(pixels);
        assertThat(parts.getFirst().type())
                .isEqualTo("application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1");
        assertThat(web.get(instance + "/frames/2").statusCode()).isEqualTo(404);
        assertThat(web.get(instance + "/frames/1", "Accept", "application/octet-stream").body())
                .isEqualTo(pixels);
    }

    @Test
    void frames_of_several_are_named_by_a_list() {
        byte[] pixels = new byte[3 * 16 * 16 * 2];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 512);
        }
        data.archive(
                "MULTI",
                data.ct(4, 1, 1)
                        .put(Tag.NumberOfFrames, "3")
                        .put(Tag.PixelData, Vr.OW, pixels)
                        .build());
        String multi =
                "/studies/" + data.studyUid(4) + "/series/" + data.seriesUid(4, 1) + "/instances/";

        List<DicomwebClient.Part> parts =
                web.parts(multi + data.sopUid(4, 1, 1) + "/frames/3,1", DicomwebClient.FRAMES);

        assertThat(parts).hasSize(2);
        assertThat(parts.getFirst().bytes()).hasSize(512).containsOnly(2);
        assertThat(parts.get(1).bytes()).containsOnly(0);
        data.delete(data.session("MULTI") + "?removeFiles=true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/wado"})
    void an_object_is_named_by_parameters_too(String path) {
        String query =
                "?requestType=WADO&studyUID="
                        + data.studyUid(1)
                        + "&seriesUID="
                        + data.seriesUid(1, 1)
                        + "&objectUID="
                        + data.sopUid(1, 1, 1)
                        + "&contentType=application%2Fdicom";

        assertThat(web.get(path + query).body()).isEqualTo(file(object(1)));
        assertThat(web.get(path + "?requestType=WADO&studyUID=1.2").statusCode()).isEqualTo(400);
        assertThat(web.get(path + query + "&transferSyntax=1.2.3").statusCode()).isEqualTo(406);
    }
}
