package org.africai.server.accounts;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.concurrent.locks.ReentrantLock;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Passwords found right in the last five minutes, so that a program that sends one with each
/// request costs no half second each. What is kept is a keyed digest of password and stored hash
/// together, under a key of this process alone: it cannot be guessed at elsewhere, and a changed
/// password makes another digest, on every server at once.
final class RememberedPasswords {
    static final Duration KEPT = Duration.ofMinutes(5);
    private static final int MAX_KEPT = 10_000;
    private static final String MAC = "HmacSHA256";

    private final Clock clock;
    private final SecretKeySpec key;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, Instant> good =
            new LinkedHashMap<>(); // by lock, oldest first

    RememberedPasswords(Clock clock, SecureRandom random) {
        this.clock = clock;
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, MAC);
    }

    /// What stands for this password of the account with this stored hash.
    String digest(String login, String storedHash, String password) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            for (String part : new String[] {login, storedHash, password}) {
                byte[] bytes = PasswordHashes.bytes(part);
                mac.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                mac.update(bytes);
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + MAC, e);
        }
    }

    boolean has(String digest) {
        Instant oldest = clock.instant().minus(KEPT);
        lock.lock();
        try {
            Instant at = good.get(digest);
            return at != null && at.isAfter(oldest);
        } finally {
            lock.unlock();
        }
    }

    void add(String digest) {
        Instant now = clock.instant();
        lock.lock();
        try {
            good.remove(digest);
            good.put(digest, now);
            while (good.size() > MAX_KEPT || isPast(good.firstEntry().getValue(), now)) {
                good.pollFirstEntry();
            }
        } finally {
            lock.unlock();
        }
    }

    private static boolean isPast(Instant at, Instant now) {
        return !at.plus(KEPT).isAfter(now);
    }
}
