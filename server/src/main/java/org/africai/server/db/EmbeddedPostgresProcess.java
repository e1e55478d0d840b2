package org.africai.server.db;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One run of the postmaster, from start to end.
final class EmbeddedPostgresProcess {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgresProcess.class);
    private static final long POLL_MILLIS = 10;
    private static final long MAX_LOG_BYTES = 10L << 20;

    /// The line of `postmaster.pid` that tells the state, counted from 0.
    private static final int STATUS_LINE = 7;

    private final EmbeddedPostgresCluster cluster;
    private final Process process;

    private EmbeddedPostgresProcess(EmbeddedPostgresCluster cluster, Process process) {
        this.cluster = cluster;
        this.process = process;
    }

    /// Starts the postmaster. It is stopped when the calling thread ends.
    static EmbeddedPostgresProcess start(EmbeddedPostgresCluster cluster, int port)
            throws IOException {
        shortenLog(cluster.log());
        List<String> command =
                cluster.account()
                        .command(
                                List.of(
                                        cluster.programs().resolve("bin/postgres").toString(),
                                        "-D",
                                        cluster.data().toString(),
                                        "-p",
                                        Integer.toString(port)));
        Process process =
                new ProcessBuilder(command)
                        .directory(cluster.folder().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(cluster.log().toFile()))
                        .start();
        process.getOutputStream().close();
        return new EmbeddedPostgresProcess(cluster, process);
    }

    private static void shortenLog(Path file) throws IOException {
        if (Files.exists(file) && Files.size(file) > MAX_LOG_BYTES) {
            Files.move(
                    file,
                    file.resolveSibling(file.getFileName() + ".1"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// Waits until the database takes connections, recovery after a crash included.
    ///
    /// @return false when it ended or the time is over
    boolean awaitReady(Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() - end < 0) {
            if (isReady()) {
                return true;
            }
            if (waitFor(Duration.ofMillis(POLL_MILLIS))) {
                return false;
            }
        }
        return false;
    }

    private boolean isReady() throws IOException {
        Path file = cluster.data().resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return false;
        }
        List<String> lines = Files.readString(file, StandardCharsets.UTF_8).lines().toList();
        return lines.size() > STATUS_LINE
                && lines.get(STATUS_LINE).strip().equals("ready")
                && lines.getFirst().strip().equals(Long.toString(pid()));
    }

    /// Waits for the end.
    ///
    /// @return whether it has ended
    boolean waitFor(Duration limit) throws IOException {
        try {
            return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// Stops the database: open transactions are rolled back, a checkpoint is written. When that
    /// takes longer than `limit`, it is stopped at once and recovers at the next start.
    void stop(Duration limit) throws IOException {
        if (!process.isAlive()) {
            return;
        }
        signal(pid(), "INT");
        if (waitFor(limit)) {
            return;
        }
        log.warn("database does not stop in time, stopping it at once pid={}", pid());
        signal(pid(), "QUIT");
        if (!waitFor(limit)) {
            process.destroyForcibly();
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    /// Sends a signal that Java has no call for.
    static void signal(long pid, String name) throws IOException {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " \"$0\"", Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static void pause(long millis) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted", e);
    }
}
