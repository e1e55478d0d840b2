package org.africai.dimse.ul;

import java.io.IOException;

/// A protocol data unit that cannot be understood, or asks for what cannot be.
final class BadPdu extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Abort abort;

    /// @param abort what the peer is told
    /// @param what what is wrong, without anything that the peer sent but numbers
    BadPdu(Abort abort, String what) {
        super(what);
        this.abort = abort;
    }

    static BadPdu invalid(String what) {
        return new BadPdu(Abort.INVALID_PARAMETER, what);
    }

    Abort abort() {
        return abort;
    }

    String what() {
        return String.valueOf(getMessage());
    }
}
