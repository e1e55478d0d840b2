package org.africai.server.http;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Writes `Content-Disposition` (RFC 6266) for any file name: a plain form for old clients, and the
/// exact name in the extended form (RFC 8187) where the plain one cannot hold it.
final class ContentDisposition {
    private static final String ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~";

    private ContentDisposition() {}

    static String of(String kind, String fileName) {
        String plain = plain(fileName);
        String header = kind + "; filename=\"" + plain + "\"";
        return plain.equals(fileName)
                ? header
                : header + "; filename*=UTF-8''" + extended(fileName);
    }

    /// What may stand between quotes everywhere; a `%` may not, for some clients decode it.
    private static String plain(String fileName) {
        var plain = new StringBuilder();
        fileName.codePoints()
                .forEach(c -> {
                    boolean safe = c >= ' ' && c < 127 && c != '"' && c != '\\' && c != '%';
                    plain.append(safe ? (char) c : '_');
                });
        return plain.toString();
    }

    private static String extended(String fileName) {
        var encoded = new StringBuilder();
        for (byte b : fileName.getBytes(StandardCharsets.UTF_8)) {
            if (isAttributeCharacter((char) (b & 0xFF))) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return encoded.toString();
    }

    private static boolean isAttributeCharacter(char c) {
        return (c < 128 && Character.isLetterOrDigit(c)) || ATTRIBUTE_CHARACTERS.indexOf(c) >= 0;
    }
}
