package org.africai.server.accounts;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// The ids of logins that were used lately, by the digest that the database has of each: XNAT's
/// clients want to be told the ids that they ended, and the database does not know them. They are
/// in memory only, as every request has them there anyway. Bounded: the one that was not used for
/// longest goes first. Thread-safe.
final class RecentIds {
    static final int MAX = 20_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, LoginId> byDigest = new LinkedHashMap<>(16, 0.75f, true); // by lock

    void add(LoginId id) {
        String digest = digest(id);
        lock.lock();
        try {
            byDigest.put(digest, id);
            if (byDigest.size() > MAX) {
                byDigest.remove(byDigest.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    void forget(LoginId id) {
        ended(digest(id));
    }

    /// Forgets a login that has ended.
    ///
    /// @return its id, or the digest itself when the id is not known
    String ended(String digest) {
        lock.lock();
        try {
            LoginId id = byDigest.remove(digest);
            return id == null ? digest : id.value();
        } finally {
            lock.unlock();
        }
    }

    private static String digest(LoginId id) {
        return HexFormat.of().formatHex(id.hash());
    }
}
