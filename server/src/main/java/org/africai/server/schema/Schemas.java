package org.africai.server.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The XSD files by name, in the order in which they build on each other: exactly the text that is
/// served to clients and that the [TypeRegistry] is built from.
///
/// A name is what stands between `/xapi/schemas/` and the end of the URL; it may hold a `/`
/// (`pipeline/workflow`). The file is `schemas/<name>.xsd` on the class path, and each name is a
/// line of `schemas/index.txt`.
public final class Schemas {
    private static final String FOLDER = "/schemas/";

    private final Map<String, String> texts;

    private Schemas(Map<String, String> texts) {
        this.texts = Collections.unmodifiableMap(texts);
    }

    /// The schemas that come with the server.
    ///
    /// @throws IllegalStateException when a file named in the index is not on the class path
    public static Schemas bundled() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : resource("index.txt").lines().toList()) {
            texts.put(name, resource(name + ".xsd"));
        }
        return new Schemas(texts);
    }

    /// These schemas and one more: how a data type of a site's own is added.
    ///
    /// @throws IllegalArgumentException when the name is taken
    public Schemas with(String name, String text) {
        if (texts.containsKey(name)) {
            throw new IllegalArgumentException("there is already a schema named '" + name + "'");
        }
        Map<String, String> more = new LinkedHashMap<>(texts);
        more.put(name, text);
        return new Schemas(more);
    }

    /// The names, `xdat` and `xnat` first.
    public List<String> names() {
        return List.copyOf(texts.keySet());
    }

    /// The XSD text of one schema, if there is one of that name.
    public Optional<String> text(String name) {
        return Optional.ofNullable(texts.get(name));
    }

    Map<String, String> texts() {
        return texts;
    }

    private static String resource(String name) {
        try (InputStream in = Schemas.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("not on the class path: " + FOLDER + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FOLDER + name, e);
        }
    }
}
