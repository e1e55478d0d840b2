package org.africai.dimse.ul;

import java.util.concurrent.TimeUnit;

/// How long a peer may still keep us waiting. Only time spent waiting counts, not what we do with
/// what came; within a message each byte earns more of it, so that a slow line is served and a peer
/// that dribbles is not.
final class Pace {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final NetworkLimits limits;
    private Timer timer = Timer.ARTIM;
    private long left;

    Pace(NetworkLimits limits) {
        this.limits = limits;
        start(Timer.ARTIM);
    }

    /// Begins a new wait.
    void start(Timer kind) {
        timer = kind;
        left =
                switch (kind) {
                    case ARTIM -> limits.times().artim().toNanos();
                    case IDLE -> limits.times().idle().toNanos();
                    case MESSAGE -> limits.times().grace().toNanos();
                    case RESPONSE -> limits.times().response().toNanos();
                    case WRITE -> limits.times().write().toNanos();
                };
    }

    /// Begins a wait that is shorter than any limit.
    void startAtMost(long nanos) {
        start(Timer.ARTIM);
        left = Math.min(left, nanos);
    }

    Timer timer() {
        return timer;
    }

    long nanosLeft() {
        return left;
    }

    /// @param nanos time waited
    /// @param bytes what came
    void waited(long nanos, int bytes) {
        left -= nanos;
        if (timer == Timer.MESSAGE && bytes > 0) {
            // No more than at the start is saved up: a peer cannot stop for hours after a fast
            // hour.
            long earned = left + SECOND / limits.times().slowestBytesPerSecond() * bytes;
            left = Math.min(earned, Math.max(left, limits.times().grace().toNanos()));
        }
    }
}
