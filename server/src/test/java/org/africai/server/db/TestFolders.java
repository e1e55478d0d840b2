package org.africai.server.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where tests put files: below the module's `target`.
public final class TestFolders {
    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target");

    private TestFolders() {}

    /// PostgreSQL's programs, unpacked once and kept from run to run.
    public static Path programs() {
        return ROOT.resolve("postgres-programs");
    }

    /// A new empty folder.
    public static Path create(String name) {
        try {
            Path all = Files.createDirectories(ROOT.resolve("test-data"));
            return Files.createTempDirectory(all, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
