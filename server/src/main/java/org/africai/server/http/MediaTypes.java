package org.africai.server.http;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What we say a file is, by its name alone. A type that a browser would run (HTML, SVG, XML,
/// scripts) is never among them: it travels as plain bytes.
public final class MediaTypes {
    /// Any bytes.
    public static final String BYTES = "application/octet-stream";

    private static final Map<String, String> BY_ENDING =
            Map.ofEntries(
                    Map.entry("png", "image/png"),
                    Map.entry("jpg", "image/jpeg"),
                    Map.entry("jpeg", "image/jpeg"),
                    Map.entry("gif", "image/gif"),
                    Map.entry("bmp", "image/bmp"),
                    Map.entry("tif", "image/tiff"),
                    Map.entry("tiff", "image/tiff"),
                    Map.entry("pdf", "application/pdf"),
                    Map.entry("txt", "text/plain;charset=UTF-8"),
                    Map.entry("csv", "text/csv;charset=UTF-8"),
                    Map.entry("tsv", "text/tab-separated-values;charset=UTF-8"),
                    Map.entry("json", "application/json"),
                    Map.entry("dcm", "application/dicom"),
                    Map.entry("zip", "application/zip"),
                    Map.entry("gz", "application/gzip"),
                    Map.entry("tgz", "application/gzip"),
                    Map.entry("tar", "application/x-tar"));

    private static final Set<String> SHOWN =
            Set.of("image/png", "image/jpeg", "text/plain;charset=UTF-8", "application/pdf");

    private MediaTypes() {}

    /// The media type of a file with this name; [#BYTES] when its ending is none we know.
    public static String of(String fileName) {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1);
        return BY_ENDING.getOrDefault(ending.toLowerCase(Locale.ROOT), BYTES);
    }

    /// Whether a browser may show it in its window rather than save it.
    static boolean mayBeShown(String mediaType) {
        return SHOWN.contains(mediaType);
    }
}
