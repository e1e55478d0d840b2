package org.africai.server.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.africai.server.http.ContentCoding;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/// Serves the viewer below `/viewer/`, and the scripts of our own pages below `/app/`.
///
/// The viewer makes code while it runs (its segmentation library and its codecs do), which our
/// pages never may: so its own policy holds below `/viewer/` and nowhere else, and so do the
/// headers that isolate it from other origins.
@RestController
final class WebFileRoutes {
    private static final String VIEWER = "/viewer";
    private static final String APP = "/app";
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_EACH_TIME = "no-cache";

    private final WebBundles bundles;
    private final String viewerPolicy;

    WebFileRoutes(WebBundles bundles) {
        this.bundles = bundles;
        this.viewerPolicy = policy(bundles.viewer().map(WebBundle::scripts).orElse(List.of()));
    }

    /// A file of the viewer; its page for any other address that does not look like a file's: the
    /// viewer knows what its own addresses mean.
    @GetMapping({VIEWER, VIEWER + "/**"})
    void viewer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        WebBundle bundle =
                bundles.viewer()
                        .orElseThrow(() ->
                                Refusal.notFound("This server was built without the viewer."));
        String path = below(VIEWER, request);
        WebFile file =
                bundle.file(path)
                        .or(() ->
                                looksLikeFile(path) ? Optional.empty() : bundle.file("index.html"))
                        .orElseThrow(WebFileRoutes::noSuchFile);
        response.setHeader("Content-Security-Policy", viewerPolicy);
        response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        send(bundle, file, request, response);
    }

    @GetMapping(APP + "/**")
    void app(HttpServletRequest request, HttpServletResponse response) throws IOException {
        WebBundle bundle = bundles.app().orElseThrow(WebFileRoutes::noSuchFile);
        WebFile file = bundle.file(below(APP, request)).orElseThrow(WebFileRoutes::noSuchFile);
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        send(bundle, file, request, response);
    }

    private static Refusal noSuchFile() {
        return Refusal.notFound("There is no such file.");
    }

    private static String below(String root, HttpServletRequest request) {
        String path = request.getServletPath().substring(root.length());
        return path.startsWith("/") ? path.substring(1) : path;
    }

    private static boolean looksLikeFile(String path) {
        return path.substring(path.lastIndexOf('/') + 1).contains(".");
    }

    private static void send(
            WebBundle bundle,
            WebFile file,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        @Nullable ContentCoding coding = coding(file, request.getHeader("Accept-Encoding"));
        response.setHeader("Cache-Control", file.immutable() ? FOR_EVER : ASK_EACH_TIME);
        response.setHeader("Vary", "Accept-Encoding");
        String tag = file.entityTag(coding == null ? "identity" : coding.token());
        if (new ServletWebRequest(request, response).checkNotModified('"' + tag + '"')) {
            return;
        }
        response.setContentType(file.mediaType());
        if (coding == null) {
            response.setContentLengthLong(file.size());
        } else {
            response.setHeader("Content-Encoding", coding.token());
        }
        try (InputStream bytes = bytes(bundle, file, coding)) {
            bytes.transferTo(response.getOutputStream());
        }
    }

    private static @Nullable ContentCoding coding(WebFile file, @Nullable String accepted) {
        if (file.compressed()) {
            for (ContentCoding coding : ContentCoding.values()) {
                if (coding.isTakenBy(accepted)) {
                    return coding;
                }
            }
        }
        return null;
    }

    /// Who takes no coding, which no browser does, has the file unpacked on its way.
    private static InputStream bytes(WebBundle bundle, WebFile file, @Nullable ContentCoding coding)
            throws IOException {
        return coding == null && file.compressed()
                ? new GZIPInputStream(bundle.open(file, ContentCoding.GZIP))
                : bundle.open(file, coding);
    }

    /// @param scripts hashes of the scripts that stand in the viewer's page
    private static String policy(List<String> scripts) {
        String hashes =
                scripts.stream().map(hash -> " '" + hash + "'").collect(Collectors.joining());
        return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'unsafe-eval'"
                + hashes
                + "; worker-src 'self' blob:; connect-src 'self' blob: data:;"
                + " img-src 'self' blob: data:; media-src 'self' blob:;"
                + " style-src 'self' 'unsafe-inline'; font-src 'self' data:;"
                + " manifest-src 'self'; frame-ancestors 'self'; base-uri 'none';"
                + " form-action 'self'";
    }
}
