package org.africai.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Knows whether the age of a file can be told from its time stamp. When the clock is set forward,
/// what was published a moment ago looks old, and its row may not be there yet; so after a jump no
/// age is believed until a whole grace period has passed on the monotonic clock.
final class AgeGuard {
    private final Clock clock;
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock(); // guards the fields below
    private Instant wallThen;
    private long nanosThen;
    private Duration distrust = Duration.ZERO; // from nanosThen on

    AgeGuard(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
        this.wallThen = clock.instant();
        this.nanosThen = nanos.getAsLong();
    }

    /// Whether a file whose time stamp is more than `grace` ago is at least half as old as that.
    boolean canTell(Duration grace) {
        lock.lock();
        try {
            var passed = Duration.ofNanos(nanos.getAsLong() - nanosThen);
            Duration drift = Duration.between(wallThen, clock.instant()).minus(passed).abs();
            if (drift.compareTo(grace.dividedBy(2)) > 0) {
                distrustFor(grace);
                return false;
            }
            return passed.compareTo(distrust) >= 0;
        } finally {
            lock.unlock();
        }
    }

    private void distrustFor(Duration grace) {
        wallThen = clock.instant();
        nanosThen = nanos.getAsLong();
        distrust = grace;
    }
}
