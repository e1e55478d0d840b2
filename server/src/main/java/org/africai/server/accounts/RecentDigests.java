package org.africai.server.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Digests added in the last five minutes, ten thousand of them at most: the oldest go first.
/// Thread-safe.
final class RecentDigests {
    static final Duration KEPT = Duration.ofMinutes(5);
    static final int MAX_KEPT = 10_000;

    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, Instant> addedAt = new LinkedHashMap<>(); // by lock

    RecentDigests(Clock clock) {
        this.clock = clock;
    }

    boolean has(String digest) {
        Instant now = clock.instant();
        lock.lock();
        try {
            Instant at = addedAt.get(digest);
            return at != null && !isPast(at, now);
        } finally {
            lock.unlock();
        }
    }

    void add(String digest) {
        Instant now = clock.instant();
        lock.lock();
        try {
            addedAt.remove(digest);
            addedAt.put(digest, now);
            while (addedAt.size() > MAX_KEPT || isPast(addedAt.firstEntry().getValue(), now)) {
                addedAt.pollFirstEntry();
            }
        } finally {
            lock.unlock();
        }
    }

    private static boolean isPast(Instant at, Instant now) {
        return !at.plus(KEPT).isAfter(now);
    }
}
