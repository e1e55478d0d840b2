package org.africai.deid.rewrite;

/// An object that rules cannot or will not let on. The message is the reason, without a value of
/// the object.
public final class Rejected extends Exception {
    private static final long serialVersionUID = 1;

    public Rejected(String reason) {
        super(reason, null, false, false);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
