package org.africai.server.xnatapi;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.africai.server.http.Refusal;

/// A request's path, split first and decoded once after, so that an encoded slash stays part of the
/// name it is in.
///
/// XNAT answers alike under `/data`, `/data/archive`, `/REST` and `/REST/archive`.
///
/// @param parts the decoded parts after that prefix
/// @param folder whether the path ends with a slash
record RequestPath(List<String> parts, boolean folder) {
    private static final int MAX_PARTS = 64;

    public RequestPath {
        parts = List.copyOf(parts);
    }

    /// @param rawPath the path as sent: `/data/archive/projects/P%20Q`
    /// @throws Refusal when a part is not UTF-8 in percent-encoding, or there are too many
    static RequestPath of(String rawPath) {
        List<String> parts = new ArrayList<>();
        for (String raw : rawPath.split("/")) {
            if (!raw.isEmpty()) {
                parts.add(decode(raw));
            }
        }
        if (parts.size() > MAX_PARTS) {
            throw Refusal.invalid("The path has more than " + MAX_PARTS + " parts.");
        }
        int prefix = parts.size() > 1 && parts.get(1).equals("archive") ? 2 : 1;
        return new RequestPath(
                parts.subList(Math.min(prefix, parts.size()), parts.size()), rawPath.endsWith("/"));
    }

    /// Decodes `%XX` once. A `+` is a plus.
    static String decode(String raw) {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        ByteBuffer bytes = ByteBuffer.allocate(raw.length() * 3);
        for (int i = 0; i < raw.length(); ) {
            int codePoint = raw.codePointAt(i);
            if (codePoint == '%') {
                bytes.put((byte) hex(raw, i + 1));
                i += 3;
            } else {
                bytes.put(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(codePoint);
            }
        }
        try {
            return withoutNul(StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException notUtf8) {
            throw new Refusal(
                    Refusal.Reason.INVALID,
                    "The address is not UTF-8 in percent-encoding.",
                    notUtf8);
        }
    }

    /// The database knows no NUL.
    private static String withoutNul(String decoded) {
        if (decoded.indexOf('\0') >= 0) {
            throw Refusal.invalid("The address holds a NUL character.");
        }
        return decoded;
    }

    private static int hex(String raw, int at) {
        int high = at < raw.length() ? Character.digit(raw.charAt(at), 16) : -1;
        int low = at + 1 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
        if (high < 0 || low < 0) {
            throw Refusal.invalid(
                    "The address has a '%' that two hexadecimal digits do not follow.");
        }
        return high << 4 | low;
    }
}
