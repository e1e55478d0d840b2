package org.africai.server.dicomweb;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.africai.server.access.Caller;
import org.africai.server.access.Callers;
import org.africai.server.http.ContentCoding;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;

/// One request to DICOMweb and its answer.
final class Exchange {
    static final String JSON = "application/dicom+json";
    static final String XML = "application/dicom+xml";
    static final String DICOM = "application/dicom";
    static final String BYTES = "application/octet-stream";

    private static final int GZIP_BUFFER_BYTES = 16 << 10;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Target target;
    private final Query query;
    private final List<MediaRange> accepted;

    Exchange(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
        this.target = Target.of(request.getRequestURI());
        this.query = Query.parse(request.getQueryString());
        this.accepted = MediaRange.parse(query.first("accept").orElseGet(() -> header("Accept")));
    }

    private String header(String name) {
        List<String> values = Collections.list(request.getHeaders(name));
        return values.isEmpty() ? MediaRange.ANY : String.join(",", values);
    }

    Caller caller() {
        return Callers.of(request);
    }

    Target target() {
        return target;
    }

    Query query() {
        return query;
    }

    HttpServletRequest request() {
        return request;
    }

    HttpServletResponse response() {
        return response;
    }

    /// What the client takes, the most preferred first: the parameter `accept`, else the header.
    List<MediaRange> accepted() {
        return accepted;
    }

    /// Whether the answer is to be XML: the client prefers it to JSON.
    ///
    /// @throws Refusal when it takes neither
    boolean isXml() {
        for (MediaRange range : accepted) {
            if (range.takes(JSON) || range.takes("application/json")) {
                return false;
            }
            if (range.takesParts(XML)) {
                return true;
            }
        }
        throw notAcceptable(
                "This is answered as " + JSON + " or as multipart/related; type=\"" + XML + "\".");
    }

    static Refusal notAcceptable(String why) {
        return new Refusal(Reason.NOT_ACCEPTABLE, why);
    }

    /// The address of the root with scheme and host, as the client knows it.
    String rootUrl() {
        String url = request.getRequestURL().toString();
        return url.substring(0, url.length() - request.getRequestURI().length()) + target.base();
    }

    boolean takesGzip() {
        return ContentCoding.GZIP.isTakenBy(request.getHeader("Accept-Encoding"));
    }

    /// Begins an answer of text, and gives where to write it; compressed where the client takes
    /// that. The caller closes it.
    OutputStream begin(String contentType) throws IOException {
        privately();
        response.setContentType(contentType);
        response.setHeader("Vary", "Accept, Accept-Encoding");
        if (!takesGzip()) {
            return response.getOutputStream();
        }
        response.setHeader("Content-Encoding", "gzip");
        return new GZIPOutputStream(response.getOutputStream(), GZIP_BUFFER_BYTES);
    }

    /// A cache may keep the answer for this client alone, and asks before each use.
    void privately() {
        response.setHeader("Cache-Control", "private, no-cache");
    }
}
