package org.africai.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.africai.deid.Deidentifier;
import org.africai.deid.InvalidScript;
import org.africai.deid.Outcome;
import org.africai.deid.Policy;
import org.africai.deid.Rules;
import org.africai.deid.Secret;
import org.africai.deid.ctp.CtpRules;
import org.africai.deid.ctp.CtpScript;
import org.africai.deid.profile.ConfidentialityProfile;
import org.africai.deid.profile.ProfileRules;
import org.africai.dicom.dict.Dictionary;
import org.africai.dicom.dict.ElementDefinition;
import org.africai.dicom.encoding.Vr;
import org.africai.phantom.Contrast;
import org.africai.phantom.DicomExport;
import org.africai.phantom.Geometry;
import org.africai.phantom.Head;
import org.africai.phantom.ImageSeries;
import org.africai.phantom.StudyIdentity;

/// How many CT slices of half a megabyte a core de-identifies in a second, from file to file, with
/// a script of 300 rules; beside CTP where a folder with its libraries is given. Warm, files in the
/// page cache.
final class DeidBench {
    private static final int PASSES = 6;
    private static final int RULES = 300;
    private static final Geometry SLICES = new Geometry(512, 512, 64, 0.5, 2);
    private static final double MEGABYTE = 1e6;

    private final Options options;
    private final Path scratch;
    private final PrintStream out;

    DeidBench(Options options, Path scratch, PrintStream out) {
        this.options = options;
        this.scratch = scratch;
        this.out = out;
    }

    void run() throws IOException, InterruptedException, InvalidScript {
        List<Path> files =
                options.text("series").isPresent()
                        ? Folders.files(Path.of(options.text("series").get()))
                        : slices();
        out.printf(
                Locale.ROOT,
                "%n%d files, %d bytes on average, %d rules%n",
                files.size(),
                Folders.bytes(files) / Math.max(1, files.size()),
                RULES);
        Path script = scratch.resolve("script.properties");
        Files.writeString(script, script());
        CtpScript parsed = CtpScript.parse(Files.readString(script));
        Secret secret = new Secret(new byte[Secret.LEAST_BYTES]);
        measure("africai, as CTP", CtpRules.of(parsed, Policy.COMPATIBLE), files);
        measure("africai, strict", CtpRules.of(parsed, Policy.STRICT.withSecret(secret)), files);
        measure(
                "africai, PS3.15",
                new ProfileRules(ConfidentialityProfile.research(secret)),
                files);
        if (options.text("ctp").isPresent()) {
            ctp(Path.of(options.text("ctp").get()), script, files);
        }
    }

    /// Rules for the elements that come first in the dictionary, of all kinds.
    private static String script() {
        StringBuilder script = new StringBuilder("param.ROOT=1.2.3\nparam.DAYS=-1000\n");
        Stream.of("0008", "0010", "0020", "0018")
                .flatMap(group ->
                        Dictionary.all()
                                .filter(one -> one.pattern().startsWith(group))
                                .filter(one -> !one.vrs().isEmpty()))
                .limit(RULES)
                .forEach(one -> script.append(rule(one)));
        return script.append("remove.privategroups=\n").toString();
    }

    private static String rule(ElementDefinition one) {
        String tag = one.pattern().replace('x', '0');
        String name = "set.[" + tag.substring(0, 4) + "," + tag.substring(4) + "]" + one.keyword();
        return name + "=" + action(one.vrs().getFirst(), one.keyword()) + "\n";
    }

    private static String action(Vr vr, String keyword) {
        boolean isKept = keyword.startsWith("SOPClass") || keyword.contains("CharacterSet");
        return switch (vr) {
            case UI -> isKept ? "@keep()" : "@hashuid(@ROOT,this)";
            case DA, DT -> "@incrementdate(this,@DAYS)";
            case PN -> "@empty()";
            case LO, SH -> "@hash(this,10)";
            case LT, ST, UT -> "@remove()";
            case SQ -> "@process()";
            default -> "@keep()";
        };
    }

    private void measure(String who, Rules rules, List<Path> files) throws IOException {
        Deidentifier deidentifier = new Deidentifier(rules);
        double[] seconds = new double[PASSES];
        for (int pass = 0; pass < PASSES; pass++) {
            seconds[pass] = pass(deidentifier, files);
        }
        report(who, files, seconds[PASSES - 3], seconds[PASSES - 2], seconds[PASSES - 1]);
    }

    /// Processor time of this thread.
    private double pass(Deidentifier deidentifier, List<Path> files) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        Path result = scratch.resolve("out.dcm");
        long start = threads.getCurrentThreadCpuTime();
        for (Path file : files) {
            // CTP deletes as well; some file systems write out what replaces a file.
            Files.deleteIfExists(result);
            if (!(deidentifier.run(file, result) instanceof Outcome.Changed)) {
                throw new IllegalStateException(file + " was not changed");
            }
        }
        return (threads.getCurrentThreadCpuTime() - start) / 1e9;
    }

    private void report(String who, List<Path> files, double... seconds) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-20s", who));
        for (double one : seconds) {
            line.append(
                    String.format(
                            Locale.ROOT,
                            " %,7.0f files/s %,6.0f MB/s",
                            files.size() / one,
                            Folders.bytes(files) / MEGABYTE / one));
        }
        out.println(line + " (a core)");
    }

    /// @param libraries with CTP.jar, dcm4che.jar, util.jar and what they need
    private void ctp(Path libraries, Path script, List<Path> files)
            throws IOException, InterruptedException {
        Path program = scratch.resolve("CtpDeid.java");
        try (InputStream in =
                Objects.requireNonNull(DeidBench.class.getResourceAsStream("CtpDeid.java"))) {
            Files.write(program, in.readAllBytes());
        }
        Path list = scratch.resolve("list");
        Files.write(list, files.stream().map(Path::toString).toList());
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jars =
                String.join(
                        ":",
                        Folders.files(libraries).stream()
                                .map(Path::toString)
                                .filter(name -> name.endsWith(".jar"))
                                .toList());
        Shell.Result result =
                Shell.run(
                        scratch,
                        String.join(
                                " ",
                                java,
                                "--add-exports java.base/com.sun.crypto.provider=ALL-UNNAMED",
                                "-cp",
                                jars,
                                program.toString(),
                                script.toString(),
                                list.toString(),
                                scratch.resolve("ctp.dcm") + " 2>/dev/null"));
        double[] seconds =
                result.output()
                        .lines()
                        .filter(line -> line.matches("[0-9.]+"))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
        report("CTP", files, seconds);
    }

    private List<Path> slices() throws IOException {
        int count = options.number("files", 200);
        List<Path> files = new ArrayList<>();
        Head head = new Head(RandomGenerator.of("L64X128MixRandom"));
        ImageSeries series = new ImageSeries(head, SLICES, Contrast.CT, 1);
        var identity =
                new StudyIdentity("AFR-1", "CT1", "O", 1980, LocalDate.of(2024, 1, 1), "Slices", 1);
        for (int i = 0; i < count; i++) {
            Path file = scratch.resolve(i + ".dcm");
            try (OutputStream to = Files.newOutputStream(file)) {
                new DicomExport(identity, 1, series).write(i % SLICES.slices(), to);
            }
            files.add(file);
        }
        return files;
    }
}
