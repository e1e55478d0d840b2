package org.africai.server.boot;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Whether the server can do work now. The answer is good for a second, and one caller at a time
/// works it out, so asking often costs nothing.
final class Readiness {
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);
    private static final String OK = "ok";

    /// @param ready whether every check passed
    /// @param checks the name of each check with `ok` or its problem
    record Answer(boolean ready, Map<String, String> checks) {
        Answer {
            checks = Map.copyOf(checks);
        }
    }

    private final List<ReadinessCheck> checks;
    private final ReentrantLock lock = new ReentrantLock();
    private Answer last = new Answer(false, Map.of()); // guarded by lock
    private long askedAt = System.nanoTime() - GOOD_FOR.toNanos(); // guarded by lock
    private volatile Phase phase = Phase.STARTING;

    private enum Phase {
        STARTING,
        RUNNING,
        STOPPING
    }

    Readiness(List<ReadinessCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    /// All that comes before the first request is done; the checks decide from now on.
    void started() {
        phase = Phase.RUNNING;
    }

    /// From now on the server is not ready: it takes leave.
    void stop() {
        phase = Phase.STOPPING;
    }

    Answer ask() {
        return switch (phase) {
            case STARTING -> new Answer(false, Map.of("server", "starting"));
            case RUNNING -> checked();
            case STOPPING -> new Answer(false, Map.of("server", "stopping"));
        };
    }

    private Answer checked() {
        lock.lock();
        try {
            if (System.nanoTime() - askedAt >= GOOD_FOR.toNanos()) {
                last = check();
                askedAt = System.nanoTime();
            }
            return last;
        } finally {
            lock.unlock();
        }
    }

    private Answer check() {
        var answers = new LinkedHashMap<String, String>();
        checks.forEach(check -> answers.put(check.name(), check.problem().get().orElse(OK)));
        return new Answer(answers.values().stream().allMatch(OK::equals), answers);
    }
}
