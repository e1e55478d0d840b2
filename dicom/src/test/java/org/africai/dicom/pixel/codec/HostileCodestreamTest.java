package org.africai.dicom.pixel.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.africai.dicom.encoding.TransferSyntax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Broken and malicious codestreams: an outcome, in bounded memory and time, never an exception.
class HostileCodestreamTest {
    private static final FrameDecoder DECODER = new FrameDecoder();
    private static final FrameDecoder PATIENT = new FrameDecoder(1L << 30);
    private static final int MUTANTS = 5_000;
    private static final long MEMORY_BYTES = 16L << 20;

    static final class Victim {
        private final TransferSyntax syntax;
        private final PixelFormat format;
        private final byte[] code;

        Victim(TransferSyntax syntax, PixelFormat format, byte[] code) {
            this.syntax = syntax;
            this.format = format;
            this.code = code;
        }

        @Override
        public String toString() {
            return syntax.uid().value() + " " + format.samplesPerPixel() + "x" + code.length;
        }
    }

    static Stream<Victim> victims() {
        List<PixelFormat> formats =
                List.of(Pixels.grey(24, 20, 16, 12, false), Pixels.rgb(16, 18, 8));
        Stream<Victim> own =
                Stream.of(
                                TransferSyntax.RLE_LOSSLESS,
                                TransferSyntax.DEFLATED_IMAGE_FRAME,
                                TransferSyntax.JPEG_LOSSLESS,
                                TransferSyntax.JPEG_LS_LOSSLESS)
                        .flatMap(syntax -> formats.stream().map(format -> victim(syntax, format)));
        return Stream.concat(
                own, Stream.of(baseline(true), baseline(false), grey2000(), colour2000()));
    }

    private static Victim baseline(boolean isColour) {
        PixelFormat format = isColour ? Pixels.rgb(16, 18, 8) : Pixels.grey(16, 18, 8, 8, false);
        byte[] pixels = Pixels.random(format, 1).bytes();
        byte[] code = JpegPicture.encode(18, 16, isColour, pixels, 90);
        return new Victim(TransferSyntax.JPEG_BASELINE, format, code);
    }

    /// Of three layers and resolutions, with bypass, terminated passes, symbols and markers.
    private static Victim grey2000() {
        PixelFormat format = Pixels.grey(20, 24, 16, 12, false);
        return new Victim(TransferSyntax.JPEG_2000, format, Pixels.codestream("grey-24x20-12"));
    }

    /// Of two tiles, by the 9/7 wavelet.
    private static Victim colour2000() {
        PixelFormat format = Pixels.rgb(16, 18, 8);
        return new Victim(TransferSyntax.JPEG_2000, format, Pixels.codestream("rgb-18x16-8"));
    }

    private static Victim victim(TransferSyntax syntax, PixelFormat format) {
        byte[] code = Pixels.encoded(FrameEncoder.encode(Pixels.random(format, 1), syntax));
        return new Victim(syntax, format, code);
    }

