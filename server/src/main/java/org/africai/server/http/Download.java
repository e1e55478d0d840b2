package org.africai.server.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Content on its way to a client: conditional, in ranges, and with headers that keep a browser
/// from running it.
///
/// @param content what is sent
/// @param mediaType what it is
/// @param fileName what the client shall call it
/// @param headers further headers
public record Download(
        Content content, String mediaType, String fileName, Map<String, String> headers) {
    public Download {
        headers = Map.copyOf(headers);
    }

    public Download(Content content, String mediaType, String fileName) {
        this(content, mediaType, fileName, Map.of());
    }

    /// Answers the request: 200, 206 or 304.
    ///
    /// @throws Refusal with 412 or 416
    /// @throws IOException when the client is gone
    public void answer(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var conditions = new Preconditions(request, content.entityTag(), content.changedAt());
        switch (conditions.judge()) {
            case FAILED ->
                    throw new Refusal(
                            Refusal.Reason.PRECONDITION_FAILED,
                            "It is not, or no longer, what the request expects.");
            case NOT_MODIFIED -> {
                validators(response);
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            }
            case PROCEED -> send(request, response, conditions);
        }
    }

    private void send(
            HttpServletRequest request, HttpServletResponse response, Preconditions conditions)
            throws IOException {
        String range = conditions.rangesApply() ? request.getHeader("Range") : null;
        boolean withBody = !request.getMethod().equals("HEAD");
        switch (RequestedRanges.parse(range, content.size())) {
            case RequestedRanges.Unsatisfiable() -> throw unsatisfiable(response);
            case RequestedRanges.Whole() -> whole(response, withBody);
            case RequestedRanges.Parts(var ranges) when ranges.size() == 1 ->
                    part(response, ranges.getFirst(), withBody);
            case RequestedRanges.Parts(var ranges) -> parts(response, ranges, withBody);
        }
    }

    private Refusal unsatisfiable(HttpServletResponse response) {
        response.setHeader("Content-Range", "bytes */" + content.size());
        return new Refusal(
                Refusal.Reason.RANGE_NOT_SATISFIABLE,
                "The range lies behind the end: there are " + content.size() + " bytes.");
    }

    private void whole(HttpServletResponse response, boolean withBody) throws IOException {
        begin(response, HttpServletResponse.SC_OK, mediaType, content.size());
        if (withBody && content.size() > 0) {
            write(response, out -> content.writeTo(out, new ByteRange(0, content.size() - 1)));
        }
    }

    private void part(HttpServletResponse response, ByteRange range, boolean withBody)
            throws IOException {
        begin(response, HttpServletResponse.SC_PARTIAL_CONTENT, mediaType, range.length());
        response.setHeader("Content-Range", range.contentRange(content.size()));
        if (withBody) {
            write(response, out -> content.writeTo(out, range));
        }
    }

    /// Several ranges travel as the parts of a `multipart/byteranges` (RFC 9110 §14.6).
    private void parts(HttpServletResponse response, List<ByteRange> ranges, boolean withBody)
            throws IOException {
        String boundary = "part-" + content.entityTag();
        byte[] end = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII);
        long length = end.length;
        for (ByteRange range : ranges) {
            length += head(boundary, range).length + range.length();
        }
        String type = "multipart/byteranges; boundary=" + boundary;
        begin(response, HttpServletResponse.SC_PARTIAL_CONTENT, type, length);
        if (withBody) {
            write(
                    response,
                    out -> {
                        for (ByteRange range : ranges) {
                            out.write(head(boundary, range));
                            content.writeTo(out, range);
                        }
                        out.write(end);
                    });
        }
    }

    private byte[] head(String boundary, ByteRange range) {
        String lines =
                "\r\n--%s\r\nContent-Type: %s\r\nContent-Range: %s\r\n\r\n"
                        .formatted(boundary, mediaType, range.contentRange(content.size()));
        return lines.getBytes(StandardCharsets.US_ASCII);
    }

    private void begin(HttpServletResponse response, int status, String type, long length) {
        response.setStatus(status);
        Attachment.announce(response, mediaType, fileName);
        validators(response);
        response.setContentType(type);
        response.setContentLengthLong(length);
        response.setHeader("Accept-Ranges", "bytes");
        headers.forEach(response::setHeader);
    }

    /// A cache may keep the answer for this client alone, and asks before each use.
    private void validators(HttpServletResponse response) {
        response.setHeader("ETag", '"' + content.entityTag() + '"');
        response.setDateHeader("Last-Modified", content.changedAt().toEpochMilli());
        response.setHeader("Cache-Control", "private, no-cache");
    }

    private interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /// When nothing has left us yet, a failure takes back the headers that spoke of the content.
    private static void write(HttpServletResponse response, Body body) throws IOException {
        try {
            body.writeTo(response.getOutputStream());
        } catch (IOException | RuntimeException failure) {
            if (!response.isCommitted()) {
                response.reset();
            }
            throw failure;
        }
    }
}
