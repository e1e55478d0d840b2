package org.africai.server.http;

/// A caller's mistake, or a rule's no: not a failure of ours.
///
/// The message is shown to the person who asked; it says what is wrong and what would be right, and
/// never holds what that person may not know.
public final class Refusal extends RuntimeException {
    /// Why, and with that the HTTP status.
    public enum Reason {
        INVALID(400),
        UNAUTHENTICATED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        METHOD_NOT_ALLOWED(405),
        NOT_ACCEPTABLE(406),
        CONFLICT(409),
        GONE(410),
        PRECONDITION_FAILED(412),
        TOO_LARGE(413),
        UNSUPPORTED_MEDIA_TYPE(415),
        RANGE_NOT_SATISFIABLE(416),
        /// XNAT's answer to a missing or illegal identifier.
        EXPECTATION_FAILED(417),
        UNPROCESSABLE(422),
        LOCKED(423),
        TOO_MANY_REQUESTS(429),
        BUSY(503),
        STORAGE_FULL(507);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        /// The HTTP status this reason is answered with.
        public int status() {
            return status;
        }
    }

    private final Reason reason;
    private final String explanation;

    public Refusal(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.explanation = message;
    }

    public Refusal(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.explanation = message;
    }

    public static Refusal invalid(String message) {
        return new Refusal(Reason.INVALID, message);
    }

    public static Refusal notFound(String message) {
        return new Refusal(Reason.NOT_FOUND, message);
    }

    public static Refusal forbidden(String message) {
        return new Refusal(Reason.FORBIDDEN, message);
    }

    public static Refusal conflict(String message) {
        return new Refusal(Reason.CONFLICT, message);
    }

    /// The message, for the person who asked.
    public String explanation() {
        return explanation;
    }

    public Reason reason() {
        return reason;
    }
}
