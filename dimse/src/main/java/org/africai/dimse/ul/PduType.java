package org.africai.dimse.ul;

import org.jspecify.annotations.Nullable;

/// Protocol data units (PS3.8 §9.3).
enum PduType {
    ASSOCIATE_REQUEST(1),
    ASSOCIATE_ACCEPT(2),
    ASSOCIATE_REJECT(3),
    DATA(4),
    RELEASE_REQUEST(5),
    RELEASE_RESPONSE(6),
    ABORT(7);

    /// Type, a reserved byte, length of what follows.
    static final int HEADER_BYTES = 6;

    /// Content of the units that say only that they are, of a rejection and of an abort.
    static final int FIXED_BYTES = 4;

    private static final PduType[] VALUES = values();

    private final int code;

    PduType(int code) {
        this.code = code;
    }

    /// `null` when the number is none.
    static @Nullable PduType of(int code) {
        return code >= 1 && code <= VALUES.length ? VALUES[code - 1] : null;
    }

    /// The number on the wire.
    int code() {
        return code;
    }
}
