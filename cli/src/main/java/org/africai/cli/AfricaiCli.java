package org.africai.cli;

import java.util.Map;
import org.africai.cli.send.SendCommand;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The command line of those who bring data. What it ends with is told by [Exit].
public final class AfricaiCli {
    private AfricaiCli() {}

    public static void main(String[] arguments) {
        System.exit(run(Console.standard(), System.getenv(), arguments));
    }

    /// Runs a command.
    ///
    /// @param environment variables, which secrets are taken from
    /// @return what the process ends with
    public static int run(Console console, Map<String, String> environment, String... arguments) {
        return new CommandLine(spec())
                .setExecutionStrategy(parsed -> run(parsed, console, environment))
                .setParameterExceptionHandler((wrong, _) -> refuse(wrong, console))
                .setExecutionExceptionHandler((failure, _, _) -> {
                    console.complain("failed: " + failure);
                    return Exit.FAILED.status();
                })
                .execute(arguments);
    }

    private static CommandSpec spec() {
        var spec = CommandSpec.create().name("africai").mixinStandardHelpOptions(true);
        spec.version(version());
        spec.usageMessage().description("Brings imaging data to an AFRICAI archive.");
        spec.addSubcommand("send", SendCommand.spec());
        return spec;
    }

    private static int refuse(ParameterException wrong, Console console) {
        console.complain(String.valueOf(wrong.getMessage()));
        console.complain(
                "see " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return Exit.USAGE.status();
    }

    private static int run(ParseResult parsed, Console console, Map<String, String> environment) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        if (!parsed.hasSubcommand()) {
            console.complain("say what to do: send; see africai --help");
            return Exit.USAGE.status();
        }
        return SendCommand.run(parsed.subcommand(), console, environment).status();
    }

    private static String version() {
        String version = AfricaiCli.class.getPackage().getImplementationVersion();
        return "AFRICAI " + (version == null ? "(not packaged)" : version);
    }
}
