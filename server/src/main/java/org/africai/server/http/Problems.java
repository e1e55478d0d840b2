package org.africai.server.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Answers as problem details (RFC 9457), for surfaces whose clients are programs.
public final class Problems {
    public static final String MEDIA_TYPE = "application/problem+json";

    private Problems() {}

    /// Answers with the refusal, in place of anything written before.
    ///
    /// @throws IOException when the answer has begun already: the connection is then cut, so that
    ///   nobody takes half an answer for a whole one
    public static void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
        PlainAnswer.announce(response, refusal);
        write(response, refusal.reason().status(), title(refusal.reason()), refusal.explanation());
    }

    /// Answers with a status, what kind of problem that is, and what is wrong this time.
    public static void write(HttpServletResponse response, int status, String title, String detail)
            throws IOException {
        if (response.isCommitted()) {
            throw new IOException("the answer had begun: the connection is cut instead");
        }
        response.resetBuffer();
        response.setStatus(status);
        response.setHeader("Content-Encoding", null);
        response.setContentType(MEDIA_TYPE);
        String body =
                "{\"title\":"
                        + quoted(title)
                        + ",\"status\":"
                        + status
                        + ",\"detail\":"
                        + quoted(detail)
                        + "}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    /// The reason in words: `NOT_FOUND` is "Not found".
    private static String title(Refusal.Reason reason) {
        String words = reason.name().replace('_', ' ').toLowerCase(java.util.Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private static String quoted(String text) {
        var json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c == 0x7F) {
                json.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
