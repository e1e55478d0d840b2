package org.africai.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Folders of files to measure with.
final class Folders {
    private Folders() {}

    /// The command `africai`, two folders above this program's jar.
    static Path africai() {
        Path jar = Path.of(System.getProperty("java.class.path").split(":")[0]);
        return jar.toAbsolutePath().resolve("../../../africai").normalize();
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }

    static long bytes(List<Path> files) {
        return files.stream().mapToLong(Folders::size).sum();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
