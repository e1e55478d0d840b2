package org.africai.bench;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// `./africai bench NAME [ARGUMENTS]`
public final class Bench {
    private static final String USAGE =
            """
            Usage: ./africai bench NAME [OPTIONS]

              headers  [--files N] [--series DIR]   parse DICOM headers, beside pixelmed, dcmdump and pydicom
              deid     [--files N] [--series DIR] [--ctp DIR]
                                                    de-identify CT slices of half a megabyte, beside
                                                    CTP where a folder with its libraries is given
              transfer [--slices N] [--heap MIB]    import and download a CT session as a ZIP,
                                                    beside unzip + sha256sum and a single file
              api      [--subjects N] [--files N] [--sessions N] [--scans N] [--heap MIB]
                                                    write and list subjects, write small files,
                                                    walk through a project as xnatpy does
              dicom    [--slices N] [--rounds N] [--heap MIB]
                                                    C-STORE of CT slices over 1, 4 and 8
                                                    associations, beside Orthanc and storescp +B
              dicomweb [--slices N] [--instances N] [--heap MIB]
                                                    store, retrieve and search by DICOMweb, beside
                                                    Orthanc
              start                                 time until ready and memory when idle

            Close other programs first: the machine's rest decides the figures.
            """;

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        List<String> rest = Arrays.asList(arguments);
        if (rest.isEmpty() || rest.contains("--help")) {
            out.print(USAGE);
            return;
        }
        try {
            run(rest, out);
        } catch (IllegalArgumentException refused) {
            System.err.println(refused.getMessage());
            System.exit(2);
        }
    }

    private static void run(List<String> rest, PrintStream out) throws Exception {
        Options options = Options.parse(rest.subList(1, rest.size()));
        Path scratch = Files.createTempDirectory("africai-bench");
        try {
            run(rest.getFirst(), options, scratch, out);
        } finally {
            Folders.delete(scratch);
        }
    }

    private static void run(String name, Options options, Path scratch, PrintStream out)
            throws Exception {
        out.println(Machine.describe());
        switch (name) {
            case "headers" -> new HeaderBench(options, scratch, out).run();
            case "deid" -> new DeidBench(options, scratch, out).run();
            case "transfer" -> new TransferBench(options, scratch, out).run();
            case "api" -> new ApiBench(options, scratch, out).run();
            case "dicom" -> new DicomBench(options, scratch, out).run();
            case "dicomweb" -> new DicomwebBench(options, scratch, out).run();
            case "start" -> new StartBench(scratch, out).run();
            default -> throw new IllegalArgumentException("no benchmark '" + name + "'\n" + USAGE);
        }
    }
}
