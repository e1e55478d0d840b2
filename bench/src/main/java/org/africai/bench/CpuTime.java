package org.africai.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// CPU time that the kernel has on account for a process and its descendants, those that have ended
/// included.
final class CpuTime {
    private static final double TICKS_PER_SECOND = 100;

    /// Places behind the name of the command in `/proc/PID/stat`: user and system time of the
    /// process, and of its children that were waited for.
    private static final int FIRST = 11;

    private static final int LAST = 14;

    private CpuTime() {}

    /// Seconds so far.
    static double seconds(ProcessHandle process) throws IOException {
        double ticks = 0;
        for (ProcessHandle one :
                Stream.concat(Stream.of(process), process.descendants()).toList()) {
            ticks += ticks(one.pid());
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static double ticks(long pid) throws IOException {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
            double sum = 0;
            for (int i = FIRST; i <= LAST; i++) {
                sum += Long.parseLong(fields[i]);
            }
            return sum;
        } catch (IOException failure) {
            // it may also end between the opening and the reading of the file
            if (ProcessHandle.of(pid).isEmpty()) {
                return 0;
            }
            throw failure;
        }
    }
}
