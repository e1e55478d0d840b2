package org.africai.dimse.ul;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Cuts connections whose writes hang, for which sockets have no time-out of their own. Its thread
/// lives as long as there are connections.
final class Watchdog {
    static final Watchdog SHARED = new Watchdog();

    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Set<Transport> watched = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();

    /// Guarded by `lock`.
    private @Nullable Thread thread;

    private Watchdog() {}

    void watch(Transport transport) {
        lock.lock();
        try {
            watched.add(transport);
            if (thread == null) {
                // Not virtual: it must run when all else is busy.
                thread = Thread.ofPlatform().daemon().name("dicom-watchdog").start(this::run);
            }
        } finally {
            lock.unlock();
        }
    }

    void forget(Transport transport) {
        watched.remove(transport);
    }

    private void run() {
        while (isNeeded()) {
            long now = System.nanoTime();
            watched.stream().filter(transport -> transport.isOverdue(now)).forEach(Transport::cut);
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    private boolean isNeeded() {
        lock.lock();
        try {
            if (watched.isEmpty()) {
                thread = null;
            }
            return thread != null;
        } finally {
            lock.unlock();
        }
    }
}
