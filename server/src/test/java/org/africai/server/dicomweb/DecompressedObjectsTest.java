package org.africai.server.dicomweb;

import static org.africai.server.dicomweb.DicomwebClient.header;
import static org.africai.server.dicomweb.DicomwebClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.DicomReader;
import org.africai.server.boot.TestServer;
import org.africai.server.intake.TestData;
import org.africai.server.studies.TestStudies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Compressed objects for those who take Explicit VR Little Endian only.
class DecompressedObjectsTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private static final String EXPLICIT = "1.2.840.10008.1.2.1";
    private static final String PARTS =
            "multipart/related; type=\"application/dicom\"; transfer-syntax=" + EXPLICIT;
    private static final String SINGLE = "application/dicom; transfer-syntax=" + EXPLICIT;
    private static final int SIDE = 5;

    private final TestStudies data = new TestStudies(SERVER);
    private final DicomwebClient web = new DicomwebClient(SERVER.admin(), data.root());

    // ---- objects

    private DatasetBuilder eightBits(int instance, int frames, byte[]... fragments) {
        return data.ct(1, 1, instance)
                .put(Tag.Rows, SIDE)
                .put(Tag.Columns, SIDE)
                .put(Tag.BitsAllocated, 8)
                .put(Tag.BitsStored, 8)
                .put(Tag.HighBit, 7)
                .put(Tag.NumberOfFrames, Integer.toString(frames))
                .putFragments(Tag.PixelData, Vr.OB, ranges(fragments));
    }

    private static List<BulkRange> ranges(byte[]... fragments) {
        List<BulkRange> ranges = new ArrayList<>();
        ranges.add(BulkRange.of(new byte[0]));
        Arrays.stream(fragments).map(BulkRange::of).forEach(ranges::add);
        return ranges;
    }

    private static byte[] deflated(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        try (var deflating = new DeflaterOutputStream(out, deflater)) {
            deflating.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        if (out.size() % 2 != 0) {
            out.write(0);
        }
        return out.toByteArray();
    }

    private static byte[] noise(int seed, int count) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private String store(Dataset object, TransferSyntax syntax) {
        HttpResponse<byte[]> answer = web.store("/studies", TestStudies.file(object, syntax));
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        return "/studies/"
                + object.string(Tag.StudyInstanceUID).orElseThrow()
                + "/series/"
                + object.string(Tag.SeriesInstanceUID).orElseThrow()
                + "/instances/"
                + object.string(Tag.SOPInstanceUID).orElseThrow();
    }

    private static DicomFile read(byte[] file) {
        try {
            return DicomReader.WHOLE.read(file, "the object");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] pixels(Dataset object) {
        try (InputStream in = object.element(Tag.PixelData).orElseThrow().open(false)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DicomFile plain(String path) {
        return read(web.parts(path, PARTS).getFirst().bytes());
    }

    // ---- tests

    @Test
    void all_frames_come_one_after_the_other_with_a_byte_to_make_them_even() {
        byte[] first = noise(1, SIDE * SIDE);
        byte[] second = noise(2, SIDE * SIDE);
        byte[] third = noise(3, SIDE * SIDE);
        Dataset object =
                eightBits(1, 3, deflated(first), deflated(second), deflated(third)).build();
        String path = store(object, TransferSyntax.DEFLATED_IMAGE_FRAME);

        DicomFile plain = plain(path);

        assertThat(plain.transferSyntax().uid().value()).isEqualTo(EXPLICIT);
        byte[] pixels = pixels(plain.dataset());
        assertThat(pixels).hasSize(76);
        assertThat(Arrays.copyOfRange(pixels, 0, 25)).isEqualTo(first);
        assertThat(Arrays.copyOfRange(pixels, 25, 50)).isEqualTo(second);
        assertThat(Arrays.copyOfRange(pixels, 50, 75)).isEqualTo(third);
        assertThat(pixels[75]).isZero();
        assertThat(plain.dataset().string(Tag.PatientName))
                .isEqualTo(object.string(Tag.PatientName));
        assertThat(plain.dataset().string(Tag.SOPInstanceUID))
                .isEqualTo(object.string(Tag.SOPInstanceUID));
        assertThat(plain.dataset().contains(Tag.LossyImageCompression)).isFalse();
    }

    @Test
    void a_single_object_and_one_by_wado_uri_come_so_too() {
        byte[] frame = noise(4, SIDE * SIDE);
        Dataset object = eightBits(2, 1, deflated(frame)).build();
        String path = store(object, TransferSyntax.DEFLATED_IMAGE_FRAME);

        HttpResponse<byte[]> single = web.get(path, "Accept", SINGLE);
        HttpResponse<byte[]> uri =
                web.get(
                        "?requestType=WADO&contentType=application%2Fdicom&studyUID="
                                + data.studyUid(1)
                                + "&seriesUID="
                                + data.seriesUid(1, 1)
                                + "&objectUID="
                                + data.sopUid(1, 1, 2)
                                + "&transferSyntax="
                                + EXPLICIT);

        for (HttpResponse<byte[]> answer : List.of(single, uri)) {
            assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
            assertThat(header(answer, "Content-Type")).isEqualTo(SINGLE);
            assertThat(pixels(read(answer.body()).dataset())).startsWith(frame);
        }
    }

    @Test
    void frames_of_single_bits_follow_each_other_bit_by_bit() {
        Dataset object =
                eightBits(3, 2, deflated(new byte[] {-1, -1, -1, 1}), deflated(new byte[4]))
                        .put(Tag.BitsAllocated, 1)
                        .put(Tag.BitsStored, 1)
                        .put(Tag.HighBit, 0)
                        .build();
        String path = store(object, TransferSyntax.DEFLATED_IMAGE_FRAME);

        assertThat(pixels(plain(path).dataset()))
                .containsExactly(0xFF, 0xFF, 0xFF, 0x01, 0x00, 0x00, 0x00, 0x00);
    }

    @Test
    void what_lost_something_says_so_afterwards() throws IOException {
        var picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        var jpeg = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, "jpg", jpeg)).isTrue();
        Dataset object = eightBits(4, 1, jpeg.toByteArray()).build();
        String path = store(object, TransferSyntax.JPEG_BASELINE);

        Dataset plain = plain(path).dataset();

        assertThat(plain.string(Tag.LossyImageCompression)).contains("01");
        assertThat(plain.string(Tag.LossyImageCompressionMethod)).contains("ISO_10918_1");
        assertThat(plain.string(Tag.LossyImageCompressionRatio)).isPresent();
    }

    @Test
    void what_cannot_be_decompressed_is_refused_with_the_reason() {
        String high = store(eightBits(5, 1, noise(5, 50)).build(), TransferSyntax.HTJ2K_LOSSLESS);
        String broken =
                store(eightBits(6, 1, noise(6, 50)).build(), TransferSyntax.DEFLATED_IMAGE_FRAME);
        String shortened =
                store(
                        eightBits(7, 3, deflated(noise(7, 25))).build(),
                        TransferSyntax.DEFLATED_IMAGE_FRAME);

        for (String accept : List.of(PARTS, SINGLE)) {
            for (var reason :
                    Map.of(
                                    high,
                                    "1.2.840.10008.1.2.4.201",
                                    broken,
                                    "frame is broken",
                                    shortened,
                                    "its file is broken")
                            .entrySet()) {
                HttpResponse<byte[]> answer = web.get(reason.getKey(), "Accept", accept);
                assertThat(answer.statusCode()).as(reason.getKey()).isEqualTo(406);
                assertThat(text(answer)).contains(reason.getValue());
            }
        }
    }

    @Test
    void another_compression_than_the_stored_one_is_refused() {
        String path =
                store(
                        eightBits(8, 1, deflated(noise(8, 25))).build(),
                        TransferSyntax.DEFLATED_IMAGE_FRAME);

        HttpResponse<byte[]> answer =
                web.get(
                        path,
                        "Accept",
                        "multipart/related; type=\"application/dicom\";"
                                + " transfer-syntax=1.2.840.10008.1.2.4.90");

        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(text(answer)).contains("1.2.840.10008.1.2.8.1", EXPLICIT);
    }

    @Test
    void every_real_object_comes_with_the_pixels_of_its_frames_or_is_refused_with_the_reason() {
        int plain = 0;
        for (var file : TestData.files("").entrySet()) {
            if (isCompressed(file.getValue())) {
                HttpResponse<byte[]> stored = web.store("/studies", file.getValue());
                if (stored.statusCode() == 200) {
                    plain += isPlain(path(stored)) ? 1 : 0;
                }
            }
        }
        assertThat(plain).isGreaterThan(30);
    }

    private static boolean isCompressed(byte[] bytes) {
        try {
            return DicomReader.HEADER.read(bytes, "file").transferSyntax().isEncapsulated();
        } catch (IOException notDicom) {
            return false;
        }
    }

    private static String path(HttpResponse<byte[]> stored) {
        Dataset item =
                DicomwebClient.datasets(stored.body())
                        .getFirst()
                        .sequence(Tag.ReferencedSOPSequence)
                        .getFirst();
        String url = item.string(Tag.RetrieveURL).orElseThrow();
        return url.substring(url.indexOf("/studies/"));
    }

    private boolean isPlain(String path) {
        HttpResponse<byte[]> answer = web.get(path, "Accept", PARTS);
        if (answer.statusCode() != 200) {
            assertThat(answer.statusCode()).as(text(answer)).isEqualTo(406);
            return false;
        }
        DicomFile file = read(DicomwebClient.parts(answer).getFirst().bytes());
        byte[] pixels = pixels(file.dataset());
        byte[] frame =
                web.parts(
                                path + "/frames/1",
                                "multipart/related; type=\"application/octet-stream\";"
                                        + " transfer-syntax="
                                        + EXPLICIT)
                        .getFirst()
                        .bytes();
        int bits = number(file, Tag.BitsAllocated);
        if (bits >= 8) { // frames of single bits do not end at a byte
            int bytes =
                    number(file, Tag.Rows)
                            * number(file, Tag.Columns)
                            * number(file, Tag.SamplesPerPixel)
                            * (bits / 8);
            assertThat(Arrays.copyOf(pixels, bytes))
                    .as(path)
                    .isEqualTo(Arrays.copyOf(frame, bytes));
            int frames = file.dataset().integer(Tag.NumberOfFrames).orElse(1);
            assertThat(pixels.length).as(path).isEqualTo((bytes * frames + 1) / 2 * 2);
        }
        return true;
    }

    private static int number(DicomFile file, int tag) {
        return file.dataset().integer(tag).orElseThrow();
    }
}
