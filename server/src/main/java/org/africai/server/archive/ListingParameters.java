package org.africai.server.archive;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The parameters of one list's statement.
final class ListingParameters {
    private final Map<String, @Nullable Object> values = new HashMap<>();

    ListingParameters(Map<String, @Nullable Object> values) {
        this.values.putAll(values);
    }

    /// Binds a value under a new name.
    ///
    /// @return the name as SQL writes it: `:x1`
    String add(Object value) {
        String name = "x" + values.size();
        values.put(name, value);
        return ":" + name;
    }

    Map<String, @Nullable Object> values() {
        return values;
    }
}
