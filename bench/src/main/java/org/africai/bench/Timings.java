package org.africai.bench;

import java.util.Arrays;
import java.util.Locale;

/// How long each of many requests took, in nanoseconds; safe for use by many threads.
final class Timings {
    private static final double NANOS_PER_MILLI = 1e6;

    private long[] nanos = new long[1024];
    private int count;

    synchronized void add(long one) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = one;
    }

    synchronized int count() {
        return count;
    }

    /// The time that a share of the requests did not exceed, in milliseconds.
    ///
    /// @param share 0.5 for the median
    synchronized double millis(double share) {
        if (count == 0) {
            throw new IllegalStateException("nothing was measured");
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * count) - 1;
        return sorted[Math.max(0, rank)] / NANOS_PER_MILLI;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p99 %.1f ms, longest %.1f ms of %d",
                millis(0.5),
                millis(0.99),
                millis(1),
                count());
    }
}
