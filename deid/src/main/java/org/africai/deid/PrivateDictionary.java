package org.africai.deid;

import org.africai.dicom.encoding.Vr;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    public Optional<Entry> find(Key key) {
        return Optional.ofNullable(entries.get(key));
    }

    /// Whether an element is known and safe.
    public boolean isSafe(Key key) {
        Entry entry = entries.get(key);
        return entry != null && entry.isSafe();
    }
}
