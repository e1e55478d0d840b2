package org.africai.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The real DICOM series, where they are: in the folder named by `AFRICAI_TEST_DATA`, else in
/// `shared/data/dicom` beside the project.
final class RealSeries {
    private RealSeries() {}

    static Optional<Path> folder(String name) {
        return data().map(data -> data.resolve("series").resolve(name)).filter(Files::isDirectory);
    }

    private static Optional<Path> data() {
        String named = System.getenv("AFRICAI_TEST_DATA");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        for (@Nullable Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path data = up.resolve("shared/data/dicom");
            if (Files.isDirectory(data)) {
                return Optional.of(data);
            }
        }
        return Optional.empty();
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            for (Path file : all) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
