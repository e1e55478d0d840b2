package org.africai.deid.dicomedit;

import org.jspecify.annotations.Nullable;

/// A new value that the object's character set cannot hold. Unchecked, because it ends the run from
/// any depth; the run then begins anew in UTF-8.
final class LacksCharacters extends RuntimeException {
    private static final long serialVersionUID = 1;

    LacksCharacters() {
        this(null);
    }

    private LacksCharacters(@Nullable String message) {
        super(message, null, false, false);
    }
}
