package org.africai.cli.send;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.africai.cli.Console;
import org.africai.cli.Exit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `send`: see `docs/how-to/send.md`.
public final class SendCommand {
    private SendCommand() {}

    public static CommandSpec spec() {
        var spec = CommandSpec.create().name("send").mixinStandardHelpOptions(true);
        spec.usageMessage()
                .description(
                        "Anonymises images on this machine and sends them to an archive. Run the"
                                + " same command again after any interruption: it goes on where it"
                                + " stopped, sends nothing twice, and compares in the end.",
                        "A token ALIAS:SECRET is taken from AFRICAI_TOKEN, the passphrase of the map"
                                + " of identities from AFRICAI_MAP_PASSPHRASE; else they are asked"
                                + " for.")
                .exitCodeListHeading("Exit codes:%n")
                .exitCodeList(exits());
        return SendOptions.addTo(spec);
    }

    private static Map<String, String> exits() {
        Map<String, String> exits = new LinkedHashMap<>();
        Arrays.stream(Exit.values())
                .forEach(exit -> exits.put(Integer.toString(exit.status()), exit.meaning()));
        return exits;
    }

    /// Runs it.
    ///
    /// @param environment variables, which secrets are taken from
    public static Exit run(ParseResult parsed, Console console, Map<String, String> environment) {
        try {
            Path map = parsed.matchedOptionValue("--show-map", null);
            if (map != null) {
                return showMap(map, console, environment);
            }
            Path home = Path.of(System.getProperty("user.home"));
            return run(SendOptions.of(parsed, home), console, environment);
        } catch (BadUse wrong) {
            console.complain(wrong.explanation());
            return Exit.USAGE;
        } catch (IOException | UncheckedIOException failure) {
            console.complain("this machine failed: " + failure);
            return Exit.FAILED;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            console.complain("stopped; run the same command again to go on");
            return Exit.UNREACHABLE;
        }
    }

    private static Exit showMap(Path map, Console console, Map<String, String> environment)
            throws IOException {
        char[] passphrase = Credentials.passphrase(false, environment, console);
        IdentityMap.read(map, passphrase)
                .forEach(pair ->
                        console.say(pair.kind() + "\t" + pair.original() + "\t" + pair.made()));
        return Exit.DONE;
    }

    private static Exit run(SendOptions options, Console console, Map<String, String> environment)
            throws IOException, InterruptedException {
        requireSafe(options.target(), options.acceptsReadable(), console);
        Optional<WorkFolder> opened = WorkFolder.open(options.work());
        if (opened.isEmpty()) {
            console.complain("another run is at work in " + options.work());
            return Exit.BUSY;
        }
        try (WorkFolder work = opened.get()) {
            byte[] secret = WorkFolder.secret(options.secretFile());
            RulesFile rules = RulesFile.of(options.rules(), secret, options.project());
            rules.problems().forEach(problem -> console.complain("the script: " + problem));
            Scan scan = Scan.of(options.folder());
            tell(scan, console);
            if (options.isDry()) {
                Anonymiser anonymiser = anonymiser(options, work, rules, null);
                boolean isAll = new DryRun(console, anonymiser, options.previews()).run(scan);
                return isAll ? Exit.DONE : Exit.INCOMPLETE;
            }
            return send(options, console, environment, work, rules, scan);
        }
    }

    private static void requireSafe(Target target, boolean acceptsReadable, Console console) {
        if (target instanceof Target.Http http && http.isReadable() && !acceptsReadable) {
            throw new BadUse(
                    "http:// lets everybody on the way read the login and the images: use https://,"
                            + " or say --allow-plain-http");
        }
        if (target instanceof Target.Dicom dicom && !dicom.isEncrypted()) {
            console.complain("dicom:// is not encrypted: for a network of your own only");
        }
    }

    private static void tell(Scan scan, Console console) {
        console.say(
                "found "
                        + scan.images().size()
                        + " images; "
                        + scan.others().size()
                        + " files are none");
        scan.missing()
                .forEach(one -> console.complain("named by a DICOMDIR and not there: " + one));
        scan.problems().forEach(console::complain);
    }

    private static Anonymiser anonymiser(
            SendOptions options, WorkFolder work, RulesFile rules, @Nullable IdentityMap map) {
        String project = options.target() instanceof Target.Dicom ? options.project() : "";
        return new Anonymiser(Scan.baseOf(options.folder()), work, rules, project, map);
    }

