package org.africai.server.intake;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The folder of real DICOM files, which lies beside the project where there is one: named by
/// `AFRICAI_TEST_DATA`, else looked for above the working directory as `shared/data/dicom`.
public final class TestData {
    private TestData() {}

    /// The files of a folder by path below it. Skips the test where there is no such folder.
    public static Map<String, byte[]> files(String folder) {
        Optional<Path> found = folder().map(data -> data.resolve(folder));
        assumeTrue(
                found.isPresent() && Files.isDirectory(found.get()),
                "SKIPPED: no real DICOM files here; set AFRICAI_TEST_DATA");
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (Stream<Path> all = Files.walk(found.get())) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                files.put(found.get().relativize(file).toString(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /// The folder, where there is one.
    public static Optional<Path> folder() {
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
}
