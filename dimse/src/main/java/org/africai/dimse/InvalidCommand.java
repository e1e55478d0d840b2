package org.africai.dimse;

import java.io.IOException;

/// A command set that cannot be understood. The message holds nothing that a peer sent but numbers.
final class InvalidCommand extends IOException {
    private static final long serialVersionUID = 1L;

    InvalidCommand(String what) {
        super(what);
    }
}
