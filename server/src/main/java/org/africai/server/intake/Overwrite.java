package org.africai.server.intake;

import java.util.Locale;
import org.africai.server.http.Refusal;

/// What may happen when the session is in the archive already (`overwrite=`).
public enum Overwrite {
    /// Nothing: it is a conflict.
    NONE,
    /// What is new is added; an object that is there already is a conflict.
    APPEND,
    /// What is new is added, and objects that are there already are replaced.
    DELETE;

    /// @throws Refusal when the word is none of XNAT's
    public static Overwrite named(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "", "none", "false" -> NONE;
            case "append", "true" -> APPEND;
            case "delete", "override" -> DELETE;
            default ->
                    throw Refusal.invalid(
                            "overwrite='" + word + "' is none of none, append and delete.");
        };
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
