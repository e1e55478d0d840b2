package org.africai.server.dicomweb;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/// Writes a `multipart/related` answer (RFC 2387) part by part.
final class MultipartAnswer {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BOUNDARY_BYTES = 16;

    private final String boundary;
    private final OutputStream out;
    private boolean hasParts;

    /// Begins the answer.
    ///
    /// @param partType what the parts are
    MultipartAnswer(Exchange exchange, String partType) throws IOException {
        boundary = newBoundary();
        exchange.privately();
        exchange.response().setContentType(contentType(partType));
        exchange.response().setHeader("Vary", "Accept");
        out = exchange.response().getOutputStream();
    }

    /// Continues an answer that has begun.
    MultipartAnswer(OutputStream out, String boundary) {
        this.out = out;
        this.boundary = boundary;
    }

    /// One that no content holds but by a chance of 1 to 2¹²⁸.
    static String newBoundary() {
        byte[] random = new byte[BOUNDARY_BYTES];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    static String contentType(String partType, String boundary) {
        return "multipart/related; type=\"" + partType + "\"; boundary=" + boundary;
    }

    private String contentType(String partType) {
        return contentType(partType, boundary);
    }

    /// Begins a part, which the caller then writes to the stream that is returned.
    OutputStream part(String contentType) throws IOException {
        return part(contentType, "");
    }

    /// Begins a part of known length.
    OutputStream part(String contentType, long length) throws IOException {
        return part(contentType, "Content-Length: " + length + "\r\n");
    }

    private OutputStream part(String contentType, String more) throws IOException {
        String head =
                (hasParts ? "\r\n--" : "--")
                        + boundary
                        + "\r\nContent-Type: "
                        + contentType
                        + "\r\n"
                        + more
                        + "\r\n";
        hasParts = true;
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        return out;
    }

    /// Ends the answer: without it, a client notices that it was broken off.
    void end() throws IOException {
        out.write(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
