package org.africai.server.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.africai.server.settings.StartRefused;
import org.springframework.util.FileSystemUtils;

/// A data folder that is thrown away at the end.
final class ScratchFolder {
    private ScratchFolder() {}

    /// Others may pass through it, which a database run as another user needs.
    static Path create() {
        try {
            Path folder = Files.createTempDirectory("africai-");
            return Files.setPosixFilePermissions(
                    folder, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new StartRefused("cannot make a scratch folder: " + e, e);
        }
    }

    static void delete(Path folder) throws IOException {
        FileSystemUtils.deleteRecursively(folder);
    }
}
