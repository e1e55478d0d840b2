package org.africai.cli.send;

import java.io.Serial;

/// A command, or a file that it names, that cannot be used. The message is for the person who typed
/// it.
final class BadUse extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    BadUse(String message) {
        super(message);
    }

    BadUse(String message, Throwable cause) {
        super(message, cause);
    }

    /// What is wrong.
    String explanation() {
        return String.valueOf(getMessage());
    }
}
