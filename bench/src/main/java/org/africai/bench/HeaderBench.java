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
import org.africai.dicom.io.DicomFile;
import org.africai.dicom.io.InvalidDicom;
import org.africai.phantom.Contrast;
import org.africai.phantom.DicomExport;
import org.africai.phantom.Geometry;
import org.africai.phantom.Head;
import org.africai.phantom.ImageSeries;
import org.africai.phantom.StudyIdentity;

/// How many headers a core parses in a second: tiny CT objects (2 kB, some sixty elements) and,
/// where a folder is given, real ones. Warm, files in the page cache.
final class HeaderBench {
    private static final int PASSES = 8;
    private static final Path PIXELMED = Path.of("/usr/share/java/pixelmed.jar");
    private static final String PIXELMED_PATH =
            PIXELMED
                    + ":/usr/share/java/slf4j-api.jar"
                    + ":/usr/share/java/commons-codec.jar:/usr/share/java/commons-compress.jar";

    /// A series of a few files is read again and again: fewer than this say nothing.
    private static final int FEWEST_FILES = 1_000;

    private static final Geometry TINY = new Geometry(16, 16, 100, 14, 2);

    private final Options options;
    private final Path scratch;
    private final PrintStream out;

    HeaderBench(Options options, Path scratch, PrintStream out) {
        this.options = options;
        this.scratch = scratch;
        this.out = out;
    }

    void run() throws IOException, InterruptedException {
        measure("tiny CT", tiny(options.number("files", 20_000)));
        if (options.text("series").isPresent()) {
            Path folder = Path.of(options.text("series").get());
            measure(folder.getFileName().toString(), dicom(Folders.files(folder)));
        }
    }

    private static List<Path> dicom(List<Path> files) {
        List<Path> dicom = files.stream().filter(file -> file.toString().endsWith(".dcm")).toList();
        List<Path> repeated = new ArrayList<>();
        while (!dicom.isEmpty() && repeated.size() < FEWEST_FILES) {
            repeated.addAll(dicom);
        }
        return repeated;
    }

    private void measure(String name, List<Path> files) throws IOException, InterruptedException {
        out.printf(
                Locale.ROOT,
                "%n%s: %d files, %d bytes on average%n",
                name,
                files.size(),
                Folders.bytes(files) / Math.max(1, files.size()));
        double[] rates = ours(files);
        report("africai (last three passes)", rates);
        Path list = scratch.resolve("list");
        Files.write(list, files.stream().map(Path::toString).toList());
        pixelmed(list);
        pydicom(list);
        dcmdump(list, files.size());
    }

    private static double[] ours(List<Path> files) throws IOException {
        double[] last = new double[3];
        for (int pass = 0; pass < PASSES; pass++) {
            last[pass % 3] = pass(files);
        }
        return last;
    }

    /// Files a second of processor time of this thread.
    private static double pass(List<Path> files) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        long elements = 0;
        long start = threads.getCurrentThreadCpuTime();
        for (Path file : files) {
            elements += elements(file);
        }
        long nanos = threads.getCurrentThreadCpuTime() - start;
        if (elements < 20L * files.size()) {
            throw new IllegalStateException("only " + elements + " elements were read");
        }
        return files.size() / (nanos / 1e9);
    }

    private static int elements(Path file) throws IOException {
        try {
            return DicomFile.readHeader(file).dataset().size();
        } catch (InvalidDicom broken) {
            throw new IOException(file + " is not DICOM", broken);
        }
    }

    private void report(String who, double... rates) {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-30s", who));
        for (double rate : rates) {
            line.append(String.format(Locale.ROOT, " %,9.0f", rate));
        }
        out.println(line + " files/s/core");
    }

    private void pixelmed(Path list) throws IOException, InterruptedException {
        if (!Files.exists(PIXELMED)) {
            out.println("  pixelmed: not installed (Debian: libpixelmed-java)");
            return;
        }
        Path program = resource("PixelmedHeaders.java");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Shell.Result result =
                Shell.run(scratch, java + " -cp " + PIXELMED_PATH + " " + program + " " + list);
        report("pixelmed (last three passes)", numbers(result.output()));
    }

    private void pydicom(Path list) throws IOException, InterruptedException {
        if (!Shell.succeeds("/usr/bin/python3 -c 'import pydicom'")) {
            out.println("  pydicom: not installed (Debian: python3-pydicom)");
            return;
        }
        Path program = resource("pydicom_headers.py");
        Shell.Result result = Shell.run(scratch, "/usr/bin/python3 " + program + " " + list);
        report("pydicom", numbers(result.output()));
    }

    private void dcmdump(Path list, int files) throws IOException, InterruptedException {
        if (!Shell.succeeds("command -v dcmdump")) {
            out.println("  dcmdump: not installed (Debian: dcmtk)");
            return;
        }
        Shell.Result result =
                Shell.run(scratch, "xargs -n 500 dcmdump -q <" + list + " >/dev/null");
        report("dcmdump (prints, starts included)", files / result.cpuSeconds());
    }

    private static double[] numbers(String output) {
        return output.lines()
                .filter(line -> line.matches("[0-9.]+"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private Path resource(String name) throws IOException {
        Path file = scratch.resolve(name);
        try (InputStream in =
                Objects.requireNonNull(HeaderBench.class.getResourceAsStream(name), name)) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    private List<Path> tiny(int count) throws IOException {
        List<Path> files = new ArrayList<>();
        Head head = new Head(RandomGenerator.of("L64X128MixRandom"));
        for (int i = 0; i < count; i++) {
            int slice = i % TINY.slices();
            long study = i / TINY.slices();
            var identity =
                    new StudyIdentity(
                            "AFR-" + study,
                            "CT" + study,
                            "O",
                            1980,
                            LocalDate.of(2024, 1, 1),
                            "Tiny",
                            study);
            var series = new ImageSeries(head, TINY, Contrast.CT, study);
            Path file = scratch.resolve(i + ".dcm");
            try (OutputStream to = Files.newOutputStream(file)) {
                new DicomExport(identity, 1, series).write(slice, to);
            }
            files.add(file);
        }
        return files;
    }
}
