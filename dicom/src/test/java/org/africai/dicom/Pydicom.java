package org.africai.dicom;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The Python library that results are compared with (Debian: `python3-pydicom`).
public final class Pydicom {
    public static final Path PYTHON = Path.of("/usr/bin/python3");

    private Pydicom() {}

    /// Skips the test, and says so, where it is not installed.
    public static void require() throws IOException, InterruptedException {
        boolean isThere = Files.isExecutable(PYTHON) && canBeImported();
        if (!isThere) {
            System.err.println("SKIPPED: pydicom is not installed for " + PYTHON);
        }
        assumeThat(isThere).as("pydicom").isTrue();
    }

    private static boolean canBeImported() throws IOException, InterruptedException {
        return new ProcessBuilder(PYTHON.toString(), "-c", "import pydicom")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
