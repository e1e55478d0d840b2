package org.africai.dimse.ul;

/// A request for an association that is understood and cannot be accepted.
final class RefusedRequest extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;

    RefusedRequest(Rejection rejection) {
        super(rejection.toString());
        this.rejection = rejection;
    }

    Rejection rejection() {
        return rejection;
    }
}
