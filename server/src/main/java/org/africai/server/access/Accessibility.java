package org.africai.server.access;

import java.util.Locale;
import java.util.Optional;

/// How far a project is open to those who have no role in it.
public enum Accessibility {
    /// Nobody else knows that it is there.
    PRIVATE,
    /// Everybody sees its description, nobody else its data.
    PROTECTED,
    /// Everybody reads everything.
    PUBLIC;

    /// The level as stored and spoken: `private`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Accessibility> named(String word) {
        for (Accessibility level : values()) {
            if (level.word().equalsIgnoreCase(word)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }
}
