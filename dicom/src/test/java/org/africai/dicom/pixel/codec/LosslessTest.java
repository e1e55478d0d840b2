package org.africai.dicom.pixel.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.africai.dicom.encoding.TransferSyntax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is encoded without loss comes back.
class LosslessTest {
    private static final FrameDecoder DECODER = new FrameDecoder();
    private static final List<TransferSyntax> SYNTAXES =
            List.of(
                    TransferSyntax.ENCAPSULATED_UNCOMPRESSED,
                    TransferSyntax.DEFLATED_IMAGE_FRAME,
                    TransferSyntax.RLE_LOSSLESS,
                    TransferSyntax.JPEG_LOSSLESS,
                    TransferSyntax.JPEG_LOSSLESS_SV1,
                    TransferSyntax.JPEG_LS_LOSSLESS);

    private static final List<TransferSyntax> JPEG = SYNTAXES.subList(3, 6);

    static Stream<PixelFormat> formats() {
        Stream<PixelFormat> grey =
                IntStream.rangeClosed(1, 16)
                        .boxed()
                        .flatMap(bits ->
                                Stream.of(false, true)
                                        .map(signed ->
                                                Pixels.grey(
                                                        37, 41, bits <= 8 ? 8 : 16, bits, signed)));
        Stream<PixelFormat> other =
                Stream.of(
                        Pixels.grey(1, 1, 16, 12, false),
                        Pixels.grey(1, 300, 8, 8, false),
                        Pixels.grey(300, 1, 16, 16, true),
                        Pixels.grey(9, 13, 1, 1, false),
                        Pixels.rgb(21, 34, 8),
                        Pixels.rgb(20, 33, 16));
        return Stream.concat(grey, other);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void every_syntax_gives_the_same_samples_back(PixelFormat format) {
        for (int seed = 0; seed < 12; seed++) {
            Samples samples = Pixels.random(format, seed);
            for (TransferSyntax syntax : SYNTAXES) {
                if (format.bitsAllocated() == 1 && JPEG.contains(syntax)) {
                    continue;
                }
                byte[] code = Pixels.encoded(FrameEncoder.encode(samples, syntax));

                Samples again = Pixels.decoded(DECODER.decode(syntax, format, code));

                assertThat(again.bytes())
                        .as("%s, seed %d", syntax.uid(), seed)
                        .isEqualTo(samples.bytes());
                assertThat(again.format()).isEqualTo(format);
            }
        }
    }

    @Test
    void every_predictor_of_lossless_jpeg_gives_the_same_samples_back() {
        for (int predictor = 1; predictor <= 7; predictor++) {
            for (int seed = 0; seed < 20; seed++) {
                Samples samples = Pixels.random(Pixels.grey(33, 29, 16, 16, false), seed);

                byte[] code = JpegLosslessEncoder.encode(samples, predictor);

                Samples again =
                        Pixels.decoded(
                                DECODER.decode(
                                        TransferSyntax.JPEG_LOSSLESS, samples.format(), code));
                assertThat(again.bytes()).isEqualTo(samples.bytes());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 32})
    void samples_of_1_and_32_bits_are_compressed_by_rle_and_refused_by_jpeg(int bits) {
        Samples samples = Pixels.random(Pixels.grey(20, 17, bits, bits, false), 1);

        byte[] rle = Pixels.encoded(FrameEncoder.encode(samples, TransferSyntax.RLE_LOSSLESS));

        Samples again =
                Pixels.decoded(DECODER.decode(TransferSyntax.RLE_LOSSLESS, samples.format(), rle));
        assertThat(again.bytes()).isEqualTo(samples.bytes());
        for (TransferSyntax syntax : JPEG) {
            assertThat(FrameEncoder.encode(samples, syntax))
                    .isInstanceOf(EncodedFrame.Unsupported.class);
        }
    }

    @Test
    void bits_above_the_stored_ones_come_back_too() {
        PixelFormat format = Pixels.grey(16, 16, 16, 12, false);
        Samples samples = Pixels.random(format, 3);
        samples.setBits(5, samples.bits(5) | 0x8000);

        for (TransferSyntax syntax : SYNTAXES) {
            byte[] code = Pixels.encoded(FrameEncoder.encode(samples, syntax));

            assertThat(Pixels.decoded(DECODER.decode(syntax, format, code)).bytes())
                    .as(syntax.uid().value())
                    .isEqualTo(samples.bytes());
        }
    }

    @Test
    void lossy_syntaxes_are_not_written() {
        Samples samples = Pixels.random(Pixels.grey(8, 8, 8, 8, false), 0);

        assertThat(FrameEncoder.encodes(TransferSyntax.JPEG_BASELINE)).isFalse();
        assertThat(FrameEncoder.encode(samples, TransferSyntax.JPEG_BASELINE))
                .isInstanceOf(EncodedFrame.Unsupported.class);
    }
}
