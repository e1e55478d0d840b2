package org.africai.server.access;

import java.util.Locale;
import java.util.Optional;

/// How far an account's rights reach beyond its roles in projects.
public enum Reach {
    /// Not at all.
    ROLES(""),
    /// It reads the data of all projects.
    READ("ALL_DATA_ACCESS"),
    /// It does with the data and the settings of all projects what their owners may.
    ALL("ALL_DATA_ADMIN");

    private final String group;

    Reach(String group) {
        this.group = group;
    }

    /// XNAT's group of those who have it; empty for [#ROLES], for which there is none.
    public String group() {
        return group;
    }

    /// The reach as stored: `read`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The reach stored under this word.
    ///
    /// @throws IllegalArgumentException for any other word
    public static Reach stored(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// The reach of those in XNAT's group of this name.
    public static Optional<Reach> ofGroup(String name) {
        for (Reach reach : values()) {
            if (!reach.group.isEmpty() && reach.group.equalsIgnoreCase(name)) {
                return Optional.of(reach);
            }
        }
        return Optional.empty();
    }
}
