package org.africai.server.http;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    private final @Nullable Duration retryAfter;

    public Refusal(Reason reason, String message) {
        this(reason, message, null, null);
    }

    public Refusal(Reason reason, String message, Throwable cause) {
        this(reason, message, cause, null);
    }

    private Refusal(
            Reason reason,
            String message,
            @Nullable Throwable cause,
            @Nullable Duration retryAfter) {
        super(message, cause);
        this.reason = reason;
        this.explanation = message;
        this.retryAfter = retryAfter;
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

    /// Not now: the same request may be made again after `wait`.
    public static Refusal tooSoon(String message, Duration wait) {
        return new Refusal(Reason.TOO_MANY_REQUESTS, message, null, wait);
    }

    /// How long to wait before asking again, when that would help.
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /// The message, for the person who asked.
    public String explanation() {
        return explanation;
    }

    public Reason reason() {
        return reason;
    }
}
