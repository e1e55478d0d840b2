package org.africai.dimse;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The command line tools of DCMTK as peers. Tests are skipped, and say so, where they are not
/// installed.
public final class Dcmtk {
    private static final Duration LONG = Duration.ofSeconds(60);

    private Dcmtk() {}

    /// What a tool did.
    public record Result(int exit, String output) {}

    private static String tool(String name) {
        boolean isThere =
                Arrays.stream(System.getenv("PATH").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        if (!isThere) {
            System.err.println("SKIPPED: " + name + " of DCMTK is not installed");
        }
        assumeThat(isThere).as(name + " of DCMTK is installed").isTrue();
        return name;
    }

    private static ProcessBuilder process(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Without this DCMTK leaves Nagle's algorithm on.
        builder.environment().put("TCP_NODELAY", "1");
        return builder;
    }

    /// Runs a tool to its end.
    public static Result run(String name, Object... arguments)
            throws IOException, InterruptedException {
        return run(true, name, arguments);
    }

    /// Runs a tool with Nagle's algorithm on, as it is by default.
    static Result runWithNagle(String name, Object... arguments)
            throws IOException, InterruptedException {
        return run(false, name, arguments);
    }

    private static Result run(boolean isNoDelay, String name, Object... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(tool(name)));
        Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
        Path output = Files.createTempFile("dcmtk", ".txt");
        ProcessBuilder builder = process(command).redirectOutput(output.toFile());
        if (!isNoDelay) {
            builder.environment().remove("TCP_NODELAY");
        }
        Process process = builder.start();
        try {
            if (!process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(command + " hangs: " + Files.readString(output));
            }
            return new Result(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }

    /// A tool that listens.
    record Listener(Process process, int port) implements AutoCloseable {
        @Override
        public void close() {
            process.destroy();
            process.onExit().join();
        }
    }

    /// Starts a tool that listens on a free port, which is its last argument.
    static Listener listen(String name, Object... arguments)
            throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(tool(name)));
        Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
        command.add(String.valueOf(port));
        Process process = process(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        awaitPort(process, port);
        return new Listener(process, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(Process process, int port)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (System.nanoTime() < end) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException _) {
                if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                    throw new AssertionError("ended at once: exit " + process.exitValue());
                }
            }
        }
        throw new AssertionError("nothing listens on port " + port);
    }
}
