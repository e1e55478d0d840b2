package org.africai.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/// Reads a file from the disk itself, past the page cache: what was written a moment ago would
/// otherwise be compared with itself in memory. File systems that cannot do so are read as usual.
final class DirectRead {
    private static final int CHUNK_BYTES = 1 << 20;
    private static final Optional<OpenOption> DIRECT = direct();

    private DirectRead() {}

    /// Gives all bytes of `file` to `sink`. Only the end of a file is no whole block; behind it
    /// there is nothing to read, and it would not be allowed.
    static <E extends Exception> void whole(Path file, Copy.Sink<E> sink) throws IOException, E {
        int block = Math.toIntExact(Files.getFileStore(file).getBlockSize());
        ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK_BYTES + block).alignedSlice(block);
        byte[] bytes = new byte[CHUNK_BYTES];
        try (FileChannel channel = open(file)) {
            int n = channel.read(buffer.limit(CHUNK_BYTES));
            while (n > 0) {
                buffer.flip().get(bytes, 0, n);
                sink.accept(bytes, 0, n);
                n = n % block == 0 ? channel.read(buffer.clear().limit(CHUNK_BYTES)) : 0;
            }
        }
    }

    /// The option to go past the page cache, where Java has it.
    static Optional<OpenOption> option() {
        return DIRECT;
    }

    private static FileChannel open(Path file) throws IOException {
        if (DIRECT.isEmpty()) {
            return FileChannel.open(file, StandardOpenOption.READ);
        }
        try {
            return FileChannel.open(file, StandardOpenOption.READ, DIRECT.get());
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException _) {
            return FileChannel.open(file, StandardOpenOption.READ);
        }
    }

    /// The option is found by its name: the module `jdk.unsupported` exports it, but the compiler
    /// warns of each use, and warnings are errors here.
    private static Optional<OpenOption> direct() {
        try {
            return Arrays.stream(
                            Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants())
                    .map(OpenOption.class::cast)
                    .filter(o -> o.toString().equals("DIRECT"))
                    .findAny();
        } catch (ClassNotFoundException _) {
            return Optional.empty();
        }
    }
}
