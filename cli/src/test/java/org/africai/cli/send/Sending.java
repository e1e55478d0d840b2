package org.africai.cli.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.africai.cli.AfricaiCli;
import org.africai.cli.Console;

/// Runs the command as its users do, in this process.
final class Sending {
    static final String PASSPHRASE = "only the owner knows";

    private Sending() {}

    /// @param exit what it ended with
    /// @param said on both outputs
    record Ended(int exit, String said) {}

    static Ended run(Map<String, String> environment, String... arguments) {
        var out = new ByteArrayOutputStream();
        var print = new PrintStream(out, true, UTF_8);
        int exit = AfricaiCli.run(new Console(print, print, false), environment, arguments);
        return new Ended(exit, out.toString(UTF_8));
    }

    /// Sends a folder to the project P of an archive, with a token, and keeps no map.
    static Ended run(FakeArchive archive, Path folder, Path work, String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.add("--no-map");
        return runMapping(archive, folder, work, all.toArray(String[]::new));
    }

    /// As [#run], with a map of identities.
    static Ended runMapping(FakeArchive archive, Path folder, Path work, String... more) {
        List<String> arguments = new ArrayList<>(List.of("send", folder.toString()));
        arguments.addAll(List.of("--to", archive.address().toString(), "--project", "P"));
        arguments.addAll(List.of("--work", work.toString()));
        arguments.addAll(List.of(more));
        return run(environment(), arguments.toArray(String[]::new));
    }

    static Map<String, String> environment() {
        return Map.of(Credentials.TOKEN, FakeArchive.TOKEN, Credentials.MAP_PASSPHRASE, PASSPHRASE);
    }
}
