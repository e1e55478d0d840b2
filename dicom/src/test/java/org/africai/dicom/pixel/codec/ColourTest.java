package org.africai.dicom.pixel.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.africai.dicom.encoding.TransferSyntax;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the samples of a JPEG frame in colour are said to be.
class ColourTest {
    /// Of an Adobe segment the transform counts, else the data set.
    @ParameterizedTest
    @CsvSource({
        "RGB, -1, RGB",
        "RGB, 1, YBR_FULL",
        "YBR_FULL_422, 0, RGB",
        "YBR_FULL_422, -1, YBR_FULL",
        "YBR_FULL, 1, YBR_FULL",
    })
    void an_adobe_segment_says_surely_what_the_components_are(
            Photometric said, int transform, Photometric really) {
        PixelFormat format = Pixels.rgb(8, 16, 8).with(said);
        byte[] pixels = Pixels.random(Pixels.rgb(8, 16, 8), 1).bytes();
        byte[] code = JpegPicture.encode(16, 8, true, pixels, 90);
        byte[] marked = transform < 0 ? code : withAdobe(code, transform);

        Samples samples =
                Pixels.decoded(
                        new FrameDecoder().decode(TransferSyntax.JPEG_BASELINE, format, marked));

        assertThat(samples.format().photometric()).isEqualTo(really);
    }

    private static byte[] withAdobe(byte[] code, int transform) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(code, 0, 2);
        byte[] segment = {
            (byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0
        };
        segment[15] = (byte) transform;
        out.writeBytes(segment);
        out.write(code, 2, code.length - 2);
        return out.toByteArray();
    }
}