    private static Exit send(
            SendOptions options,
            Console console,
            Map<String, String> environment,
            WorkFolder work,
            RulesFile rules,
            Scan scan)
            throws IOException, InterruptedException {
        Map<String, String> fixed = new LinkedHashMap<>();
        fixed.put("address", options.target().toString());
        fixed.put("project", options.project());
        fixed.put("set of rules", rules.digest());
        fixed.put("folder", Scan.baseOf(options.folder()).toString());
        try (Uplink uplink = uplink(options, console, environment);
                Ledger ledger = Ledger.open(work.journal(), fixed);
                Mapping map = Mapping.open(options, work, environment, console)) {
            ledger.add(scan.images());
            if (ledger.sources().isEmpty()) {
                throw new BadUse("there is no image in " + options.folder());
            }
            Anonymiser anonymiser = anonymiser(options, work, rules, map.map());
            Sender sender =
                    new Sender(
                            ledger,
                            work,
                            anonymiser,
                            uplink,
                            patience(options, console),
                            progress(ledger, console),
                            options.connections(),
                            options.sendsAgain());
            Optional<Halt> halt = run(sender);
            Summary summary =
                    Summary.of(
                            options.target(),
                            options.project(),
                            ledger,
                            scan,
                            sender.waiting(),
                            sender.report(),
                            uplink.isComparing());
            return finish(options, console, work, ledger, summary, halt);
        }
    }

    /// The map of identities, or none.
    private record Mapping(@Nullable IdentityMap map) implements AutoCloseable {
        static Mapping open(
                SendOptions options,
                WorkFolder work,
                Map<String, String> environment,
                Console console)
                throws IOException {
            if (!options.keepsMap()) {
                return new Mapping(null);
            }
            boolean isNew = !Files.exists(work.identities());
            char[] passphrase = Credentials.passphrase(isNew, environment, console);
            return new Mapping(IdentityMap.open(work.identities(), passphrase, IdentityMap.ROUNDS));
        }

        @Override
        public void close() throws IOException {
            if (map != null) {
                map.close();
            }
        }
    }

    private static Uplink uplink(
            SendOptions options, Console console, Map<String, String> environment)
            throws IOException {
        return switch (options.target()) {
            case Target.Http http ->
                    new HttpUplink(
                            http.base(),
                            options.project(),
                            Credentials.authorization(
                                    options.user(), options.tokenFile(), environment, console),
                            HttpUplink.Times.DEFAULT);
            case Target.Dicom dicom ->
                    DicomUplink.of(dicom, options.title(), options.keys(), environment, console);
        };
    }

    private static Patience patience(SendOptions options, Console console) {
        return new Patience(
                options.patience(), InstantSource.system(), Thread::sleep, console::complain);
    }

    private static Progress progress(Ledger ledger, Console console) {
        long bytes = 0;
        int files = 0;
        for (Source source : ledger.sources()) {
            bytes += source.bytes();
            files++;
        }
        return new Progress(console, InstantSource.system(), files, bytes);
    }

    private static Optional<Halt> run(Sender sender) throws IOException, InterruptedException {
        try {
            sender.run();
            return Optional.empty();
        } catch (Halt halt) {
            return Optional.of(halt);
        }
    }

    private static Exit finish(
            SendOptions options,
            Console console,
            WorkFolder work,
            Ledger ledger,
            Summary summary,
            Optional<Halt> halt)
            throws IOException {
        Exit exit = halt.map(Halt::exit).orElseGet(summary::exit);
        listAside(work.quarantineList(), ledger, summary, console);
        summary.lines().forEach(console::say);
        halt.ifPresent(one -> console.complain(one.reason()));
        Path report = options.report();
        if (report != null) {
            SendReport.write(report, summary, exit, InstantSource.system().instant());
            console.say("report: " + report);
        }
        console.say("result " + exit.status() + ": " + exit.meaning());
        return exit;
    }

    /// The names behind the numbers, for the owner.
    private static void listAside(Path file, Ledger ledger, Summary summary, Console console)
            throws IOException {
        StringBuilder list = new StringBuilder("number\tfile\treason\n");
        Map<Integer, String> all = new LinkedHashMap<>(summary.aside());
        all.putAll(summary.refused());
        summary.changed().forEach(number -> all.put(number, "changed after it was sent"));
        for (Source source : ledger.sources()) {
            String reason = all.get(source.number());
            if (reason != null) {
                String line = source.number() + "\t" + source.place() + "\t" + reason;
                list.append(line).append('\n');
                console.complain("not sent: " + source.place() + ": " + reason);
            }
        }
        Files.writeString(file, list);
    }
}
