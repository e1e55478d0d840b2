package org.africai.server.pages;

import java.util.Map;

/// A file that the build of the module `web` has made.
///
/// @param path its address below its bundle's: `assets/volume-C2k1x.js`
/// @param size in bytes, when it is not compressed
/// @param digest the first 16 hexadecimal digits of its SHA-256
/// @param immutable whether another content will have another address
/// @param compressed whether it is kept compressed only, in every [ContentCoding]
record WebFile(String path, long size, String digest, boolean immutable, boolean compressed) {
    /// What browsers may be told these files are, by the end of their names. Nothing here comes
    /// from users.
    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("html", "text/html;charset=UTF-8"),
                    Map.entry("js", "text/javascript;charset=UTF-8"),
                    Map.entry("css", "text/css;charset=UTF-8"),
                    Map.entry("json", "application/json"),
                    Map.entry("txt", "text/plain;charset=UTF-8"),
                    Map.entry("wasm", "application/wasm"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("jpg", "image/jpeg"),
                    Map.entry("ico", "image/vnd.microsoft.icon"),
                    Map.entry("woff2", "font/woff2"));

    String mediaType() {
        String ending = path.substring(path.lastIndexOf('.') + 1);
        return TYPES.getOrDefault(ending, "application/octet-stream");
    }

    /// A strong entity tag without quotes. Each coding is another representation (RFC 9110 §8.8.3).
    String entityTag(String coding) {
        return digest + "-" + coding;
    }
}
