package org.africai.server.boot;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.util.ArrayList;
import org.africai.server.settings.NearestName;
import org.africai.server.settings.StartRefused;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The server's command line: `serve` and `demo`. Ends with 0 after a stop that was asked for, 2
/// for a command that cannot be understood, 1 for a server that cannot start.
public final class AfricaiServer {
    private AfricaiServer() {}

    public static void main(String[] arguments) {
        refuseSerializedObjects();
        int status = run(arguments, Console.standard());
        System.exit(status);
    }

    private static int run(String[] arguments, Console console) {
        return new CommandLine(spec())
                .setExecutionStrategy(parsed -> run(parsed, console))
                .setParameterExceptionHandler((wrong, given) -> refuse(wrong, console))
                .execute(arguments);
    }

    /// Nothing here reads serialized Java objects; whoever smuggles one in gets nowhere.
    private static void refuseSerializedObjects() {
        ObjectInputFilter.Config.setSerialFilter(info -> ObjectInputFilter.Status.REJECTED);
    }

    private static int refuse(ParameterException wrong, Console console) {
        CommandLine command = wrong.getCommandLine();
        var spec = command.getCommandSpec();
        if (wrong instanceof UnmatchedArgumentException unknown) {
            String name = unknown.getUnmatched().getFirst().split("=", 2)[0];
            var known = new ArrayList<>(spec.optionsMap().keySet());
            known.addAll(spec.subcommands().keySet());
            console.complain(
                    "unknown '%s'; did you mean '%s'?"
                            .formatted(name, NearestName.of(name, known)));
        } else {
            console.complain(String.valueOf(wrong.getMessage()));
        }
        console.complain("see " + spec.qualifiedName() + " --help");
        return 2;
    }

    private static CommandSpec spec() {
        var spec = CommandSpec.create().name("africai").mixinStandardHelpOptions(true);
        spec.version(version());
        spec.usageMessage().description("An open archive for medical imaging data.");
        spec.addSubcommand("serve", ServeCommand.spec());
        spec.addSubcommand("demo", DemoCommand.spec());
        spec.addSubcommand("warm-up", WarmUpCommand.spec());
        return spec;
    }

    private static int run(ParseResult parsed, Console console) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        if (!parsed.hasSubcommand()) {
            console.complain("say what to do: serve or demo; see africai --help");
            return 2;
        }
        try {
            return run(parsed.subcommand(), parsed.subcommand().commandSpec().name(), console);
        } catch (StartRefused refused) {
            console.complain(String.valueOf(refused.getMessage()));
            return 1;
        } catch (IOException failure) {
            console.complain("input or output failed: " + failure);
            return 1;
        }
    }

    private static int run(ParseResult command, String name, Console console) throws IOException {
        return switch (name) {
            case "warm-up" -> WarmUpCommand.run(command, console);
            case "serve" -> ServeCommand.run(command, console);
            case "demo" -> DemoCommand.run(command, console);
            default -> throw new IllegalStateException("no command " + name);
        };
    }

    private static String version() {
        String version = AfricaiServer.class.getPackage().getImplementationVersion();
        return "AFRICAI " + (version == null ? "(not packaged)" : version);
    }
}
