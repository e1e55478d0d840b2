package org.africai.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// SHA-256, MD5 if it is wanted, and CRC-32 of the same bytes in one pass.
///
/// On one core the three cost the sum of their times, and MD5 half of it. A chunk of
/// [#PARALLEL_BYTES] or more therefore has its MD5 computed by the common pool while the calling
/// thread does the rest; when the pool is busy, the calling thread does that too. Small chunks stay
/// on the calling thread, for there the hand-over would cost more than it gains.
///
/// Not for use by several threads at once.
final class Digester {
    /// 256 KiB: 0.4 ms of MD5, twenty times the cost of a hand-over.
    static final int PARALLEL_BYTES = 256 << 10;

    private final MessageDigest sha256 = algorithm("SHA-256");
    private final @Nullable MessageDigest md5;
    private final CRC32 crc32 = new CRC32();
    private long size;

    Digester(Hashing wanted) {
        this.md5 = wanted == Hashing.ALL ? algorithm("MD5") : null;
    }

    void update(byte[] bytes, int offset, int length) {
        update(bytes, offset, length, () -> {});
    }

    /// Adds a chunk and runs `meanwhile`, which may read the chunk but not change it. When it fails
    /// the digests are of no more use.
    void update(byte[] bytes, int offset, int length, Runnable meanwhile) {
        if (md5 == null || length < PARALLEL_BYTES) {
            if (md5 != null) {
                md5.update(bytes, offset, length);
            }
            meanwhile.run();
            updateRest(bytes, offset, length);
            return;
        }
        ForkJoinTask<?> other = fork(md5, bytes, offset, length);
        try {
            meanwhile.run();
            updateRest(bytes, offset, length);
        } finally {
            other.join();
        }
    }

    long size() {
        return size;
    }

    /// The digests of all that was added; afterwards the digester is empty again.
    Digests finish() {
        var digests =
                new Digests(
                        Sha256.of(sha256.digest()),
                        md5 == null ? null : Md5.of(md5.digest()),
                        (int) crc32.getValue(),
                        size);
        crc32.reset();
        size = 0;
        return digests;
    }

    private static ForkJoinTask<?> fork(MessageDigest md5, byte[] bytes, int offset, int length) {
        ForkJoinTask<?> task = ForkJoinTask.adapt(() -> md5.update(bytes, offset, length));
        ForkJoinPool.commonPool().execute(task);
        return task;
    }

    private void updateRest(byte[] bytes, int offset, int length) {
        sha256.update(bytes, offset, length);
        crc32.update(bytes, offset, length);
        size += length;
    }

    static MessageDigest algorithm(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }
}
