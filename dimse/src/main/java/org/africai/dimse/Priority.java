package org.africai.dimse;

/// How urgent a requestor finds an operation (PS3.7 §9.1). It is told and has no effect here.
public enum Priority {
    MEDIUM(0),
    HIGH(1),
    LOW(2);

    private final int code;

    Priority(int code) {
        this.code = code;
    }

    /// The number on the wire.
    int code() {
        return code;
    }

    /// An unknown number is medium.
    static Priority of(int code) {
        return switch (code) {
            case 1 -> HIGH;
            case 2 -> LOW;
            default -> MEDIUM;
        };
    }
}
