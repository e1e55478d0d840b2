package org.africai.deid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.africai.dicom.encoding.Vr;

/// What is known of private elements: their VR, and whether they are safe, that is, never hold
/// anything about a person (PS3.15 §E.3.10). Immutable.
public final class PrivateDictionary {
    /// Knows nothing.
    public static final PrivateDictionary EMPTY = new PrivateDictionary(List.of());

    private final Map<Key, Entry> entries = new HashMap<>();

    /// A private element.
    ///
    /// @param group an odd group
    /// @param creator who owns the block, exactly as written
    /// @param element the last two digits of the element
    public record Key(int group, String creator, int element) {}

    /// What is known of it.
    public record Entry(Key key, Vr vr, boolean isSafe) {}

    public PrivateDictionary(List<Entry> entries) {
        entries.forEach(entry -> this.entries.put(entry.key(), entry));
    }

    /// Reads lines of group, creator, element, VR and `K` for safe ones, divided by tabs; lines
    /// that begin with `#` are comments.
    ///
    /// @throws InvalidScript when a line is none of these
    public static PrivateDictionary parse(String text) throws InvalidScript {
        List<Entry> entries = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                entries.add(entry(line));
            }
        }
        return new PrivateDictionary(entries);
    }

    private static Entry entry(String line) throws InvalidScript {
        String[] columns = line.split("\t", -1);
        Optional<Vr> vr = columns.length < 4 ? Optional.empty() : Vr.parse(columns[3].strip());
        try {
            int group = Integer.parseInt(columns[0].strip(), 16);
            int element = Integer.parseInt(columns.length < 3 ? "" : columns[2].strip(), 16);
            if ((group & 1) == 1 && (element & 0xFF) == element && vr.isPresent()) {
                boolean isSafe = columns.length > 4 && columns[4].strip().equals("K");
                Key key = new Key(group, columns[1].strip(), element);
                return new Entry(key, vr.get(), isSafe);
            }
        } catch (NumberFormatException e) {
            throw new InvalidScript("not a private element: " + line, e);
        }
        throw new InvalidScript("not a private element: " + line);
    }

    public Optional<Entry> find(Key key) {
        return Optional.ofNullable(entries.get(key));
    }

    /// Whether an element is known and safe.
    public boolean isSafe(Key key) {
        Entry entry = entries.get(key);
        return entry != null && entry.isSafe();
    }
}
