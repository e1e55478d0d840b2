package org.africai.deid.ctp;

/// A function that cannot give its result; what then happens is up to the function. The message
/// says why, without a value of the object.
final class Failed extends Exception {
    private static final long serialVersionUID = 1;

    Failed(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
