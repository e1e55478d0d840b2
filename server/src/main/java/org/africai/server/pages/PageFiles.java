package org.africai.server.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The files that pages refer to, and what robots may read.
@RestController
final class PageFiles {
    static final String STYLE = "/pages/style.css";
    static final String ICON = "/pages/icon.svg";

    private static final Duration KEPT_BY_BROWSERS = Duration.ofHours(1);

    private final byte[] style = read("style.css");
    private final byte[] icon = read("icon.svg");

    @GetMapping(STYLE)
    ResponseEntity<byte[]> style() {
        return file(new MediaType("text", "css", StandardCharsets.UTF_8), style);
    }

    @GetMapping(ICON)
    ResponseEntity<byte[]> icon() {
        return file(new MediaType("image", "svg+xml"), icon);
    }

    /// The front page may be found; nothing behind it is for robots.
    @GetMapping("/robots.txt")
    ResponseEntity<byte[]> robots() {
        String rules =
                """
                User-agent: *
                Allow: /$
                Allow: /pages/
                Disallow: /
                """;
        return file(
                new MediaType("text", "plain", StandardCharsets.UTF_8),
                rules.getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseEntity<byte[]> file(MediaType type, byte[] content) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.maxAge(KEPT_BY_BROWSERS).cachePublic())
                .body(content);
    }

    private static byte[] read(String name) {
        try (InputStream file = PageFiles.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
