package org.africai.server.http;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;

/// The headers of what a browser saves or shows and must not run.
public final class Attachment {
    private static final Map<String, String> SAFETY =
            Map.of(
                    "X-Content-Type-Options", "nosniff",
                    "Content-Security-Policy", "sandbox; default-src 'none'",
                    "Cross-Origin-Resource-Policy", "same-origin");

    private Attachment() {}

    /// Sets the headers of a body of this type and name.
    public static void announce(HttpServletResponse response, String mediaType, String fileName) {
        response.setContentType(mediaType);
        String kind = MediaTypes.mayBeShown(mediaType) ? "inline" : "attachment";
        response.setHeader("Content-Disposition", ContentDisposition.of(kind, fileName));
        SAFETY.forEach(response::setHeader);
        response.setHeader("Cache-Control", "private, no-cache");
    }
}
