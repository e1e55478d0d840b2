package org.africai.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestsTest {
    @Test
    void the_digests_of_abc_are_those_of_the_standards() {
        Digests digests = Digests.of("abc".getBytes(StandardCharsets.US_ASCII));

        assertThat(digests.sha256().hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(digests.md5()).isEqualTo(new Md5("900150983cd24fb0d6963f7d28e17f72"));
        assertThat(digests.crc32()).isEqualTo(0x352441c2);
        assertThat(digests.size()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 262_144, 1_114_112, 1_114_113, 5_000_000})
    void a_stream_of_any_length_has_the_digests_of_its_bytes(int length) throws Exception {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        var crc = new CRC32();
        crc.update(bytes);

        Digests digests = Digests.of(new ByteArrayInputStream(bytes));

        assertThat(digests)
                .isEqualTo(
                        new Digests(
                                Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes)),
                                Md5.of(MessageDigest.getInstance("MD5").digest(bytes)),
                                (int) crc.getValue(),
                                length));
        assertThat(Digests.of(bytes)).isEqualTo(digests);
    }

    @Test
    void a_stream_that_gives_a_byte_at_a_time_is_read_to_its_end() throws IOException {
        byte[] bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);
        var slow =
                new ByteArrayInputStream(bytes) {
                    @Override
                    public synchronized int read(byte[] b, int offset, int length) {
                        return super.read(b, offset, Math.min(length, 1));
                    }
                };

        assertThat(Digests.of(slow)).isEqualTo(Digests.of(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "g0000000000000000000000000000000"})
    void what_is_not_an_md5_is_refused(String hex) {
        assertThatThrownBy(() -> new Md5(hex)).hasMessageContaining("not an MD5");
    }

    @Test
    void a_digest_gives_its_bytes() {
        byte[] bytes = HexFormat.of().parseHex("00ff".repeat(16));

        assertThat(Sha256.of(bytes).bytes()).isEqualTo(bytes);
    }
}
