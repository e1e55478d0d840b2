package org.africai.deid.ctp;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.africai.deid.InvalidScript;

/// A table of replacements, `type/value=replacement` in Java properties. A replacement that begins
/// with `@` and has a slash names another line. Immutable; holds identifiers.
public final class LookupTable {
    /// No table.
    public static final LookupTable EMPTY = new LookupTable(Map.of());

    private static final int MOST_INDIRECTIONS = 10;

    private final Map<String, String> lines;

    /// @param lines replacements by `type/value`
    public LookupTable(Map<String, String> lines) {
        this.lines = Map.copyOf(lines);
    }

    /// Reads a table.
    ///
    /// @throws InvalidScript when the text is no file of properties
    public static LookupTable parse(String text) throws InvalidScript {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidScript("the lookup table is not a file of properties", e);
        }
        Map<String, String> lines = new HashMap<>();
        properties.forEach((key, value) -> lines.put((String) key, (String) value));
        return new LookupTable(lines);
    }

    /// The replacement of a value; empty when the table has none, or names lines in a circle.
    public Optional<String> find(String type, String value) {
        String found = lines.get(type.strip() + "/" + value.strip());
        for (int i = 0; found != null && i < MOST_INDIRECTIONS; i++) {
            found = found.strip();
            if (!found.startsWith("@") || found.indexOf('/') < 0) {
                return Optional.of(found);
            }
            found = lines.get(found.substring(1).strip());
        }
        return Optional.empty();
    }
}
