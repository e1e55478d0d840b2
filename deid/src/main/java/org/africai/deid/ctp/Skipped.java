package org.africai.deid.ctp;

import org.jspecify.annotations.Nullable;

/// `@skip()` was called. Unchecked, because it ends the work on the object from any depth.
final class Skipped extends RuntimeException {
    private static final long serialVersionUID = 1;

    Skipped() {
        this(null);
    }

    private Skipped(@Nullable String message) {
        super(message, null, false, false);
    }
}
