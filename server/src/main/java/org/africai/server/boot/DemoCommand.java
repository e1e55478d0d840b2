package org.africai.server.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.africai.server.settings.Secret;
import org.africai.server.settings.Settings;
import org.africai.server.settings.StartRefused;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `demo`: a server with a small synthetic cohort in a folder that is thrown away at the end,
/// unless `--data` names one to keep.
final class DemoCommand {
    static final String LOGIN = "admin";
    private static final String PASSWORD = "AFRICAI_ADMIN_PASSWORD";
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

    static int run(ParseResult parsed, Console console) throws IOException {
        boolean keeps = parsed.hasMatchedOption("--data");
        RunningServer server = keeps ? start(parsed, Map.of(), console) : scratch(parsed, console);
        var signal = ShutdownSignal.stops(() -> stop(server, keeps), console);
        show(server, signal, console);
        return ServeCommand.waitForever();
    }

    private static RunningServer scratch(ParseResult parsed, Console console) throws IOException {
        Path folder = ScratchFolder.create();
        try {
            return start(parsed, Map.of("data", folder.toString()), console);
        } catch (RuntimeException e) {
            ScratchFolder.delete(folder);
            throw e;
        }
    }

    private static RunningServer start(
            ParseResult parsed, Map<String, String> given, Console console) {
        return RunningServer.start(settings(parsed, given), console::say);
    }

    /// With a password made up for the occasion, unless one is given.
    private static Settings settings(ParseResult parsed, Map<String, String> given) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        if (!environment.containsKey(PASSWORD + "_FILE")
                && !parsed.hasMatchedOption("--admin-password-file")) {
            environment.computeIfAbsent(PASSWORD, name -> newPassword());
        }
        return ServeOptions.read(parsed, environment, given);
    }

    private static void show(RunningServer server, ShutdownSignal signal, Console console) {
        Secret password = server.get(ServerSettings.class).adminPassword();
        if (password == null) {
            throw new IllegalStateException("the demo has no password");
        }
        try {
            server.all(DemoContent.class)
                    .forEach(content -> content.fill(server.address(), LOGIN, password));
        } catch (RuntimeException e) {
            signal.fail();
            throw new StartRefused("the demo could not be filled: " + e.getMessage(), e);
        }
        console.say("AFRICAI ready at " + server.address());
        console.say("log in as " + LOGIN + " with " + whichPassword(server, password));
    }

    /// A folder that was kept keeps its passwords, too: the one of this start is of no use there.
    private static String whichPassword(RunningServer server, Secret password) {
        try (var client = new DemoClient(server.address(), LOGIN, password)) {
            return client.isLoggedIn()
                    ? "the password " + password.value()
                    : "the password that this folder has had since its first start, or that you"
                            + " gave it later";
        }
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
