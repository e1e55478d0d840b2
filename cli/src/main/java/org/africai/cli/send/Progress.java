package org.africai.cli.send;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.africai.cli.Console;

/// Tells how it gets on: a bar that is written over on a terminal, else a line now and then.
/// Thread-safe.
final class Progress {
    private static final Duration ON_A_TERMINAL = Duration.ofMillis(250);
    private static final Duration ELSEWHERE = Duration.ofSeconds(30);

    /// What the rate is taken over.
    private static final Duration WINDOW = Duration.ofSeconds(20);

    private static final int BAR = 24;
    private static final long KILO = 1_000;

    /// Guards all below.
    private final ReentrantLock lock = new ReentrantLock();

    private final Console console;
    private final InstantSource clock;
    private final long allBytes;
    private final int allFiles;
    private long settledBytes;
    private int settledFiles;
    private long movedBytes;
    private Instant told;
    private Instant markedAt;
    private long markedBytes;
    private double rate;

    /// @param allBytes of what is still to be done
    Progress(Console console, InstantSource clock, int allFiles, long allBytes) {
        this.console = console;
        this.clock = clock;
        this.allFiles = allFiles;
        this.allBytes = allBytes;
        this.markedAt = clock.instant();
        this.told = markedAt;
    }

    /// Bytes have left.
    void moved(long bytes) {
        lock.lock();
        try {
            movedBytes += bytes;
            tell();
        } finally {
            lock.unlock();
        }
    }

    /// Nothing more happens to a file.
    void settled(long bytes) {
        lock.lock();
        try {
            settledBytes += bytes;
            settledFiles++;
            tell();
        } finally {
            lock.unlock();
        }
    }

    private void tell() {
        Instant now = clock.instant();
        measure(now);
        Duration every = console.isTerminal() ? ON_A_TERMINAL : ELSEWHERE;
        if (Duration.between(told, now).compareTo(every) >= 0) {
            told = now;
            console.status(line());
        }
    }

    /// The rate of the last window and of those before, the last for a half.
    private void measure(Instant now) {
        Duration since = Duration.between(markedAt, now);
        if (since.compareTo(WINDOW) >= 0 || (rate == 0 && since.toMillis() >= KILO)) {
            double last = (movedBytes - markedBytes) * 1e3 / since.toMillis();
            rate = rate == 0 ? last : (rate + last) / 2;
            markedAt = now;
            markedBytes = movedBytes;
        }
    }

    /// Such as `[######------] 50 % 120 of 240 files 31 kB/s 1 h 05 min left`.
    String line() {
        lock.lock();
        try {
            double share = allBytes == 0 ? 1 : Math.min(1, (double) settledBytes / allBytes);
            int full = (int) (share * BAR);
            return String.format(
                    Locale.ROOT,
                    "[%s%s] %d %%  %d of %d files  %s/s%s",
                    "#".repeat(full),
                    "-".repeat(BAR - full),
                    (int) (share * 100),
                    settledFiles,
                    allFiles,
                    bytes((long) rate),
                    left());
        } finally {
            lock.unlock();
        }
    }

    private String left() {
        long bytes = allBytes - settledBytes;
        return rate < 1 || bytes <= 0 ? "" : "  " + time((long) (bytes / rate)) + " left";
    }

    static String time(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = (seconds + 30) / 60;
        long hours = minutes / 60;
        if (hours == 0) {
            return minutes + " min";
        }
        return hours < 48
                ? String.format(Locale.ROOT, "%d h %02d min", hours, minutes % 60)
                : hours / 24 + " days";
    }

    static String bytes(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double number = bytes;
        int unit = 0;
        while (number >= KILO && unit < units.length - 1) {
            number /= KILO;
            unit++;
        }
        return String.format(
                Locale.ROOT, number < 10 && unit > 0 ? "%.1f %s" : "%.0f %s", number, units[unit]);
    }
}
