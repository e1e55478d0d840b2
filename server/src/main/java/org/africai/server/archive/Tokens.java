package org.africai.server.archive;

import java.util.Arrays;
import java.util.List;

/// The last part of an address that may name several things: `1`, `1,2`, `T1w`, `*`, `ALL`.
///
/// XNAT writes a slash or a comma that belongs to a name as `[SLASH]` or `[COMMA]`.
///
/// @param all whether everything is meant
/// @param names otherwise the IDs, labels or types asked for; `NULL` means "no type"
record Tokens(boolean all, List<String> names) {
    Tokens {
        names = List.copyOf(names);
    }

    static Tokens of(String text) {
        if (text.equals("*") || text.equals("ALL")) {
            return new Tokens(true, List.of());
        }
        return new Tokens(
                false,
                Arrays.stream(text.split(","))
                        .map(name -> name.replace("[SLASH]", "/").replace("[COMMA]", ","))
                        .toList());
    }

    String[] toArray() {
        return names.toArray(String[]::new);
    }
}
