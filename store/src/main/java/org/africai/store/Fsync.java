package org.africai.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Forces what the page cache holds to the disk. An interface, so that tests can let it fail.
///
/// Each method throws [FsyncFailed] when the disk failed, and another [IOException] when it could
/// not be asked.
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

                @Override
                public void requireAlive(Path file) throws IOException {
                    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
                        read(channel);
                    }
                }
            };

    /// Makes the bytes and the length of `file` durable.
    void file(Path file) throws IOException;

    /// Makes the names in `folder` durable.
    void folder(Path folder) throws IOException;

    /// Fails when the file system has given up, as it does when its journal cannot be written. XFS
    /// then forgets what was not written, and an fsync of a *folder* that is open still succeeds
    /// (seen on Linux 6.18); but nothing can be opened or read any more.
    ///
    /// @param file any file with content on the same file system
    void requireAlive(Path file) throws IOException;

    private static void force(Path path, OpenOption mode) throws IOException {
        try (var channel = FileChannel.open(path, mode)) {
            force(channel);
        }
    }

    private static void force(FileChannel channel) throws FsyncFailed {
        try {
            channel.force(true);
        } catch (IOException e) {
            throw new FsyncFailed(e);
        }
    }

    private static void read(FileChannel channel) throws FsyncFailed {
        try {
            if (channel.read(ByteBuffer.allocate(1)) != 1) {
                throw new IOException("the witness is empty");
            }
        } catch (IOException e) {
            throw new FsyncFailed(e);
        }
    }
}
