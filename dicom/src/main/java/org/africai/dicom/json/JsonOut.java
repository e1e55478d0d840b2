package org.africai.dicom.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.util.Base64;
import java.util.HexFormat;

/// Writes JSON (RFC 8259) without white space. The caller keeps the order of calls right.
final class JsonOut {
    /// A multiple of three, so that every part but the last is base64 without padding.
    private static final int BASE64_BYTES = 12 << 10;

    private static final HexFormat HEX = HexFormat.of();

    private final Writer out;
    private boolean isNext;

    JsonOut(Writer out) {
        this.out = out;
    }

    void open(char bracket) throws IOException {
        separate();
        out.write(bracket);
        isNext = false;
    }

    void close(char bracket) throws IOException {
        out.write(bracket);
        isNext = true;
    }

    void name(String name) throws IOException {
        string(name);
        out.write(':');
        isNext = false;
    }

    /// Writes `null` or a number as it is.
    void literal(String text) throws IOException {
        separate();
        out.write(text);
        isNext = true;
    }

    void string(String text) throws IOException {
        separate();
        out.write('"');
        escaped(text);
        out.write('"');
        isNext = true;
    }

    /// Writes bytes as a string in base64.
    ///
    /// @return how many bytes there were
    long base64(InputStream in) throws IOException {
        separate();
        out.write('"');
        byte[] part = new byte[BASE64_BYTES];
        long length = 0;
        for (int n = in.readNBytes(part, 0, part.length);
                n > 0;
                n = in.readNBytes(part, 0, part.length)) {
            out.write(
                    Base64.getEncoder()
                            .encodeToString(
                                    n == part.length ? part : java.util.Arrays.copyOf(part, n)));
            length += n;
        }
        out.write('"');
        isNext = true;
        return length;
    }

    void flush() throws IOException {
        out.flush();
    }

    private void separate() throws IOException {
        if (isNext) {
            out.write(',');
        }
    }

    private void escaped(String text) throws IOException {
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isEscaped(c)) {
                out.write(text, start, i - start);
                escape(c);
                start = i + 1;
            }
        }
        out.write(text, start, text.length() - start);
    }

    /// Line and paragraph separators end a line in older JavaScript.
    private static boolean isEscaped(char c) {
        return c < ' ' || c == '"' || c == '\\' || c == 0x7F || c == 0x2028 || c == 0x2029;
    }

    private void escape(char c) throws IOException {
        switch (c) {
            case '"' -> out.write("\\\"");
            case '\\' -> out.write("\\\\");
            case '\n' -> out.write("\\n");
            case '\r' -> out.write("\\r");
            case '\t' -> out.write("\\t");
            case '\f' -> out.write("\\f");
            default -> out.write("\\u" + HEX.toHexDigits(c));
        }
    }
}
