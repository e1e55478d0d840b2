package org.africai.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The real DICOM series, where they are: in the folder named by `AFRICAI_TEST_DATA`, else in
/// `shared/data/dicom` beside the project.
final class RealSeries {
    /// Of Media Storage SOP Class UID.
    private static final String MEDIA_STORAGE_DIRECTORY = "1.2.840.10008.1.3.10";

    private static final int META_BYTES = 512;

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

    /// Whether the file lists the files of a medium (DICOMDIR), which an archive passes over.
    static boolean isDirectoryOfMedium(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(META_BYTES), StandardCharsets.ISO_8859_1);
            return head.contains(MEDIA_STORAGE_DIRECTORY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
