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
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every store of blobs does, wherever it keeps them. A new backend extends this class.
abstract class BlobStoreContract {
    static final long LIMIT = 64L << 20;
    static final Duration HOUR = Duration.ofHours(1);

    /// Longer than any thread of these tests is kept from inserting its row.
    private static final Duration GRACE = Duration.ofSeconds(5);

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

    @Test
    void a_sweep_removes_old_orphans_and_nothing_else() throws IOException {
        Sha256 orphan = publish(random(30, 1000)).sha256();
        Sha256 named = publish(random(31, 1000)).sha256();
        Sha256 young = publish(random(32, 1000)).sha256();
        age(orphan, HOUR.plusSeconds(1));
        age(named, HOUR.plusSeconds(1));

        Swept swept = store.sweep(naming(named), HOUR);

        assertThat(swept).isEqualTo(new Swept(1, 1000, 0, false));
        assertThat(store.exists(orphan)).isFalse();
        assertThat(store.exists(named)).isTrue();
        assertThat(store.exists(young)).isTrue();
    }

    @Test
    void what_is_published_again_while_a_sweep_asks_for_it_stays() throws IOException {
        byte[] bytes = random(33, 1000);
        Sha256 blob = publish(bytes).sha256();
        age(blob, HOUR.multipliedBy(2));

        Swept swept =
                store.sweep(
                        candidates -> {
                            publishUnchecked(bytes);
                            return Set.of();
                        },
                        HOUR);

        assertThat(swept.blobs()).isZero();
        assertThat(read(blob)).isEqualTo(bytes);
    }

    @Test
    void what_is_renewed_while_a_sweep_asks_for_it_stays() throws IOException {
        Sha256 blob = publish(random(34, 1000)).sha256();
        age(blob, HOUR.multipliedBy(2));

        Swept swept =
                store.sweep(
                        candidates -> {
                            store.renew(candidates);
                            return Set.of();
                        },
                        HOUR);

        assertThat(swept.blobs()).isZero();
        assertThat(store.exists(blob)).isTrue();
    }

    @Test
    void what_was_swept_cannot_be_renewed() throws IOException {
        Sha256 blob = publish(random(35, 1000)).sha256();
        age(blob, HOUR.multipliedBy(2));
        assertThat(store.sweep(naming(), HOUR).blobs()).isEqualTo(1);

        assertFails(StorageFailure.Kind.MISSING, () -> store.renew(List.of(blob)));
    }

    @Test
    void a_file_that_lay_in_the_spool_for_long_is_a_new_blob() throws IOException {
        Spooled spooled = receive(random(36, 1000));
        Files.setLastModifiedTime(spooled.path(), FileTime.from(Instant.now().minus(HOUR)));

        store.publish(spooled);

        assertThat(store.sweep(naming(), HOUR.minusMinutes(1)).blobs()).isZero();
        assertThat(store.exists(spooled.sha256())).isTrue();
    }

    @Test
    void publishers_and_sweeps_at_once_lose_nothing() throws Exception {
        Map<Sha256, Integer> rows = new ConcurrentHashMap<>();
        References references = c -> intersect(c, rows.keySet());
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            byte[] bytes = random(i % 5, 100); // five blobs, again and again
            work.add(() -> {
                Sha256 blob = publish(bytes).sha256();
                rows.merge(blob, 1, Integer::sum);
                boolean isThere = store.exists(blob);
                rows.computeIfPresent(blob, (_, n) -> n == 1 ? null : n - 1);
                return isThere;
            });
            work.add(() -> !store.sweep(references, GRACE).skipped());
        }

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> done : threads.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        }
    }

    @Test
    void a_scrub_names_each_blob_that_is_not_what_it_was() throws IOException {
        List<Sha256> blobs = publishMany(60, i -> random(2000 + i, 1000 + i));
        Set<Sha256> bad = new TreeSet<>();
        for (int i = 0; i < 10; i++) {
            int bit = i * 97;
            damage(bad(bad, blobs.get(i)), bytes -> flipped(bytes, bit));
            damage(bad(bad, blobs.get(10 + i)), bytes -> Arrays.copyOf(bytes, bytes.length - 1));
            lose(bad(bad, blobs.get(20 + i)));
        }
        damage(bad(bad, blobs.get(30)), _ -> random(2031, 1031));
        damage(bad(bad, blobs.get(31)), _ -> random(2030, 1030));
        List<Fixity> findings = new ArrayList<>();

        Scrub.Result result = Scrub.run(store, blobs.iterator(), Pace.unlimited(), findings::add);

        assertThat(findings).extracting(Fixity::blob).containsExactlyInAnyOrderElementsOf(bad);
        assertThat(findings)
                .contains(new Fixity.Missing(blobs.get(20)))
                .contains(
                        new Fixity.Damaged(
                                blobs.get(0), Digests.of(flipped(random(2000, 1000), 0))))
                .contains(new Fixity.Damaged(blobs.get(30), Digests.of(random(2031, 1031))));
        assertThat(result.findings()).isEqualTo(32);
        assertThat(result.blobs()).isEqualTo(60);
        assertThat(result.complete()).isTrue();
        assertThat(result.last()).contains(blobs.getLast());
    }

    @Test
    void a_blob_of_several_chunks_is_verified() throws IOException {
        for (int size : new int[] {0, 1, 4096, 1 << 20, (1 << 20) + 1, 3_000_000}) {
            Sha256 blob = publish(random(37, size)).sha256();

            assertThat(store.verify(blob, Pace.unlimited()))
                    .isEqualTo(new Fixity.Intact(blob, size));
        }
    }

    @Test
    void blobs_are_listed_by_prefix_and_in_order() throws IOException {
        List<Sha256> all = publishMany(40, i -> random(3000 + i, 10));
        List<Sha256> listed = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            listed.addAll(store.list(HexFormat.of().toHexDigits((byte) i)));
        }

        assertThat(listed).isEqualTo(all.stream().sorted().toList());
        assertThat(store.list(all.getFirst().hex().substring(0, 8)))
                .containsExactly(all.getFirst());
        assertThatThrownBy(() -> store.list("a")).hasMessageContaining("not the beginning");
        assertThatThrownBy(() -> store.list("../")).hasMessageContaining("not the beginning");
    }

    @Test
    void an_interrupted_scrub_can_go_on_behind_the_last_blob() throws IOException {
        List<Sha256> blobs = publishMany(10, i -> random(4000 + i, 10));
        lose(blobs.get(4));

        Scrub.Result result =
                Scrub.run(
                        store,
                        blobs.iterator(),
                        Pace.unlimited(),
                        _ -> Thread.currentThread().interrupt());

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.complete()).isFalse();
        assertThat(result.last()).contains(blobs.get(4));
    }

    private static Sha256 bad(Set<Sha256> bad, Sha256 blob) {
        bad.add(blob);
        return blob;
    }

    private static byte[] flipped(byte[] bytes, int bit) {
        bytes[bit / 8] ^= (byte) (1 << bit % 8);
        return bytes;
    }

    private static References naming(Sha256... blobs) {
        return candidates -> intersect(candidates, Set.of(blobs));
    }

    private static Set<Sha256> intersect(Collection<Sha256> candidates, Set<Sha256> blobs) {
        return candidates.stream().filter(blobs::contains).collect(Collectors.toSet());
    }

    private void publishUnchecked(byte[] bytes) {
        try {
            publish(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Sha256> publishMany(int count, IntFunction<byte[]> content) throws IOException {
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
