package org.africai.server.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.africai.server.http.ContentCoding;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// One part of what the module `web` has built for browsers: `viewer`, which is OHIF, or `app`, the
/// scripts of our own pages. It lies on the class path, with an index that names every file; what
/// the index does not name is not there, so no address reaches anything else.
final class WebBundle {
    private static final String INDEX = "META-INF/africai/";
    private static final String FILES = "META-INF/resources/";

    private final String name;
    private final WebIndex index;
    private final Map<String, WebFile> files;
    private final ClassLoader classPath;

    private WebBundle(String name, WebIndex index, ClassLoader classPath) {
        this.name = name;
        this.index = index;
        this.files =
                index.files().stream()
                        .collect(Collectors.toMap(WebFile::path, Function.identity()));
        this.classPath = classPath;
    }

    /// The bundle with this name, empty when the server was built without it.
    ///
    /// @throws IllegalStateException when its index cannot be read
    static Optional<WebBundle> find(String name, JsonMapper json) {
        ClassLoader classPath = WebBundle.class.getClassLoader();
        try (InputStream index = classPath.getResourceAsStream(INDEX + name + ".json")) {
            return index == null
                    ? Optional.empty()
                    : Optional.of(
                            new WebBundle(name, json.readValue(index, WebIndex.class), classPath));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String version() {
        return index.version();
    }

    long firstViewBytes() {
        return index.firstViewBytes();
    }

    List<String> scripts() {
        return index.scripts();
    }

    /// The addresses of a page's scripts and styles.
    List<String> entry(String page) {
        return index.entries().getOrDefault(page, List.of()).stream()
                .map(path -> "/" + name + "/" + path)
                .toList();
    }

    Optional<WebFile> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /// The bytes of a file of this bundle, in this coding.
    ///
    /// @param coding `null` for the file as it is kept when it is not kept compressed
    InputStream open(WebFile file, @Nullable ContentCoding coding) throws IOException {
        String ending =
                switch (coding) {
                    case BROTLI -> ".br";
                    case GZIP -> ".gz";
                    case null -> "";
                };
        String place = FILES + name + "/" + file.path() + ending;
        InputStream bytes = classPath.getResourceAsStream(place);
        if (bytes == null) {
            throw new IOException(place + " is in the index but not on the class path");
        }
        return bytes;
    }
}
