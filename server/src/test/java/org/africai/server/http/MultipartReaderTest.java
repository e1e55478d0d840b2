package org.africai.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartReaderTest {
    private static final String FORM =
            """
            --XX\r
            Content-Disposition: form-data; name="overwrite"\r
            \r
            true\r
            --XX\r
            Content-Disposition: form-data; name="file"; filename="a/b \\"c\\".txt"\r
            Content-Type: text/plain\r
            \r
            first line\r
            --X not the boundary\r
            last\r
            --XX--\r
            """;

    private static MultipartReader reader(String body) {
        return reader(body.getBytes(StandardCharsets.UTF_8), "XX");
    }

    private static MultipartReader reader(byte[] body, String boundary) {
        return MultipartReader.of(
                new ByteArrayInputStream(body), "multipart/form-data; boundary=" + boundary);
    }

    @Test
    void fields_and_files_come_in_order() throws IOException {
        MultipartReader reader = reader(FORM);
        MultipartReader.Part field = reader.next().orElseThrow();
        assertThat(field.head().name()).contains("overwrite");
        assertThat(field.head().fileName()).isEmpty();
        assertThat(field.content()).hasContent("true");
        MultipartReader.Part file = reader.next().orElseThrow();
        assertThat(file.head().fileName()).contains("a/b \"c\".txt");
        assertThat(file.head().contentType()).contains("text/plain");
        assertThat(file.content()).hasContent("first line\r\n--X not the boundary\r\nlast");
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void a_part_that_is_not_read_is_passed_over() throws IOException {
        MultipartReader reader = reader(FORM);
        MultipartReader.Part first = reader.next().orElseThrow();
        assertThat(reader.next().orElseThrow().head().name()).contains("file");
        assertThatThrownBy(() -> first.content().read()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_body_cut_anywhere_is_refused_and_never_taken_for_a_whole_one() {
        byte[] whole = FORM.getBytes(StandardCharsets.UTF_8);
        int needed = FORM.indexOf("--XX--") + "--XX--".length();
        for (int length = 0; length < needed; length++) {
            MultipartReader reader = reader(Arrays.copyOf(whole, length), "XX");
            assertThatThrownBy(() -> readAll(reader))
                    .as("cut at " + length)
                    .isInstanceOf(Refusal.class);
        }
    }

    @Test
    void what_stands_before_and_after_the_parts_is_ignored() throws IOException {
        MultipartReader reader =
                reader("preamble\r\n--XX  \r\nA: b\r\n\r\ncontent\r\n--XX--\r\nepilogue");
        assertThat(readAll(reader)).containsExactly("content".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void an_empty_part_without_headers_is_a_part() throws IOException {
        assertThat(readAll(reader("--XX\r\n\r\n\r\n--XX--"))).containsExactly(new byte[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--XX\r\nno colon\r\n\r\n\r\n--XX--", "--XXjunk\r\n\r\nbody\r\n--XX--"})
    void a_malformed_head_is_refused(String body) {
        assertThatThrownBy(() -> readAll(reader(body))).isInstanceOf(Refusal.class);
    }

    @Test
    void a_head_without_end_is_refused_before_it_is_kept() {
        var endless = new EndlessHead();
        MultipartReader reader =
                MultipartReader.of(endless, "multipart/form-data; boundary=\"XX\"");
        assertThatThrownBy(reader::next)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("headers of more than");
        assertThat(endless.read).isLessThan(100_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=", "boundary=x"})
    void a_body_without_a_boundary_is_refused(String contentType) {
        var nothing = new ByteArrayInputStream(new byte[0]);
        assertThatThrownBy(() -> MultipartReader.of(nothing, contentType))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() ->
                        MultipartReader.of(nothing, "multipart/x; boundary=" + "b".repeat(71)))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void an_extended_name_wins_over_the_plain_one() throws IOException {
        MultipartReader reader =
                reader(
                        "--XX\r\nContent-Disposition: form-data; name=f; filename=\"x\";"
                                + " filename*=UTF-8''%e6%97%a5.dcm\r\n\r\n\r\n--XX--");
        assertThat(reader.next().orElseThrow().head().fileName()).contains("日.dcm");
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    /// Contents full of beginnings of the delimiter, read in pieces of any size.
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void generated_bodies_come_back_as_they_were(long seed) throws IOException {
        var random = new Random(seed);
        String boundary = "-".repeat(random.nextInt(5)) + "b" + random.nextInt(100);
        List<byte[]> contents = new ArrayList<>();
        var body = new ByteArrayOutputStream();
        for (int part = random.nextInt(5); part > 0; part--) {
            byte[] content = content(random, boundary);
            contents.add(content);
            body.writeBytes(
                    ("\r\n--" + boundary + "\r\nX: y\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            body.writeBytes(content);
        }
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        var trickle = new Trickle(new ByteArrayInputStream(body.toByteArray()), random);

        List<byte[]> read =
                readAll(MultipartReader.of(trickle, "multipart/mixed; boundary=" + boundary));

        assertThat(read).hasSameSizeAs(contents);
        for (int i = 0; i < contents.size(); i++) {
            assertThat(read.get(i)).isEqualTo(contents.get(i));
        }
    }

    private static byte[] content(Random random, String boundary) {
        var content = new ByteArrayOutputStream();
        String delimiter = "\r\n--" + boundary;
        int size = random.nextInt(4) == 0 ? random.nextInt(200_000) : random.nextInt(300);
        while (content.size() < size) {
            int cut = random.nextInt(delimiter.length());
            content.writeBytes(delimiter.substring(0, cut).getBytes(StandardCharsets.UTF_8));
            content.write('a' + random.nextInt(26) - 32 * random.nextInt(2));
        }
        byte[] bytes = content.toByteArray();
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(delimiter)
                ? new byte[0]
                : bytes;
    }

    private static List<byte[]> readAll(MultipartReader reader) throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (Optional<MultipartReader.Part> part = reader.next();
                part.isPresent();
                part = reader.next()) {
            contents.add(part.get().content().readAllBytes());
        }
        return contents;
    }

    /// Gives a few bytes at a time, as a network does.
    private static final class Trickle extends FilterInputStream {
        private final Random random;

        Trickle(InputStream in, Random random) {
            super(in);
            this.random = random;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, Math.min(length, 1 + random.nextInt(40_000)));
        }
    }

    private static final class EndlessHead extends InputStream {
        private final byte[] start = "--XX\r\nA: ".getBytes(StandardCharsets.UTF_8);
        private int read;

        @Override
        public int read() {
            int position = read++;
            return position < start.length ? start[position] : 'a';
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            for (int i = 0; i < length; i++) {
                target[offset + i] = (byte) read();
            }
            return length;
        }
    }
}