    @ParameterizedTest
    @MethodSource("victims")
    @Timeout(60)
    void a_mutant_is_decoded_or_told_to_be_broken(Victim victim) {
        Random random = new Random(7);
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = Mutation.of(victim.code, random);

            long before = allocated();
            Decoding outcome = DECODER.decode(victim.syntax, victim.format, mutant);
            long used = allocated() - before;

            assertThat(outcome).as("mutant %d", i).isNotNull();
            assertThat(used).as("memory of mutant %d", i).isLessThan(mutant.length + MEMORY_BYTES);
        }
    }

    @ParameterizedTest
    @MethodSource("victims")
    void a_codestream_cut_short_is_broken(Victim victim) {
        for (int length = 0; length < victim.code.length / 2; length++) {
            byte[] cut = Arrays.copyOf(victim.code, length);

            assertThat(DECODER.decode(victim.syntax, victim.format, cut))
                    .as("%d bytes", length)
                    .isInstanceOf(Decoding.Broken.class);
        }
    }

    @ParameterizedTest
    @MethodSource("victims")
    void a_data_set_that_promises_more_pixels_costs_no_memory(Victim victim) {
        PixelFormat huge =
                victim.format.samplesPerPixel() == 1
                        ? Pixels.grey(20_000, 20_000, 16, 12, false)
                        : Pixels.rgb(16_000, 16_000, 8);

        long before = allocated();
        Decoding outcome = PATIENT.decode(victim.syntax, huge, victim.code);
        long used = allocated() - before;

        assertThat(outcome).isInstanceOf(Decoding.Broken.class);
        assertThat(used).isLessThan(victim.code.length + MEMORY_BYTES);
    }

    @Test
    void a_frame_beyond_the_limit_is_not_decoded() {
        FrameDecoder small = new FrameDecoder(1000);
        Samples samples = Pixels.random(Pixels.grey(20, 30, 16, 16, false), 1);
        byte[] code = Pixels.encoded(FrameEncoder.encode(samples, TransferSyntax.RLE_LOSSLESS));

        Decoding outcome = small.decode(TransferSyntax.RLE_LOSSLESS, samples.format(), code);

        assertThat(outcome)
                .isEqualTo(new Decoding.Unsupported("a frame of 1200 bytes; the limit is 1000"));
    }

    @Test
    void an_rle_frame_with_another_number_of_segments_is_broken() {
        Samples samples = Pixels.random(Pixels.grey(4, 4, 8, 8, false), 1);
        byte[] code = Pixels.encoded(FrameEncoder.encode(samples, TransferSyntax.RLE_LOSSLESS));
        code[0] = 15;

        assertThat(DECODER.decode(TransferSyntax.RLE_LOSSLESS, samples.format(), code))
                .isEqualTo(new Decoding.Broken("15 RLE segments where the samples need 1"));
    }

    /// Size of the image and of its tiles, as far as the standard lets them be written.
    @ParameterizedTest
    @ValueSource(ints = {8, 12, 16, 20, 24, 28, 32, 36})
    void jpeg_2000_sizes_beyond_all_bounds_cost_no_memory(int place) {
        Victim victim = grey2000();
        for (int value : new int[] {0, 1, 0x7FFFFFFF, 0x80000000, -1}) {
            byte[] code = victim.code.clone();
            java.nio.ByteBuffer.wrap(code).putInt(place, value);

            long before = allocated();
            Decoding outcome = DECODER.decode(victim.syntax, victim.format, code);
            long used = allocated() - before;

            assertThat(outcome).isNotNull();
            assertThat(used).isLessThan(MEMORY_BYTES);
        }
    }

    /// Some fifty bytes are a whole image: all blocks are empty.
    @Test
    void a_blank_jpeg_2000_image_costs_no_more_than_its_samples() {
        PixelFormat format = Pixels.grey(2048, 4096, 16, 16, false);
        byte[] code = blank(4096, 2048);

        long before = allocated();
        Decoding outcome = DECODER.decode(TransferSyntax.JPEG_2000, format, code);
        long used = allocated() - before;

        assertThat(code.length).isLessThan(100);
        assertThat(Pixels.decoded(outcome).integer(77)).isEqualTo(1 << 15);
        assertThat(used).isLessThan((2 + 12) * format.samples() + MEMORY_BYTES);
    }

    @Test
    void a_jpeg_2000_tile_beyond_the_limit_is_not_decoded() {
        PixelFormat format = Pixels.grey(6000, 6000, 16, 16, false);

        assertThat(DECODER.decode(TransferSyntax.JPEG_2000, format, blank(6000, 6000)))
                .isEqualTo(
                        new Decoding.Unsupported(
                                "a JPEG 2000 tile of 36000000 samples; the limit is 33554432"));
    }

    /// One tile without wavelets, blocks of four by four, one packet that is empty.
    private static byte[] blank(int width, int height) {
        java.nio.ByteBuffer code = java.nio.ByteBuffer.allocate(99);
        code.putShort((short) 0xFF4F);
        code.putShort((short) 0xFF51).putShort((short) 41).putShort((short) 0);
        code.putInt(width).putInt(height).putInt(0).putInt(0);
        code.putInt(width).putInt(height).putInt(0).putInt(0);
        code.putShort((short) 1).put((byte) 15).put((byte) 1).put((byte) 1);
        code.putShort((short) 0xFF52).putShort((short) 12).put((byte) 0).put((byte) 0);
        code.putShort((short) 1).put((byte) 0).put((byte) 0).put((byte) 0).put((byte) 0);
        code.put((byte) 0).put((byte) 1);
        code.putShort((short) 0xFF5C).putShort((short) 4).put((byte) 0x40).put((byte) 0x80);
        code.putShort((short) 0xFF90).putShort((short) 10).putShort((short) 0).putInt(0);
        code.put((byte) 0).put((byte) 1).putShort((short) 0xFF93).put((byte) 0);
        code.putShort((short) 0xFFD9);
        return Arrays.copyOf(code.array(), code.position());
    }

    @Test
    void a_codestream_with_other_components_than_the_data_set_says_is_broken() {
        Samples colour = Pixels.random(Pixels.rgb(8, 8, 8), 1);
        PixelFormat grey = Pixels.grey(8, 8, 8, 8, false);
        for (TransferSyntax syntax :
                List.of(TransferSyntax.JPEG_LOSSLESS, TransferSyntax.JPEG_LS_LOSSLESS)) {
            byte[] code = Pixels.encoded(FrameEncoder.encode(colour, syntax));

            assertThat(DECODER.decode(syntax, grey, code)).isInstanceOf(Decoding.Broken.class);
        }
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }
}
