package org.africai.server.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.africai.server.settings.StartRefused;
import org.jspecify.annotations.Nullable;

/// The folder of everything a server keeps, held by one server at a time.
///
/// The hold is a lock of the operating system on `africai.lock`, so it ends with the process,
/// however that ends; the process id in the file is only there to be named to a second server.
final class DataFolder implements AutoCloseable {
    private static final String LOCK = "africai.lock";

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Takes the folder, making it first when it is not there.
    ///
    /// @throws StartRefused when another server holds it, or it cannot be made or written
    static DataFolder take(Path folder) {
        try {
            create(folder);
            Path real = folder.toRealPath();
            var channel =
                    FileChannel.open(
                            real.resolve(LOCK),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                String holder = read(channel);
                channel.close();
                throw new StartRefused(
                        "the data folder %s is in use by another AFRICAI server (process %s); stop it first, or choose another --data"
                                .formatted(real, holder));
            }
            write(channel, Long.toString(ProcessHandle.current().pid()));
            return new DataFolder(real, channel);
        } catch (IOException e) {
            throw new StartRefused("cannot use the data folder " + folder + ": " + e, e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("the data folder could not be released: " + path, e);
        }
    }

    /// Others may pass through, which a database run as another user needs, but list nothing.
    private static void create(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another server in this very process
        }
    }

    private static String read(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(20);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
    }

    private static void write(FileChannel channel, String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
    }
}
