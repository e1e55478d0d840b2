package org.africai.deid;

/// A script that is not of its language. The message says where and what, for whoever wrote it.
public final class InvalidScript extends Exception {
    private static final long serialVersionUID = 1;

    public InvalidScript(String message) {
        super(message);
    }

    public InvalidScript(String message, Throwable cause) {
        super(message, cause);
    }
}
