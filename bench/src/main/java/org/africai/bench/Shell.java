package org.africai.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Runs peers.
final class Shell {
    private static final Pattern TIMES = Pattern.compile("(\\d+)m([0-9.]+)s");

    private Shell() {}

    /// What a command printed and cost.
    ///
    /// @param output standard output
    /// @param seconds on the clock
    /// @param cpuSeconds of the command and its children, user and system
    record Result(String output, double seconds, double cpuSeconds) {}

    /// Whether a command ends well: to see what is installed.
    static boolean succeeds(String command) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", command + " >/dev/null 2>&1").start().waitFor() == 0;
    }

    /// Runs a command in a POSIX shell; its last line of output is what the shell says of the time.
    ///
    /// @throws IllegalStateException when it fails
    static Result run(Path folder, String command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("africai-bench", ".out");
        long start = System.nanoTime();
        Process process =
                new ProcessBuilder("sh", "-c", command + "\nstatus=$?; times; exit $status")
                        .directory(folder.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        int status = process.waitFor();
        double seconds = (System.nanoTime() - start) / 1e9;
        List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
        Files.delete(output);
        if (status != 0) {
            throw new IllegalStateException(command + " ended with " + status);
        }
        double cpu = cpuSeconds(lines.getLast()) + cpuSeconds(lines.get(lines.size() - 2));
        return new Result(String.join("\n", lines.subList(0, lines.size() - 2)), seconds, cpu);
    }

    private static double cpuSeconds(String line) {
        double sum = 0;
        for (Matcher m = TIMES.matcher(line); m.find(); ) {
            sum += 60 * Double.parseDouble(m.group(1)) + Double.parseDouble(m.group(2));
        }
        return sum;
    }
}
