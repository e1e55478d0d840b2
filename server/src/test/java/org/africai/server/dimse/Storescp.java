package org.africai.server.dimse;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.africai.server.boot.Eventually;
import org.africai.server.db.TestFolders;

/// DCMTK's storescp, which keeps what it is sent, as it is sent.
///
/// @param folder where its files are
record Storescp(Process process, int port, Path folder) implements AutoCloseable {
    static final String TITLE = "STORESCP";

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int TRIES = 5;

    /// Starts one, and waits until it listens.
    static Storescp start(Object... options) throws IOException {
        assumeThat(DcmtkTools.isThere("storescp"))
                .as("SKIPPED: storescp of DCMTK is not installed")
                .isTrue();
        for (int i = 0; i < TRIES; i++) {
            Storescp started = begin(options);
            Eventually.holds(
                    "storescp listens",
                    LONGEST,
                    () -> !started.process.isAlive() || started.isListening());
            if (started.process.isAlive()) {
                return started;
            }
        }
        throw new AssertionError("storescp does not start");
    }

    private static Storescp begin(Object... options) throws IOException {
        int port = Sender.freePort(); // somebody else may get it first: then again
        Path folder = TestFolders.create("storescp");
        List<String> command = new ArrayList<>(List.of("storescp", "+B", "-od", folder.toString()));
        Stream.of(options).map(String::valueOf).forEach(command::add);
        command.add(Integer.toString(port));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(TestFolders.create("dcmtk").resolve("storescp").toFile());
        builder.environment().put("TCP_NODELAY", "1");
        return new Storescp(builder.start(), port, folder);
    }

    private boolean isListening() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /// The data sets it has been sent.
    List<byte[]> datasets() throws IOException {
        List<byte[]> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.add(Bytes.dataset(Files.readAllBytes(file)));
            }
        }
        return all;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
