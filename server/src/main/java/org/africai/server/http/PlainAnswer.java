package org.africai.server.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A refusal as one line of plain text, which is what XNAT's clients understand.
public final class PlainAnswer {
    /// Browsers ask for name and password when they see it.
    private static final String CHALLENGE = "Basic realm=\"AFRICAI\", charset=\"UTF-8\"";

    private PlainAnswer() {}

    /// Answers with the refusal, in place of anything written before.
    ///
    /// @throws IOException when the answer has begun already: the connection is then cut, so that
    ///   nobody takes half an answer for a whole one
    public static void refuse(HttpServletResponse response, Refusal refusal) throws IOException {
        announce(response, refusal);
        write(response, refusal.reason().status(), refusal.explanation());
    }

    /// Sets the headers that go with the refusal: what a 401 must have (RFC 9110 §11.6.1), and when
    /// to come back.
    public static void announce(HttpServletResponse response, Refusal refusal) {
        if (refusal.reason() == Refusal.Reason.UNAUTHENTICATED) {
            response.setHeader("WWW-Authenticate", CHALLENGE);
        }
        refusal.retryAfter()
                .ifPresent(wait ->
                        response.setHeader("Retry-After", Long.toString(wait.toSeconds() + 1)));
    }

    /// Answers with a status and one line.
    public static void write(HttpServletResponse response, int status, String line)
            throws IOException {
        if (response.isCommitted()) {
            throw new IOException("the answer had begun: the connection is cut instead");
        }
        response.resetBuffer();
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
