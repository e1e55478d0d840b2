package org.africai.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every store of blobs does, wherever it keeps them. A new backend extends
/// [BlobUpkeepContract], which is this and more.
abstract class BlobStoreContract {
    static final long LIMIT = 64L << 20;
    static final Duration HOUR = Duration.ofHours(1);

    @TempDir(factory = MemoryFolder.class)
    Path folder;

    BlobStore store;

    /// An empty store that may keep files of its own in `folder`, or opens again what is there.
    abstract BlobStore open(Path folder);

    /// Makes the blob look as if it had been published so much earlier.
    abstract void age(Sha256 blob, Duration by);

    /// Changes the bytes that the backend keeps for the blob.
    abstract void damage(Sha256 blob, UnaryOperator<byte[]> change);

    /// Takes away what the backend keeps for the blob.
    abstract void lose(Sha256 blob);

    @BeforeEach
    void openStore() {
        store = open(folder);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void a_published_file_is_read_as_it_was_received() throws IOException {
        byte[] bytes = random(1, 300_000);

        Digests digests = publish(bytes);

        assertThat(digests).isEqualTo(Digests.of(bytes));
        assertThat(store.exists(digests.sha256())).isTrue();
        assertThat(store.size(digests.sha256())).hasValue(bytes.length);
        assertThat(read(digests.sha256())).isEqualTo(bytes);
    }

    @Test
    void a_file_without_bytes_is_a_blob() throws IOException {
        Digests digests = publish(new byte[0]);

        assertThat(store.size(digests.sha256())).hasValue(0);
        assertThat(read(digests.sha256())).isEmpty();
    }

    @Test
    void a_spooled_file_is_no_blob_until_it_is_published() throws IOException {
        Spooled spooled = receive(random(2, 1000));

        assertThat(store.exists(spooled.sha256())).isFalse();

        spooled.close();

        assertThat(store.exists(spooled.sha256())).isFalse();
        assertThat(spooled.path()).doesNotExist();
    }

    @Test
    void a_closed_file_cannot_be_published() throws IOException {
        Spooled spooled = receive(random(3, 1000));
        spooled.close();

        assertThatThrownBy(() -> store.publish(spooled))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("published after it was closed");
    }

    @Test
    void a_published_file_may_be_closed_and_published_again() throws IOException {
        byte[] bytes = random(4, 1000);
        Spooled spooled = receive(bytes);

        store.publish(spooled);
        store.publish(spooled);
        spooled.close();

        assertThat(read(spooled.sha256())).isEqualTo(bytes);
        assertThat(spooled.path()).doesNotExist();
    }

    @Test
    void equal_bytes_are_kept_once() throws IOException {
        byte[] bytes = random(5, 1000);
        Spooled first = receive(bytes);
        Spooled second = receive(bytes);
        Spooled third = receive(bytes);

        store.publish(List.of(first, second));
        store.publish(third);

        assertThat(read(first.sha256())).isEqualTo(bytes);
        assertThat(second.path()).doesNotExist();
        assertThat(third.path()).doesNotExist();
    }

    @Test
    void a_batch_of_files_is_published_by_one_call() throws IOException {
        List<Sha256> blobs = publishMany(200, i -> random(1000 + i, 500 + i));

        for (int i = 0; i < 200; i++) {
            assertThat(read(blobs.get(i))).isEqualTo(random(1000 + i, 500 + i));
        }
    }

    @Test
    void many_threads_publish_at_once_and_nothing_is_lost() throws Exception {
        List<Callable<Digests>> publishers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            byte[] bytes = random(i % 150, 2000); // a quarter of them twice
            publishers.add(() -> publish(bytes));
        }

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Digests> done : threads.invokeAll(publishers)) {
                Digests digests = done.get();
                assertThat(Digests.of(read(digests.sha256()))).isEqualTo(digests);
            }
        }
    }

    @Test
    void blobs_are_there_when_the_store_is_opened_again() throws IOException {
        byte[] bytes = random(6, 1000);
        Digests digests = publish(bytes);

        store.close();
        store = open(folder);

        assertThat(read(digests.sha256())).isEqualTo(bytes);
    }

    @Test
    void a_blob_that_is_not_there_is_called_missing() {
        Sha256 absent = Digests.of(new byte[] {1, 2, 3}).sha256();

        assertThat(store.exists(absent)).isFalse();
        assertThat(store.size(absent)).isEmpty();
        assertFails(StorageFailure.Kind.MISSING, () -> store.open(absent).close());
        assertFails(
                StorageFailure.Kind.MISSING,
                () -> store.transferTo(absent, 0, 1, OutputStream.nullOutputStream()));
        assertFails(
                StorageFailure.Kind.MISSING,
                () ->
                        store.transferTo(
                                absent, 0, 1, Channels.newChannel(new ByteArrayOutputStream())));
    }

    @Test
    void any_range_of_a_blob_is_sent() throws IOException {
        byte[] bytes = random(7, 700_001);
        Sha256 blob = publish(bytes).sha256();
        var random = new Random(8);

        for (int i = 0; i < 50; i++) {
            int from = random.nextInt(bytes.length + 1);
            int count = random.nextInt(bytes.length - from + 1);
            var streamed = new ByteArrayOutputStream();
            var channelled = new ByteArrayOutputStream();
            store.transferTo(blob, from, count, streamed);
            store.transferTo(blob, from, count, Channels.newChannel(channelled));

            assertThat(streamed.toByteArray())
                    .as("from %d count %d", from, count)
                    .isEqualTo(Arrays.copyOfRange(bytes, from, from + count));
            assertThat(channelled.toByteArray()).isEqualTo(streamed.toByteArray());
        }
    }

    @Test
    void a_range_beyond_the_end_is_a_damage_and_not_a_short_answer() throws IOException {
        Sha256 blob = publish(random(9, 1000)).sha256();

        assertFails(
                StorageFailure.Kind.DAMAGED,
                () -> store.transferTo(blob, 500, 501, OutputStream.nullOutputStream()));
        assertFails(
                StorageFailure.Kind.DAMAGED,
                () ->
                        store.transferTo(
                                blob,
                                500,
                                501,
                                Channels.newChannel(OutputStream.nullOutputStream())));
    }

    @Test
    void a_whole_blob_is_sent_as_it_was_received() throws IOException {
        for (int size : new int[] {0, 1, 256 << 10, (256 << 10) + 1, 700_000}) {
            byte[] bytes = random(14, size);
            Digests d = publish(bytes);
            var out = new ByteArrayOutputStream();

            store.sendWhole(d.sha256(), d.size(), d.crc32(), out);

            assertThat(out.toByteArray()).isEqualTo(bytes);
        }
    }

    @Test
    void a_damaged_blob_never_arrives_as_a_whole() throws IOException {
        Digests d = publish(random(15, 700_000));
        var out = new ByteArrayOutputStream();

        damage(d.sha256(), bytes -> flipped(bytes, 8 * 1000));
        assertFails(
                StorageFailure.Kind.DAMAGED,
                () -> store.sendWhole(d.sha256(), d.size(), d.crc32(), out));
        assertThat(out.size()).isLessThan(700_000);
        damage(d.sha256(), bytes -> Arrays.copyOf(bytes, 600_000));
        assertFails(
                StorageFailure.Kind.DAMAGED,
                () -> store.sendWhole(d.sha256(), d.size(), d.crc32(), out));
        lose(d.sha256());
        assertFails(
                StorageFailure.Kind.MISSING,
                () -> store.sendWhole(d.sha256(), d.size(), d.crc32(), out));
    }

    @Test
    void a_client_that_hangs_up_is_not_taken_for_a_failing_disk() throws IOException {
        Sha256 blob = publish(random(10, 1000)).sha256();

        assertThatThrownBy(() -> store.transferTo(blob, 0, 1000, new HungUp()))
                .isInstanceOf(IOException.class)
                .hasMessage("hung up");
    }

    @Test
    void a_blob_is_read_at_any_place() throws IOException {
        byte[] bytes = random(11, 10_000);

        try (var channel = store.open(publish(bytes).sha256())) {
            var part = ByteBuffer.allocate(100);
            channel.position(9_900);
            while (part.hasRemaining() && channel.read(part) >= 0) {}

            assertThat(part.array()).isEqualTo(Arrays.copyOfRange(bytes, 9_900, 10_000));
            assertThat(channel.size()).isEqualTo(10_000);
        }
    }

    @Test
    void a_sender_that_fails_leaves_nothing() {
        assertThatThrownBy(() -> store.spool().receive(new Reset(), LIMIT))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
        assertThat(spoolFiles()).isEmpty();
    }

    @Test
    void a_file_over_the_limit_leaves_nothing() {
        assertThatThrownBy(() -> store.spool().receive(in(random(12, 2_000_001)), 2_000_000))
                .isInstanceOf(TooLarge.class)
                .hasMessageContaining("2000000");
        assertThat(spoolFiles()).isEmpty();
    }

    static byte[] flipped(byte[] bytes, int bit) {
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return bytes;
    }

    List<Sha256> publishMany(int count, IntFunction<byte[]> content) throws IOException {
        List<Spooled> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batch.add(receive(content.apply(i)));
        }
        store.publish(batch);
        return batch.stream().map(Spooled::sha256).toList();
    }

    Digests publish(byte[] bytes) throws IOException {
        try (Spooled spooled = receive(bytes)) {
            store.publish(spooled);
            return spooled.digests();
        }
    }

    Spooled receive(byte[] bytes) throws IOException {
        return store.spool().receive(in(bytes), LIMIT);
    }

    byte[] read(Sha256 blob) throws IOException {
        try (InputStream in = store.openStream(blob)) {
            return in.readAllBytes();
        }
    }

    List<Path> spoolFiles() {
        try (var files = Files.list(store.spool().folder())) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InputStream in(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void assertFails(StorageFailure.Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StorageFailure.class, f -> assertThat(f.kind()).isEqualTo(kind));
    }

    /// Sends a little and fails.
    private static final class Reset extends FilterInputStream {
        Reset() {
            super(in(random(13, 100)));
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = super.read(bytes, offset, length);
            if (n < 0) {
                throw new IOException("connection reset");
            }
            return n;
        }
    }

    private static final class HungUp extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("hung up");
        }
    }
}
