package org.africai.cli.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/// What was asked for.
///
/// @param folder a folder, a ZIP, a DICOMDIR or an image
/// @param work where the work is kept
/// @param secretFile the key of the pseudonyms
/// @param patience how long nothing may work before it gives up
/// @param keys PKCS #12 with trusted certificates, and a key of our own where the receiver asks one
record SendOptions(
        Path folder,
        Target target,
        String project,
        RulesFile.Choice rules,
        boolean isDry,
        int previews,
        @Nullable Path report,
        Path work,
        Path secretFile,
        @Nullable String user,
        @Nullable Path tokenFile,
        boolean keepsMap,
        boolean acceptsReadable,
        boolean sendsAgain,
        int connections,
        Duration patience,
        String title,
        @Nullable Path keys) {
    private static final int MOST_CONNECTIONS = 8;
    private static final int DIGITS = 16;

    static CommandSpec addTo(CommandSpec spec) {
        spec.addPositional(
                PositionalParamSpec.builder()
                        .paramLabel("FOLDER")
                        .type(Path.class)
                        .arity("0..1")
                        .description("what to send: a folder, a ZIP, a DICOMDIR or an image")
                        .build());
        text(spec, "--to", "URL", "https://HOST, dicoms://AETITLE@HOST:PORT or dicom://…");
        text(spec, "--project", "ID", "the project in the archive");
        file(spec, "--script", "rules instead of the profile: a script of CTP or DicomEdit 6");
        file(spec, "--lookup", "table of replacements for the script (type/value=replacement)");
        file(spec, "--pixels", "areas to be blanked: a script of CTP's DicomPixelAnonymizer");
        file(spec, "--filter", "what may go at all: an expression of CTP's DicomFilter");
        text(
                spec,
                "--profile",
                "NAME",
                "basic (PS3.15 Basic Profile with shifted dates; the default) or research"
                        + " (keeps cleaned descriptions, age, sex, device)");
        flag(spec, "--ctp-hashes", "make hashes as CTP does; they can be reversed by trying");
        flag(spec, "--accept-pixels", "send also what may show who the patient is in its pixels");
        flag(spec, "--dry-run", "look, show what would change, and send nothing");
        text(spec, "--preview", "N", "with --dry-run: show all changes of N files (default 1)");
        file(spec, "--report", "write a report without patient data here, and as JSON beside it");
        file(spec, "--work", "folder to keep the work in (default: in ~/.africai/send)");
        file(spec, "--secret", "file with the key of the pseudonyms, made when it is not there");
        text(spec, "--user", "NAME", "log in with a password, which is asked for");
        file(spec, "--token-file", "a token ALIAS:SECRET, in a file that only you can read");
        flag(spec, "--no-map", "keep no map of who is behind the pseudonyms");
        file(spec, "--show-map", "print such a map and do nothing else");
        flag(spec, "--allow-plain-http", "send login and images readable by all on the way");
        flag(spec, "--again", "try once more what the archive refused or has lost");
        text(spec, "--connections", "N", "how many files travel at a time, 1 to 8 (default 2)");
        text(spec, "--patience", "MINUTES", "give up when nothing works for so long (default 60)");
        text(spec, "--title", "AETITLE", "our own AE title (default AFRICAI_SEND)");
        file(spec, "--keys", "PKCS #12 with certificates and keys for dicoms://");
        return spec;
    }

    private static void text(CommandSpec spec, String name, String label, String description) {
        spec.addOption(
                OptionSpec.builder(name)
                        .type(String.class)
                        .paramLabel(label)
                        .description(description)
                        .build());
    }

    private static void file(CommandSpec spec, String name, String description) {
        spec.addOption(
                OptionSpec.builder(name)
                        .type(Path.class)
                        .paramLabel("FILE")
                        .description(description)
                        .build());
    }

    private static void flag(CommandSpec spec, String name, String description) {
        spec.addOption(
                OptionSpec.builder(name).type(boolean.class).description(description).build());
    }

    /// @param home of the user
    /// @throws BadUse when something is missing or makes no sense
    static SendOptions of(ParseResult parsed, Path home) {
        Path folder = parsed.matchedPositionalValue(0, null);
        String to = parsed.matchedOptionValue("--to", null);
        String project = parsed.matchedOptionValue("--project", null);
        if (folder == null || to == null || project == null) {
            throw new BadUse("say what, where and for which project: FOLDER --to URL --project ID");
        }
        if (!project.matches("[\\w-]{1,255}")) {
            throw new BadUse("--project is the project's ID: letters, digits, _ and -");
        }
        Target target = Target.parse(to);
        Path place = parsed.matchedOptionValue("--work", null);
        Path ofProject = home.resolve(".africai/send").resolve(name(target + "\0" + project));
        Path secret = parsed.matchedOptionValue("--secret", null);
        String source = folder.toAbsolutePath().normalize().toString();
        return new SendOptions(
                folder,
                target,
                project,
                choice(parsed),
                parsed.hasMatchedOption("--dry-run"),
                number(parsed, "--preview", 1, 0, 1_000),
                parsed.matchedOptionValue("--report", null),
                place != null ? place : ofProject.resolve(name(source)),
                secret != null ? secret : (place != null ? place : ofProject).resolve("secret"),
                parsed.matchedOptionValue("--user", null),
                parsed.matchedOptionValue("--token-file", null),
                !parsed.hasMatchedOption("--no-map"),
                parsed.hasMatchedOption("--allow-plain-http"),
                parsed.hasMatchedOption("--again"),
                number(parsed, "--connections", 2, 1, MOST_CONNECTIONS),
                Duration.ofMinutes(number(parsed, "--patience", 60, 0, 1_000_000)),
                parsed.matchedOptionValue("--title", "AFRICAI_SEND"),
                parsed.matchedOptionValue("--keys", null));
    }

    private static String name(String text) {
        return Digest.of(text.getBytes(UTF_8)).substring(0, DIGITS);
    }

    private static RulesFile.Choice choice(ParseResult parsed) {
        String profile = parsed.matchedOptionValue("--profile", "basic");
        if (!profile.equals("basic") && !profile.equals("research")) {
            throw new BadUse("--profile is basic or research");
        }
        if (parsed.hasMatchedOption("--profile") && parsed.hasMatchedOption("--script")) {
            throw new BadUse("--profile and --script exclude each other");
        }
        return new RulesFile.Choice(
                parsed.matchedOptionValue("--script", null),
                parsed.matchedOptionValue("--lookup", null),
                parsed.matchedOptionValue("--pixels", null),
                parsed.matchedOptionValue("--filter", null),
                profile.equals("research"),
                parsed.hasMatchedOption("--ctp-hashes"),
                parsed.hasMatchedOption("--accept-pixels"));
    }

    private static int number(ParseResult parsed, String name, int usual, int least, int most) {
        String text = parsed.matchedOptionValue(name, Integer.toString(usual));
        int number = text.matches("\\d{1,7}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new BadUse(name + " is a number from " + least + " to " + most);
        }
        return number;
    }
}
