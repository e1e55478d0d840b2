package org.africai.server.dicomweb;

import static org.africai.server.dicomweb.DicomwebClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.africai.dicom.data.BulkRange;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomReader;
import org.africai.server.boot.TestServer;
import org.africai.server.studies.TestStudies;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Frames of compressed and of big endian objects: as stored for those who take that, else plain.
class CompressedFramesTest {
    @RegisterExtension static final TestServer SERVER = TestServer.shared();

    private static final int PIXELS = 256;
    private static final String RLE = "1.2.840.10008.1.2.5";
    private static final String PLAIN =
            "multipart/related; type=\"application/octet-stream\";"
                    + " transfer-syntax=1.2.840.10008.1.2.1";

    private static final byte[] WORDS = words();
    private static DicomwebClient web;
    private static String packed;
    private static String big;

    private static byte[] words() {
        byte[] words = new byte[2 * PIXELS];
        new Random(1).nextBytes(words);
        return words;
    }

    @BeforeAll
    static void store() {
        var data = new TestStudies(SERVER);
        web = new DicomwebClient(SERVER.admin(), data.root());
        List<BulkRange> fragments = List.of(BulkRange.of(new byte[0]), BulkRange.of(rle()));
        Dataset compressed = data.ct(1, 1, 1).putFragments(Tag.PixelData, Vr.OB, fragments).build();
        Dataset words = data.ct(1, 2, 1).put(Tag.PixelData, Vr.OW, WORDS).build();

        var answer =
                web.store(
                        "/studies",
                        TestStudies.file(compressed, TransferSyntax.RLE_LOSSLESS),
                        TestStudies.file(words, TransferSyntax.EXPLICIT_BIG));

        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        String study = "/studies/" + data.studyUid(1) + "/series/";
        packed = study + data.seriesUid(1, 1) + "/instances/" + data.sopUid(1, 1, 1);
        big = study + data.seriesUid(1, 2) + "/instances/" + data.sopUid(1, 2, 1);
    }

    /// Two segments of literal runs (PS3.5 §G): the higher bytes, then the lower ones.
    private static byte[] rle() {
        var frame = ByteBuffer.allocate(64 + 2 * (PIXELS + 2)).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(2).putInt(64).putInt(64 + PIXELS + 2).position(64);
        for (int first : new int[] {1, 0}) {
            for (int i = 0; i < PIXELS; i++) {
                if (i % 128 == 0) {
                    frame.put((byte) 127);
                }
                frame.put(WORDS[2 * i + first]);
            }
        }
        return frame.array();
    }

    @Test
    void who_takes_what_is_stored_gets_it() {
        DicomwebClient.Part frame =
                web.parts(packed + "/frames/1", DicomwebClient.FRAMES).getFirst();

        assertThat(frame.bytes()).isEqualTo(rle());
        assertThat(frame.type()).endsWith("transfer-syntax=" + RLE);
        assertThat(web.parts(packed + "/frames/1", "*/*").getFirst().type())
                .startsWith("image/dicom-rle");
    }

    @Test
    void who_takes_plain_frames_only_gets_them_decoded() {
        DicomwebClient.Part frame = web.parts(packed + "/frames/1", PLAIN).getFirst();

        assertThat(frame.bytes()).isEqualTo(WORDS);
        assertThat(frame.type()).endsWith("transfer-syntax=1.2.840.10008.1.2.1");
    }

    @Test
    void who_takes_another_compression_gets_nothing() {
        var answer =
                web.get(packed + "/frames/1", "Accept", "multipart/related; type=\"image/jp2\"");

        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(text(answer)).contains(RLE, "image/dicom-rle");
    }

    @Test
    void big_endian_is_turned_but_for_those_who_take_what_is_stored() {
        byte[] swapped = WORDS.clone();
        for (int i = 0; i < swapped.length; i += 2) {
            swapped[i] = WORDS[i + 1];
            swapped[i + 1] = WORDS[i];
        }

        assertThat(web.parts(big + "/frames/1", PLAIN).getFirst().bytes()).isEqualTo(WORDS);
        assertThat(web.parts(big + "/frames/1", DicomwebClient.FRAMES).getFirst().bytes())
                .isEqualTo(swapped);
        byte[] object =
                web.parts(
                                big,
                                "multipart/related; type=\"application/dicom\";"
                                        + " transfer-syntax=1.2.840.10008.1.2.1")
                        .getFirst()
                        .bytes();
        assertThat(pixels(object)).isEqualTo(WORDS);
    }

    private static byte[] pixels(byte[] object) {
        try (InputStream in =
                DicomReader.WHOLE
                        .read(object, "the object")
                        .dataset()
                        .element(Tag.PixelData)
                        .orElseThrow()
                        .open(false)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
