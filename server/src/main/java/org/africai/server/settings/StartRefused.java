package org.africai.server.settings;

import org.jspecify.annotations.Nullable;

/// The server cannot start as it was told to. The message is for the person who starts it: what is
/// wrong and what to do about it, without a stack trace.
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StartRefused(String message) {
        this(message, null);
    }

    public StartRefused(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
