package org.africai.server.schema;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.africai.server.http.Refusal;

/// Decodes XML: by its byte order mark, by what its first characters look like in UTF-16, by its
/// declaration, or else as UTF-8 (XML 1.0 appendix F). The JDK's parser does so too, but writes
/// what it finds malformed to the console.
final class XmlEncoding {
    private static final int DECLARATION_BYTES = 256;
    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z][\\w.\\-]*)[\"']");

    private XmlEncoding() {}

    /// A reader of the characters behind the byte order mark; malformed bytes make it fail with a
    /// [java.nio.charset.CharacterCodingException].
    static Reader reader(InputStream bytes) throws IOException {
        BufferedInputStream in = new BufferedInputStream(bytes);
        in.mark(DECLARATION_BYTES);
        byte[] head = in.readNBytes(DECLARATION_BYTES);
        in.reset();
        String start = HexFormat.of().formatHex(head, 0, Math.min(head.length, 4));
        in.skipNBytes(start.startsWith("efbbbf") ? 3 : isMarked16(start) ? 2 : 0);
        return new InputStreamReader(in, charset(head, start).newDecoder());
    }

    private static boolean isMarked16(String start) {
        return start.startsWith("feff") || start.startsWith("fffe");
    }

    private static Charset charset(byte[] head, String start) {
        if (start.startsWith("feff") || start.startsWith("003c")) {
            return StandardCharsets.UTF_16BE;
        }
        if (start.startsWith("fffe") || start.startsWith("3c00")) {
            return StandardCharsets.UTF_16LE;
        }
        Matcher declared = DECLARED.matcher(new String(head, StandardCharsets.ISO_8859_1));
        return declared.find() ? named(declared.group(1)) : StandardCharsets.UTF_8;
    }

    private static Charset named(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new Refusal(
                    Refusal.Reason.INVALID, "XML in the encoding " + name + " cannot be read.", e);
        }
    }
}
