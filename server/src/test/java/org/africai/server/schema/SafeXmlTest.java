package org.africai.server.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.africai.server.http.Refusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeXmlTest {
    private static void assertRefused(Refusal.Reason reason, ThrowingCallable parse) {
        assertThatThrownBy(parse)
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\"><a/>",
                "<!DOCTYPE a PUBLIC \"x\" \"http://127.0.0.1:1/a.dtd\"><a/>",
                "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>",
                "<!DOCTYPE a [<!ENTITY % b SYSTEM 'file:///etc/passwd'> %b;]><a/>",
                "<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;'><!ENTITY z '&y;&y;'>]><a b='&z;'/>",
                "<?xml version='1.0'?>\n<!-- c --><!DOCTYPE a><a/>",
            })
    void a_document_type_declaration_is_refused(String xml) {
        assertThatThrownBy(() -> SafeXml.parse(xml))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("DOCTYPE is disallowed");
    }

    @Test
    void no_file_is_read_on_a_documents_behalf(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "the secret");
        String xml = "<!DOCTYPE a [<!ENTITY b SYSTEM '" + secret.toUri() + "'>]><a>&b;</a>";

        assertThatThrownBy(() -> SafeXml.parse(xml))
                .isInstanceOf(Refusal.class)
                .hasMessageNotContaining("the secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a",
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "<a b='1' b='2'/>",
                "<a b=1/>",
                "<a>&nothing;</a>",
                "<p:a/>",
                "<a>\u0001</a>",
                "{\"a\": 1}",
                "<a/>trailing",
            })
    void what_is_not_well_formed_is_refused_with_its_line(String xml) {
        assertThatThrownBy(() -> SafeXml.parse(xml))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        r -> assertThat(r.reason()).isEqualTo(Refusal.Reason.INVALID))
                .hasMessageMatching("(?s)(not well-formed XML at line \\d+: .+|DOCTYPE .*)");
    }

    @Test
    void the_depth_is_limited() {
        String deep = "<a>".repeat(SafeXml.MAX_DEPTH) + "</a>".repeat(SafeXml.MAX_DEPTH);
        assertThat(SafeXml.parse(deep).children()).hasSize(1);

        assertRefused(Refusal.Reason.TOO_LARGE, () -> SafeXml.parse("<a>" + deep + "</a>"));
    }

    @Test
    void the_number_of_elements_is_limited() {
        String wide = "<a/>".repeat(SafeXml.MAX_ELEMENTS - 1);
        assertThat(SafeXml.parse("<b>" + wide + "</b>").children()).hasSize(199_999);

        assertRefused(Refusal.Reason.TOO_LARGE, () -> SafeXml.parse("<b>" + wide + "<a/></b>"));
    }

    @Test
    void the_number_of_attributes_is_limited() {
        StringBuilder xml = new StringBuilder("<a");
        for (int i = 0; i <= SafeXml.MAX_ATTRIBUTES; i++) {
            xml.append(" a").append(i).append("='1'");
        }

        assertThatThrownBy(() -> SafeXml.parse(xml + "/>")).isInstanceOf(Refusal.class);
    }

    @Test
    void the_number_of_bytes_is_limited_while_they_arrive() {
        InputStream endless =
                new SequenceInputStream(
                        new ByteArrayInputStream("<a>".getBytes(StandardCharsets.UTF_8)),
                        new Endless());

        assertRefused(Refusal.Reason.TOO_LARGE, () -> SafeXml.parse(endless));
    }

    @Test
    void a_stream_that_fails_is_not_a_mistake_of_the_document() throws IOException {
        InputStream closed = InputStream.nullInputStream();
        closed.close();

        assertThatThrownBy(() -> SafeXml.parse(closed))
                .isInstanceOf(IOException.class)
                .hasMessage("Stream closed");
    }

    @Test
    void text_around_comments_and_character_data_is_joined() {
        XmlElement root = SafeXml.parse("<a>\n<!-- x -->one<!-- y --> &lt;<![CDATA[two]]></a>");

        assertThat(root.text()).isEqualTo("one <two");
    }

    @Test
    void a_document_is_read_in_the_encoding_it_declares_or_shows() throws IOException {
        Map<String, byte[]> documents =
                Map.of(
                        "declared",
                        encoded("<?xml version='1.0' encoding='ISO-8859-1'?>", "ISO-8859-1"),
                        "marked UTF-8",
                        encoded("\uFEFF", "UTF-8"),
                        "marked UTF-16",
                        encoded("", "UTF-16"),
                        "little end first",
                        encoded("\uFEFF", "UTF-16LE"),
                        "UTF-16 without a mark",
                        encoded("", "UTF-16LE"),
                        "neither",
                        encoded("", "UTF-8"));
        for (var document : documents.entrySet()) {
            assertThat(SafeXml.parse(new ByteArrayInputStream(document.getValue())).text())
                    .as(document.getKey())
                    .isEqualTo("é");
        }
    }

    private static byte[] encoded(String start, String charset) {
        return (start + "<a>é</a>").getBytes(Charset.forName(charset));
    }

    @Test
    void bytes_that_are_no_text_are_refused_and_nothing_is_written_to_the_console() {
        PrintStream console = System.err;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        try {
            for (String xml : new String[] {"<a>\u00e9</a>", "<a b='\u00ff'/>", "\u00ff"}) {
                byte[] latin = xml.getBytes(StandardCharsets.ISO_8859_1);
                assertRefused(
                        Refusal.Reason.INVALID,
                        () -> SafeXml.parse(new ByteArrayInputStream(latin)));
            }
        } finally {
            System.setErr(console);
        }

        assertThat(written.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-unheard-of", "UTF-7"})
    void an_encoding_that_nobody_knows_is_refused(String encoding) {
        assertThatThrownBy(() ->
                        SafeXml.parse("<?xml version='1.0' encoding='" + encoding + "'?><a/>"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(encoding);
    }

    /// Blanks without end.
    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return ' ';
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            java.util.Arrays.fill(buffer, offset, offset + length, (byte) ' ');
            return length;
        }
    }
}
