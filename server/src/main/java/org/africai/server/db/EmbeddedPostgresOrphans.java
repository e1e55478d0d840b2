package org.africai.server.db;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.africai.server.settings.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Clears the way for a start: whatever an earlier server left running on the database's files is
/// stopped, and a `postmaster.pid` that only seems to name a running database is removed.
///
/// A process is taken for ours only when it works in our data folder, never by its number alone: in
/// a container the number of a dead postmaster is soon another program's.
final class EmbeddedPostgresOrphans {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgresOrphans.class);
    private static final Duration FAST = Duration.ofSeconds(60);
    private static final Duration IMMEDIATE = Duration.ofSeconds(15);
    private static final long POLL_MILLIS = 20;
    private static final Path PROCESSES = Path.of("/proc");

    private final Path data;

    EmbeddedPostgresOrphans(Path data) {
        this.data = data;
    }

    /// @throws StartRefused when something still works on the files and does not stop
    void clear() throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        OptionalLong postmaster = readPid(pidFile);
        if (postmaster.isPresent() && isOurs(postmaster.getAsLong())) {
            stop(postmaster.getAsLong());
        }
        if (!waitUntil(() -> workers().isEmpty(), FAST)) {
            throw new StartRefused(
                    "processes %s still work on the database in %s".formatted(workers(), data));
        }
        if (Files.isDirectory(PROCESSES) && Files.deleteIfExists(pidFile)) {
            log.warn("removed a stale postmaster.pid pid={}", postmaster.orElse(-1));
        }
    }

    private void stop(long postmaster) throws IOException {
        log.warn("stopping a database left running pid={}", postmaster);
        EmbeddedPostgresProcess.signal(postmaster, "INT");
        if (!waitUntil(() -> !isOurs(postmaster), FAST)) {
            EmbeddedPostgresProcess.signal(postmaster, "QUIT");
            if (!waitUntil(() -> !isOurs(postmaster), IMMEDIATE)) {
                throw new StartRefused(
                        "the database process %s on %s does not stop".formatted(postmaster, data));
            }
        }
    }

    private static OptionalLong readPid(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return OptionalLong.empty();
        }
        List<String> lines = Files.readAllLines(file);
        String first = lines.isEmpty() ? "" : lines.getFirst().strip();
        return first.matches("\\d{1,10}")
                ? OptionalLong.of(Long.parseLong(first))
                : OptionalLong.empty();
    }

    private boolean isOurs(long pid) {
        if (Files.isDirectory(PROCESSES)) {
            return worksHere(PROCESSES.resolve(Long.toString(pid)));
        }
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().commandLine())
                .filter(command -> command.contains(data.toString()))
                .isPresent();
    }

    /// Every process whose working folder is the data folder: the postmaster and its children.
    private List<String> workers() {
        if (!Files.isDirectory(PROCESSES)) {
            return List.of();
        }
        try (var processes = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            var found = new java.util.ArrayList<String>();
            for (Path process : processes) {
                if (worksHere(process)) {
                    found.add(process.getFileName().toString());
                }
            }
            return found;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private boolean worksHere(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(data);
        } catch (IOException e) {
            return false; // it ended meanwhile, or is another user's
        }
    }

    private static boolean waitUntil(BooleanSupplier condition, Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            EmbeddedPostgresProcess.pause(POLL_MILLIS);
        }
        return true;
    }
}
