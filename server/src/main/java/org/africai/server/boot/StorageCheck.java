package org.africai.server.boot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether bytes written to the data folder reach the disk: tried with a small file.
final class StorageCheck implements Supplier<Optional<String>> {
    private static final Logger log = LoggerFactory.getLogger(StorageCheck.class);

    private final Path probe;

    StorageCheck(Path dataFolder) {
        this.probe = dataFolder.resolve(".probe");
    }

    @Override
    public Optional<String> get() {
        try {
            try (var channel =
                    FileChannel.open(
                            probe,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(new byte[] {1}));
                channel.force(true);
            }
            Files.delete(probe);
            return Optional.empty();
        } catch (IOException e) {
            log.warn("data folder cannot be written reason=\"{}\"", e.toString());
            return Optional.of("the data folder cannot be written");
        }
    }
}
