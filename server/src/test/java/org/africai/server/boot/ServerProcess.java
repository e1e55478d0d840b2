package org.africai.server.boot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.africai.server.db.TestFolders;

/// A server in a process of its own, for tests that stop it or kill it.
public final class ServerProcess implements AutoCloseable {
    public static final Duration LONGEST = Duration.ofSeconds(90);
    private static final String READY = "AFRICAI ready at ";

    private final Process process;
    private final Path errors;
    private final List<String> output = new ArrayList<>();
    private final BufferedReader reader;

    private ServerProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        this.reader = process.inputReader();
    }

    /// Runs `serve` on a data folder and a free port.
    static ServerProcess serve(Path data, String... options) {
        var arguments = new ArrayList<>(List.of("serve", "--data", data.toString()));
        arguments.addAll(List.of(options));
        return run(Map.of("AFRICAI_PORT", "0"), arguments);
    }

    /// Runs any command.
    public static ServerProcess run(Map<String, String> environment, List<String> arguments) {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx256m",
                                "-cp",
                                System.getProperty(
                                        "surefire.test.class.path",
                                        System.getProperty("java.class.path")),
                                AfricaiServer.class.getName()));
        command.addAll(arguments);
        try {
            Path errors = TestFolders.create("output").resolve("errors");
            var builder = new ProcessBuilder(command).redirectError(errors.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("AFRICAI_"));
            builder.environment().putAll(environment);
            builder.environment()
                    .put("AFRICAI_DATABASE_PROGRAMS", TestFolders.programs().toString());
            return new ServerProcess(builder.start(), errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for the line that says it is ready.
    ///
    /// @return its address
    public URI awaitReady() {
        for (String line = nextLine(); !line.isEmpty(); line = nextLine()) {
            if (line.startsWith(READY)) {
                return URI.create(line.substring(READY.length()));
            }
        }
        throw new AssertionError("the server ended: " + errors());
    }

    /// The next line of standard output; empty when it has ended.
    String nextLine() {
        try {
            String line = reader.readLine();
            if (line == null) {
                return "";
            }
            output.add(line);
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    /// What it wrote to standard error so far.
    public String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// SIGTERM.
    void terminate() {
        process.toHandle().destroy(); // Process.destroy() would close the output unread
    }

    /// SIGKILL.
    void kill() {
        process.destroyForcibly();
    }

    /// SIGKILL to the server and to every process it has started, its database among them.
    public void killAll() {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    int awaitExit() {
        try {
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the server does not end: " + errors());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Lets it run for a while.
    ///
    /// @return whether it still runs then
    boolean isAliveAfter(Duration time) {
        try {
            return !process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitExit();
    }
}
