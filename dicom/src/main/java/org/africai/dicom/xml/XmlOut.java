package org.africai.dicom.xml;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.util.Arrays;
import java.util.Base64;

/// Writes XML (1.0). The caller keeps the nesting right.
final class XmlOut {
    /// A multiple of three, so that every part but the last is base64 without padding.
    private static final int BASE64_BYTES = 12 << 10;

    private final Writer out;

    XmlOut(Writer out) {
        this.out = out;
    }

    /// Writes a start tag.
    ///
    /// @param attributes names and values in turn; those with an empty value are left out
    void start(String element, String... attributes) throws IOException {
        out.write('<');
        out.write(element);
        for (int i = 0; i < attributes.length; i += 2) {
            if (!attributes[i + 1].isEmpty()) {
                out.write(' ');
                out.write(attributes[i]);
                out.write("=\"");
                escaped(attributes[i + 1]);
                out.write('"');
            }
        }
        out.write('>');
    }

    void end(String element) throws IOException {
        out.write("</");
        out.write(element);
        out.write('>');
    }

    void element(String element, String text) throws IOException {
        start(element);
        escaped(text);
        end(element);
    }

    void text(String text) throws IOException {
        escaped(text);
    }

    /// Writes what needs no escapes.
    void raw(String text) throws IOException {
        out.write(text);
    }

    /// @return how many bytes there were
    long base64(InputStream in) throws IOException {
        byte[] part = new byte[BASE64_BYTES];
        long length = 0;
        int count = in.readNBytes(part, 0, part.length);
        while (count > 0) {
            byte[] whole = count == part.length ? part : Arrays.copyOf(part, count);
            out.write(Base64.getEncoder().encodeToString(whole));
            length += count;
            count = in.readNBytes(part, 0, part.length);
        }
        return length;
    }

    void flush() throws IOException {
        out.flush();
    }

    /// Whether XML 1.0 has a form for all characters of a text: it has none for most control
    /// characters.
    static boolean canHold(String text) {
        return text.codePoints().allMatch(XmlOut::isCharacter);
    }

    private static boolean isCharacter(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= ' ' && c < Character.MIN_SURROGATE)
                || (c > Character.MAX_SURROGATE && c < 0xFFFE)
                || c >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
    }

    private void escaped(String text) throws IOException {
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            String escape = escape(text.charAt(i));
            if (!escape.isEmpty()) {
                out.write(text, start, i - start);
                out.write(escape);
                start = i + 1;
            }
        }
        out.write(text, start, text.length() - start);
    }

    /// White space is escaped because readers make other white space of it in places.
    private static String escape(char c) {
        return switch (c) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '"' -> "&quot;";
            case '\r' -> "&#13;";
            case '\n' -> "&#10;";
            case '\t' -> "&#9;";
            case 0x7F, 0x85, 0x2028 -> "&#" + (int) c + ";";
            default -> "";
        };
    }
}
