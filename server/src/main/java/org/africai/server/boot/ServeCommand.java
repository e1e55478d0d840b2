package org.africai.server.boot;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.africai.server.settings.Settings;
import org.africai.server.settings.StartRefused;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `serve`: runs a server on a data folder until it is told to stop.
final class ServeCommand {
    private ServeCommand() {}

    static CommandSpec spec() {
        var spec = CommandSpec.create().name("serve").mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description(
                        "Runs the archive on a data folder until SIGTERM or Ctrl-C.",
                        "Every option is also a line key=value of the settings file and a variable"
                                + " such as AFRICAI_DATABASE_POOL_SIZE.");
        ServeOptions.addTo(spec);
        return spec;
    }

    static int run(ParseResult parsed, Console console) {
        Settings settings = ServeOptions.read(parsed, System.getenv(), Map.of());
        if (settings.get(ServerSettings.class).data() == null) {
            throw new StartRefused("serve needs a folder for its data: --data DIR");
        }
        RunningServer server = RunningServer.start(settings, console::say);
        ShutdownSignal.stops(server, console);
        console.say("AFRICAI ready at " + server.address());
        return waitForever();
    }

    /// The shutdown hook ends the process.
    static int waitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
