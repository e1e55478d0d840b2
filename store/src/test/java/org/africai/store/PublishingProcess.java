package org.africai.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A process that publishes blobs until it is killed, and prints the name of each after it was
/// acknowledged.
final class PublishingProcess {
    private static final int THREADS = 4;

    private PublishingProcess() {}

    /// @param args the folder of the store, and a seed
    public static void main(String[] args) {
        FileBlobStore store = FileBlobStore.open(Path.of(args[0]), 0, Clock.systemUTC());
        for (int i = 0; i < THREADS; i++) {
            var random = new Random(Long.parseLong(args[1]) * THREADS + i);
            Thread.ofPlatform().start(() -> publishForEver(store, random));
        }
    }

    private static void publishForEver(BlobStore store, Random random) {
        while (true) {
            List<Spooled> batch = new ArrayList<>();
            for (int n = 1 + random.nextInt(8); n > 0; n--) {
                batch.add(receive(store, random));
            }
            store.publish(batch);
            var acknowledged = new StringBuilder();
            batch.forEach(b -> acknowledged.append(b.sha256()).append('\n'));
            System.out.append(acknowledged).flush();
        }
    }

    private static Spooled receive(BlobStore store, Random random) {
        byte[] bytes = new byte[random.nextInt(80_000)];
        random.nextBytes(bytes);
        try {
            return store.spool().receive(new ByteArrayInputStream(bytes), bytes.length);
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be read", e);
        }
    }
}
