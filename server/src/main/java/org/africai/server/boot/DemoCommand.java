package org.africai.server.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.africai.server.settings.Secret;
import org.africai.server.settings.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `demo`: a server with a small synthetic cohort in a folder that is thrown away at the end,
/// unless `--data` names one to keep.
final class DemoCommand {
    static final String LOGIN = "admin";
    private static final int PASSWORD_BYTES = 12;

    private DemoCommand() {}

    static CommandSpec spec() {
        var spec = CommandSpec.create().name("demo").mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description(
                        "Runs the archive with a small synthetic cohort, to look around in.",
                        "Everything is thrown away at the end, unless --data names a folder.");
        ServeOptions.addTo(spec);
        return spec;
    }

    static int run(ParseResult parsed, Console console) {
        boolean keeps = parsed.hasMatchedOption("--data");
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.computeIfAbsent("AFRICAI_ADMIN_PASSWORD", name -> newPassword());
        Path scratch = keeps ? Path.of("") : ScratchFolder.create();
        Settings settings =
                ServeOptions.read(
                        parsed, environment, keeps ? Map.of() : Map.of("data", scratch.toString()));
        RunningServer server = RunningServer.start(settings, console::say);
        ShutdownSignal.stops(() -> stop(server, keeps), console);
        fill(server, new Secret(environment.get("AFRICAI_ADMIN_PASSWORD")));
        console.say("AFRICAI ready at " + server.address());
        console.say(
                "log in as "
                        + LOGIN
                        + " with the password "
                        + environment.get("AFRICAI_ADMIN_PASSWORD"));
        return ServeCommand.waitForever();
    }

    private static void fill(RunningServer server, Secret password) {
        server.all(DemoContent.class)
                .forEach(content -> content.fill(server.address(), LOGIN, password));
    }

    private static void stop(RunningServer server, boolean keeps) throws IOException {
        server.close();
        if (!keeps) {
            ScratchFolder.delete(server.data());
        }
    }

    private static String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
