package org.africai.server.files;

import java.util.Locale;

/// On which side of a thing a resource is. Assessors and reconstructions know what they were made
/// from and what came out; everything else has only [#RESOURCES].
public enum Side {
    RESOURCES,
    IN,
    OUT;

    /// As stored and as written in addresses: `out`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Side named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
