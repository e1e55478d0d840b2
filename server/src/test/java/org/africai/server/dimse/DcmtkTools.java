package org.africai.server.dimse;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.africai.server.db.TestFolders;

/// The command line tools of DCMTK as peers. Tests are skipped where they are not installed.
final class DcmtkTools {
    private static final long LONGEST_SECONDS = 120;

    private DcmtkTools() {}

    /// What a tool did.
    record Result(int exit, String output) {}

    static boolean isThere(String name) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /// Runs a tool to its end.
    static Result run(String name, Object... arguments) throws IOException, InterruptedException {
        assumeThat(isThere(name)).as("SKIPPED: " + name + " of DCMTK is not installed").isTrue();
        List<String> command = new ArrayList<>(List.of(name));
        Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
        Path output = TestFolders.create("dcmtk").resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().put("TCP_NODELAY", "1"); // else DCMTK leaves Nagle's algorithm on
        Process process = builder.start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(command + " hangs: " + Files.readString(output));
            }
            return new Result(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }
}
