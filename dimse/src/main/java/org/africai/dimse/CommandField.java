package org.africai.dimse;

import java.util.Optional;

/// What a message asks for or answers (PS3.7 Annex E.1).
public enum CommandField {
    C_STORE(0x0001),
    C_GET(0x0010),
    C_FIND(0x0020),
    C_MOVE(0x0021),
    C_ECHO(0x0030),
    N_EVENT_REPORT(0x0100),
    N_GET(0x0110),
    N_SET(0x0120),
    N_ACTION(0x0130),
    N_CREATE(0x0140),
    N_DELETE(0x0150),
    C_CANCEL(0x0FFF);

    static final int RESPONSE = 0x8000;

    private final int code;

    CommandField(int code) {
        this.code = code;
    }

    /// The number of the request; that of the response has its highest bit set.
    public int code() {
        return code;
    }

    /// The command with a number, be it of the request or of the response. There is no response to
    /// a cancellation.
    static Optional<CommandField> of(int number) {
        for (CommandField field : values()) {
            boolean isIt = field.code == (number & ~RESPONSE);
            if (isIt && (field != C_CANCEL || number == field.code)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
