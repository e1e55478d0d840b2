package org.africai.store.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads whole archives in tests.
final class Unpacked {
    static final ArchiveLimits LIMITS = new ArchiveLimits(1000, 64 << 20, 200);

    private Unpacked() {}

    /// All files by name, as Latin-1 text.
    static Map<String, String> of(Path file, ArchiveLimits limits) {
        Map<String, String> files = new LinkedHashMap<>();
        try (var reader = ArchiveReader.open(file, "test", limits)) {
            for (Optional<ArchiveEntry> e = reader.next(); e.isPresent(); e = reader.next()) {
                byte[] bytes = e.get().content().readAllBytes();
                files.put(e.get().name().path(), new String(bytes, StandardCharsets.ISO_8859_1));
                if (bytes.length != e.get().size()) {
                    throw new AssertionError("size of " + e.get().name());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    static Map<String, String> of(Path folder, byte[] archive) {
        return of(write(folder, archive), LIMITS);
    }

    static Path write(Path folder, byte[] archive) {
        try {
            return Files.write(folder.resolve("archive"), archive);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
