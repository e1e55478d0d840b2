package org.africai.server.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parameters behind the first semicolon of a header such as `Content-Type` or
/// `Content-Disposition`: tokens, quoted strings, and the extended form of RFC 8187, which wins
/// over the plain one.
public final class HeaderParameters {
    private static final Pattern PARAMETER =
            Pattern.compile(
                    ";\\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\\s*=\\s*"
                            + "(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s;\"]*+))");

    /// Only a quote or another backslash is escaped: browsers have sent `C:\file` as it is.
    private static final Pattern ESCAPED = Pattern.compile("\\\\([\"\\\\])");

    private final Map<String, String> values = new HashMap<>();

    private HeaderParameters() {}

    /// The parameters of a header's value. What does not look like one is passed over.
    public static HeaderParameters of(String header) {
        var parameters = new HeaderParameters();
        for (Matcher match = PARAMETER.matcher(header); match.find(); ) {
            String quoted = match.group(2);
            parameters.values.putIfAbsent(
                    match.group(1).toLowerCase(Locale.ROOT),
                    quoted == null ? match.group(3) : ESCAPED.matcher(quoted).replaceAll("$1"));
        }
        return parameters;
    }

    /// The value of the parameter with this name, in lower case.
    public Optional<String> get(String name) {
        String extended = values.get(name + "*");
        return extended != null
                ? Optional.of(decode(extended))
                : Optional.ofNullable(values.get(name));
    }

    /// `UTF-8'en'%e2%82%ac`
    private static String decode(String extended) {
        String[] parts = extended.split("'", 3);
        if (parts.length < 3) {
            throw Refusal.invalid("A header has a malformed extended value.");
        }
        Charset charset =
                parts[0].equalsIgnoreCase("ISO-8859-1")
                        ? StandardCharsets.ISO_8859_1
                        : StandardCharsets.UTF_8;
        return unescape(parts[2]).toString(charset);
    }

    private static ByteArrayOutputStream unescape(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int high = i + 1 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                throw Refusal.invalid("A header has a malformed extended value.");
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        return bytes;
    }
}
