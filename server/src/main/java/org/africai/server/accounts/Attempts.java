package org.africai.server.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Slows down who guesses: the first attempts of a key are free, each further one waits twice as
/// long as the one before, up to a longest wait. A success clears the key, and so does a quarter of
/// an hour of quiet. An attempt counts when it begins, so that many at once are not free.
///
/// The number of keys is bounded: the one that was quiet longest goes first.
final class Attempts {
    private static final int MAX_KEYS = 100_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);
    private static final int MAX_DOUBLINGS = 20;

    private final Clock clock;
    private final int free;
    private final Duration longestWait;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Tries> byKey = new LinkedHashMap<>(16, 0.75f, true); // by lock

    /// @param count how many attempts were begun
    /// @param last when the newest was
    /// @param next when another may be
    private record Tries(int count, Instant last, Instant next) {}

    /// @param free how many attempts need not wait
    Attempts(Clock clock, int free, Duration longestWait) {
        this.clock = clock;
        this.free = free;
        this.longestWait = longestWait;
    }

    /// Begins an attempt.
    ///
    /// @return zero when it may go on; else how long to wait, and nothing was begun
    Duration begin(String key) {
        Instant now = clock.instant();
        lock.lock();
        try {
            Tries known = known(key, now);
            if (known != null && now.isBefore(known.next())) {
                return Duration.between(now, known.next());
            }
            int count = known == null ? 1 : known.count() + 1;
            byKey.put(key, new Tries(count, now, now.plus(waitAfter(count))));
            forgetQuietest();
            return Duration.ZERO;
        } finally {
            lock.unlock();
        }
    }

    /// Takes back an attempt that was begun and came to nothing.
    void withdraw(String key) {
        lock.lock();
        try {
            byKey.computeIfPresent(
                    key, (k, tries) -> new Tries(tries.count() - 1, tries.last(), tries.last()));
        } finally {
            lock.unlock();
        }
    }

    void succeeded(String key) {
        lock.lock();
        try {
            byKey.remove(key);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Tries known(String key, Instant now) {
        Tries tries = byKey.get(key);
        boolean quiet = tries != null && now.isAfter(tries.last().plus(FORGOTTEN_AFTER));
        return quiet ? null : tries;
    }

    private Duration waitAfter(int count) {
        if (count < free) {
            return Duration.ZERO;
        }
        Duration doubled = Duration.ofSeconds(1L << Math.min(count - free, MAX_DOUBLINGS));
        return doubled.compareTo(longestWait) < 0 ? doubled : longestWait;
    }

    private void forgetQuietest() {
        if (byKey.size() > MAX_KEYS) {
            byKey.remove(byKey.keySet().iterator().next());
        }
    }
}
