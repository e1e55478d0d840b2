package org.africai.server.boot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.africai.server.settings.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `warm-up`: starts a server in a scratch folder, asks it a few things and stops it. Run once
/// after a build, with `-XX:AOTCacheOutput`, it teaches Java what later starts need.
final class WarmUpCommand {
    /// What the first visitors of a server ask for; answered or refused, either loads the classes.
    private static final List<String> QUESTIONS =
            List.of(
                    "/health/ready",
                    "/",
                    "/data/JSESSION",
                    "/data/projects?format=json",
                    "/xapi/siteConfig/buildInfo");

    private WarmUpCommand() {}

    static CommandSpec spec() {
        var spec = CommandSpec.create().name("warm-up").mixinStandardHelpOptions(true);
        spec.usageMessage()
                .hidden(true)
                .description("Starts and stops a scratch server, for the start-up cache.");
        ServeOptions.addTo(spec);
        return spec;
    }

    static int run(ParseResult parsed, Console console) throws IOException {
        Path scratch = ScratchFolder.create();
        try {
            Settings settings =
                    ServeOptions.read(
                            parsed, Map.of(), Map.of("data", scratch.toString(), "port", "0"));
            try (RunningServer server = RunningServer.start(settings, line -> {})) {
                for (String question : QUESTIONS) {
                    ask(server.address().resolve(question));
                }
            }
        } finally {
            ScratchFolder.delete(scratch);
        }
        console.say("AFRICAI warmed up");
        return 0;
    }

    private static void ask(URI address) throws IOException {
        try (var client = HttpClient.newHttpClient()) {
            client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
