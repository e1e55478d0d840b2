package org.africai.dimse;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Counts connections, in all and by address.
final class Places {
    private final int most;
    private final int mostByAddress;
    private final ReentrantLock lock = new ReentrantLock();

    /// Guarded by `lock`, as is `byAddress`.
    private int taken;

    private final Map<InetAddress, Integer> byAddress = new HashMap<>();

    /// What a new connection gets.
    enum Place {
        TO_SERVE,
        TO_REJECT,
        NONE
    }

    Places(int most, int mostByAddress) {
        this.most = most;
        this.mostByAddress = mostByAddress;
    }

    /// Takes a place, unless there is none.
    Place take(InetAddress address) {
        lock.lock();
        try {
            int same = byAddress.getOrDefault(address, 0);
            if (taken >= 2 * most || same >= 2 * mostByAddress) {
                return Place.NONE;
            }
            taken++;
            byAddress.put(address, same + 1);
            return taken > most || same >= mostByAddress ? Place.TO_REJECT : Place.TO_SERVE;
        } finally {
            lock.unlock();
        }
    }

    void release(InetAddress address) {
        lock.lock();
        try {
            taken--;
            byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
        } finally {
            lock.unlock();
        }
    }

    int taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
