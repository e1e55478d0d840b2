package org.africai.deid.profile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.africai.deid.Deidentifier;
import org.africai.deid.Outcome;
import org.africai.deid.Secret;
import org.africai.deid.TestFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// De-identified files are as well-formed as before, says `dciodvfy` of Debian's dicom3tools, where
/// it is installed.
class DciodvfyTest {
    private static final Path PROGRAM = Path.of("/usr/bin/dciodvfy");

    /// Each start of the program costs; every third file will do.
    private static final int STEP = 3;

    /// Its data is not in the encoding that its header names, by which dciodvfy reads it.
    private static final String MISREAD = "explicit-in-implicit-ts.dcm";

    @Test
    void no_error_is_new(@TempDir Path folder) throws IOException, InterruptedException {
        assumeThat(PROGRAM).isExecutable();
        var secret = new Secret("a secret of the project".getBytes(US_ASCII));
        var deidentifier =
                new Deidentifier(new ProfileRules(ConfidentialityProfile.research(secret)));
        Path out = folder.resolve("out.dcm");
        int compared = 0;
        List<Path> files = TestFiles.sample();
        for (int i = 0; i < files.size(); i += STEP) {
            Path in = files.get(i);
            boolean isCompared =
                    !in.endsWith(MISREAD) && deidentifier.run(in, out) instanceof Outcome.Changed;
            if (isCompared) {
                Set<String> fresh = errors(out, folder);
                fresh.removeAll(errors(in, folder));
                assertThat(fresh).as("%s", in).isEmpty();
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(40);
    }

    private static Set<String> errors(Path file, Path folder)
            throws IOException, InterruptedException {
        Path said = folder.resolve("said");
        new ProcessBuilder(PROGRAM.toString(), file.toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        Set<String> errors = new TreeSet<>();
        try (var lines = Files.lines(said, ISO_8859_1)) {
            lines.filter(line -> line.startsWith("Error"))
                    .map(line -> line.replaceAll("[0-9][0-9.]*", "N"))
                    .forEach(errors::add);
        }
        return errors;
    }
}
