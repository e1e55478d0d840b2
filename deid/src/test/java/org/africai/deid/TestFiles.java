package org.africai.deid;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The shared folder of real test files, when it is there: named by `AFRICAI_TEST_DATA`, or found
/// as `shared/data/dicom` above the working directory.
public final class TestFiles {
    private TestFiles() {}

    /// The folder; skips the test when there is none.
    public static Path folder() {
        Optional<Path> folder = find();
        assumeThat(folder).as("the folder of test files").isPresent();
        return folder.orElseThrow();
    }

    private static Optional<Path> find() {
        String named = System.getenv("AFRICAI_TEST_DATA");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        for (Path p = Path.of("").toAbsolutePath(); p != null; p = p.getParent()) {
            Path candidate = p.resolve("shared/data/dicom");
            if (Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /// The DICOM files, of each series the first only, in a fixed order.
    public static List<Path> sample() {
        Path series = folder().resolve("series");
        Set<Path> seen = new HashSet<>();
        try (Stream<Path> files = Files.walk(folder())) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            !file.toString()
                                    .matches(
                                            ".*(/LICENSES/|/nifti/).*|.*\\.(nii|gz|json|md|tsv|txt)"))
                    .sorted()
                    .filter(file -> !file.startsWith(series) || seen.add(file.getParent()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
