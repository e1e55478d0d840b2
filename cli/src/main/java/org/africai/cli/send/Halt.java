package org.africai.cli.send;

import java.io.Serial;
import org.africai.cli.Exit;

/// The run ends here, with what was done kept.
final class Halt extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    private final Exit exit;

    Halt(Exit exit, String reason) {
        super(reason);
        this.exit = exit;
    }

    Exit exit() {
        return exit;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
