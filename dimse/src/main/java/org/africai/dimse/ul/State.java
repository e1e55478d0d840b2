package org.africai.dimse.ul;

/// States of the protocol machine (PS3.8 §9.2.1); those that pass within one call here are left
/// out.
enum State {
    /// Sta5 and Sta2: the answer or the request is awaited.
    NEGOTIATING,
    /// Sta6: messages go both ways.
    ESTABLISHED,
    /// Sta7: this side asked for the release and awaits the answer; messages may still come.
    RELEASING,
    /// Sta9 to Sta12: both sides asked for the release at once.
    COLLIDED,
    /// Sta8: the peer asked for the release, which is not answered yet.
    RELEASE_ASKED,
    /// Sta13: the connection is about to be closed.
    AWAITING_CLOSE,
    /// Sta1: nothing is there.
    CLOSED;

    /// Whether a unit makes sense when it comes in this state; any other ends the association
    /// (PS3.8 Table 9-10, action AA-8).
    boolean expects(PduType type, boolean isRequestor) {
        return switch (this) {
            case NEGOTIATING ->
                    switch (type) {
                        case ASSOCIATE_REQUEST -> !isRequestor;
                        case ASSOCIATE_ACCEPT, ASSOCIATE_REJECT -> isRequestor;
                        case ABORT -> true;
                        case DATA, RELEASE_REQUEST, RELEASE_RESPONSE -> false;
                    };
            case ESTABLISHED ->
                    switch (type) {
                        case DATA, RELEASE_REQUEST, ABORT -> true;
                        case ASSOCIATE_REQUEST,
                                ASSOCIATE_ACCEPT,
                                ASSOCIATE_REJECT,
                                RELEASE_RESPONSE ->
                                false;
                    };
            case RELEASING ->
                    switch (type) {
                        case DATA, RELEASE_REQUEST, RELEASE_RESPONSE, ABORT -> true;
                        case ASSOCIATE_REQUEST, ASSOCIATE_ACCEPT, ASSOCIATE_REJECT -> false;
                    };
            case COLLIDED -> type == PduType.RELEASE_RESPONSE || type == PduType.ABORT;
            case RELEASE_ASKED -> type == PduType.ABORT;
            case AWAITING_CLOSE, CLOSED -> false;
        };
    }
}
