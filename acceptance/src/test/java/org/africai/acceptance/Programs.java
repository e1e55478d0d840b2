package org.africai.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs the programs of others.
final class Programs {
    private static final int SECONDS = 600;

    /// What a program printed, and how it ended.
    record Ended(int status, String printed) {}

    private Programs() {}

    static boolean succeed(String command) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", command + " >/dev/null 2>&1").start().waitFor() == 0;
    }

    /// Runs a command, which must end well in time, and gives what it printed.
    static String run(Path folder, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Ended ended = end(folder, environment, command);
        assertThat(ended.status()).as(ended.printed()).isZero();
        return ended.printed();
    }

    /// Runs a command, which must end in time, well or not.
    static Ended end(Path folder, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("africai-acceptance", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        assertThat(ended).as("ended within %s s: %s", SECONDS, printed).isTrue();
        return new Ended(process.waitFor(), printed);
    }
}
