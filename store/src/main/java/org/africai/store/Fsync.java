package org.africai.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Forces what the page cache holds to the disk. An interface, so that tests can let it fail.
interface Fsync {
    /// The calls of the operating system.
    Fsync SYSTEM =
            new Fsync() {
                @Override
                public void file(Path file) throws IOException {
                    force(file, StandardOpenOption.WRITE);
                }

                @Override
                public void folder(Path folder) throws IOException {
                    force(folder, StandardOpenOption.READ);
                }
            };

    /// Makes the bytes and the length of `file` durable.
    void file(Path file) throws IOException;

    /// Makes the names in `folder` durable.
    void folder(Path folder) throws IOException;

    private static void force(Path path, OpenOption mode) throws IOException {
        try (var channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }
}
