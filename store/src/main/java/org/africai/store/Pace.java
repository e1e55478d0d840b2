package org.africai.store;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/// Holds reading in the background to a number of bytes a second, so that it does not slow down
/// those who wait. For one thread.
public final class Pace {
    private final long bytesPerSecond;
    private final LongSupplier nanos;
    private final LongConsumer sleep;
    private long startedAt;
    private long bytes;

    Pace(long bytesPerSecond, LongSupplier nanos, LongConsumer sleep) {
        if (bytesPerSecond <= 0) {
            throw new IllegalArgumentException("no pace: " + bytesPerSecond + " bytes a second");
        }
        this.bytesPerSecond = bytesPerSecond;
        this.nanos = nanos;
        this.sleep = sleep;
        this.startedAt = nanos.getAsLong();
    }

    /// A pace that begins now.
    ///
    /// @throws IllegalArgumentException when it is not positive
    public static Pace of(long bytesPerSecond) {
        return new Pace(bytesPerSecond, System::nanoTime, LockSupport::parkNanos);
    }

    /// As fast as it goes.
    public static Pace unlimited() {
        return of(Long.MAX_VALUE);
    }

    /// Counts `read` bytes and waits until they are due. An interrupted thread does not wait.
    void keep(int read) {
        bytes += read;
        long due = (long) (TimeUnit.SECONDS.toNanos(1) * ((double) bytes / bytesPerSecond));
        long early = due - (nanos.getAsLong() - startedAt);
        if (early > 0) {
            sleep.accept(early);
        } else if (early < -TimeUnit.SECONDS.toNanos(1)) {
            restart(); // time lost is not made up for by a burst
        }
    }

    private void restart() {
        startedAt = nanos.getAsLong();
        bytes = 0;
    }
}
