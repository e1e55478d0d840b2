package org.africai.server.studies;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Wavelet97Test {
    /// A start, an image size cut to a length and two bytes, and a coding style.
    private static byte[] header(String wavelet) {
        return HexFormat.of()
                .parseHex(
                        "ff4f" + "ff5100040000" + "ff52000c" + "00000001010503030" + "0" + wavelet);
    }

    @Test
    void the_irreversible_wavelet_is_told_from_the_reversible_one() {
        assertThat(Wavelet97.isUsed(header("00"))).isTrue();
        assertThat(Wavelet97.isUsed(header("01"))).isFalse();
    }

    @Test
    void what_is_cut_short_or_something_else_is_not_told_to_have_lost_anything() {
        byte[] whole = header("00");
        for (int length = 0; length < whole.length; length++) {
            assertThat(Wavelet97.isUsed(Arrays.copyOf(whole, length))).as("%s", length).isFalse();
        }
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        assertThat(Wavelet97.isUsed(noise)).isFalse();
        noise[0] = (byte) 0xFF;
        noise[1] = 0x4F;
        Arrays.fill(noise, 2, noise.length, (byte) 0);
        assertThat(Wavelet97.isUsed(noise)).isFalse();
    }
}
