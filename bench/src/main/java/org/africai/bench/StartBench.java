package org.africai.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

/// How long a start takes, on an empty folder and on a used one, and what an idle server holds.
final class StartBench {
    private static final int STARTS = 5;

    private final Path scratch;
    private final PrintStream out;

    StartBench(Path scratch, PrintStream out) {
        this.scratch = scratch;
        this.out = out;
    }

    void run() throws IOException, InterruptedException {
        Path data = scratch.resolve("data");
        for (int start = 0; start <= STARTS; start++) {
            try (PackagedServer server = PackagedServer.start(Folders.africai(), data, "")) {
                out.printf(
                        Locale.ROOT,
                        "%s start: ready in %.2f s, %d MiB resident (without PostgreSQL)%n",
                        start == 0 ? "first" : "later",
                        server.startTime().toMillis() / 1e3,
                        server.memoryMiB("VmRSS"));
            }
        }
    }
}
