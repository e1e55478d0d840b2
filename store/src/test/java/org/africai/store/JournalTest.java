package org.africai.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Needs a folder on a disk, with some free space: see [FileBlobStore].
class JournalTest {
    private static final long LIMIT = 1L << 30;

    @TempDir Path folder;

    /// Counts what is forced, and may be told not to do it: then only the journal keeps the bytes.
    private static final class Counting implements Fsync {
        private final AtomicInteger files = new AtomicInteger();

        @Override
        public void file(Path file) throws IOException {
            if (!file.endsWith("format")) {
                files.incrementAndGet();
            }
            Fsync.SYSTEM.file(file);
        }

        @Override
        public void folder(Path folder) throws IOException {
            Fsync.SYSTEM.folder(folder);
        }

        @Override
        public void requireAlive(Path file) throws IOException {
            Fsync.SYSTEM.requireAlive(file);
        }
    }

    private FileBlobStore open(Path root, Fsync fsync) {
        return FileBlobStore.open(root, 0, Clock.systemUTC(), fsync, true);
    }

    private static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static Spooled receive(BlobStore store, byte[] bytes) throws IOException {
        return store.spool().receive(new ByteArrayInputStream(bytes), LIMIT);
    }

    private static Sha256 publish(BlobStore store, byte[] bytes) throws IOException {
        try (Spooled file = receive(store, bytes)) {
            store.publish(file);
            return file.sha256();
        }
    }

    private static void requireIntact(BlobStore store, Sha256 blob) {
        assertThat(store.verify(blob, Pace.unlimited())).isInstanceOf(Fixity.Intact.class);
    }

    /// The store as a power cut would leave it that took all blobs and spared the journal.
    private Path cutOff(Path root) throws IOException {
        Path copy = folder.resolve("after the cut");
        Files.createDirectories(copy.resolve("journal"));
        try (var files = Files.list(root.resolve("journal"))) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        copy.resolve("journal").resolve(file.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return copy;
    }

    @Test
    void a_small_batch_is_durable_without_forcing_its_files() throws IOException {
        var disk = new Counting();
        try (var store = open(folder.resolve("store"), disk)) {
            Sha256 blob = publish(store, random(1, 100_000));

            assertThat(disk.files).hasValue(0);
            requireIntact(store, blob);
        }
        assertThat(disk.files).hasPositiveValue();
    }

    @Test
    void a_large_batch_is_forced() throws IOException {
        var disk = new Counting();
        try (var store = open(folder.resolve("store"), disk)) {
            Sha256 blob = publish(store, random(2, Journal.WRITE_BYTES));

            assertThat(disk.files).hasValue(1);
            requireIntact(store, blob);
        }
    }

    @Test
    void what_only_the_journal_kept_is_there_after_a_cut() throws IOException {
        List<byte[]> contents = new ArrayList<>();
        List<Sha256> blobs = new ArrayList<>();
        Path copy;
        try (var store = open(folder.resolve("store"), Fsync.SYSTEM)) {
            for (int size : new int[] {0, 1, 4024, 4025, 4026, 100_000, 3_000_000}) {
                contents.add(random(size, size));
                blobs.add(publish(store, contents.getLast()));
            }
            copy = cutOff(folder.resolve("store"));
        }

        try (var store = open(copy, Fsync.SYSTEM)) {
            for (int i = 0; i < blobs.size(); i++) {
                assertThat(store.openStream(blobs.get(i))).hasBinaryContent(contents.get(i));
            }
        }
    }

    @Test
    void a_blob_that_the_cut_emptied_is_made_whole() throws IOException {
        Path copy;
        Sha256 blob;
        byte[] bytes = random(3, 50_000);
        try (var store = open(folder.resolve("store"), Fsync.SYSTEM)) {
            blob = publish(store, bytes);
            copy = cutOff(folder.resolve("store"));
        }
        Path emptied = new BlobFolders(copy).file(blob);
        Files.createDirectories(emptied.getParent());
        Files.write(emptied, new byte[bytes.length]);

        try (var store = open(copy, Fsync.SYSTEM)) {
            assertThat(store.openStream(blob)).hasBinaryContent(bytes);
        }
    }

    @Test
    void the_journal_ends_before_an_entry_that_was_cut_in_two() throws IOException {
        Path copy;
        Sha256 whole;
        Sha256 torn;
        try (var store = open(folder.resolve("store"), Fsync.SYSTEM)) {
            whole = publish(store, random(4, 10_000));
            torn = publish(store, random(5, 10_000));
            copy = cutOff(folder.resolve("store"));
        }
        long second = JournalEntry.BLOCK + JournalEntry.bytes(10_000);
        try (var segment = new RandomAccessFile(copy.resolve("journal/0").toFile(), "rw")) {
            segment.seek(second + 6_000);
            segment.write(new byte[4_000]);
        }

        try (var store = open(copy, Fsync.SYSTEM)) {
            requireIntact(store, whole);
            assertThat(store.exists(torn)).isFalse();
        }
    }

    @Test
    void what_an_earlier_use_left_in_a_segment_is_not_taken_for_new() throws IOException {
        Path root = folder.resolve("store");
        Sha256 old;
        try (var store = open(root, Fsync.SYSTEM)) {
            publish(store, random(6, 10_000));
            old = publish(store, random(7, 10_000));
        }
        Path copy;
        Sha256 recent;
        try (var store = open(root, Fsync.SYSTEM)) {
            recent = publish(store, random(8, 10_000));
            copy = cutOff(root);
        }

        try (var store = open(copy, Fsync.SYSTEM)) {
            requireIntact(store, recent);
            assertThat(store.exists(old)).isFalse();
        }
    }

    @Test
    void after_an_orderly_end_nothing_is_replayed() throws IOException {
        Path root = folder.resolve("store");
        Sha256 blob;
        try (var store = open(root, Fsync.SYSTEM)) {
            blob = publish(store, random(9, 10_000));
        }
        Files.delete(new BlobFolders(root).file(blob));

        try (var store = open(root, Fsync.SYSTEM)) {
            assertThat(store.exists(blob)).isFalse();
        }
    }

    @Test
    void segments_are_used_again_while_many_publish() throws Exception {
        Path root = folder.resolve("store");
        int files = (int) (JournalSegments.SEGMENT_BYTES / 1_000_000) + 20;
        List<Callable<Sha256>> publishers = new ArrayList<>();
        try (var store = open(root, Fsync.SYSTEM);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < files; i++) {
                byte[] bytes = random(100 + i, 1_000_000);
                publishers.add(() -> publish(store, bytes));
            }
            for (Future<Sha256> done : threads.invokeAll(publishers)) {
                requireIntact(store, done.get());
            }
        }

        assertThat(Files.size(root.resolve("journal/0")))
                .isLessThanOrEqualTo(JournalSegments.SEGMENT_BYTES + JournalEntry.BLOCK);
        assertThat(root.resolve("journal/1")).exists();
    }

    @Test
    void a_second_store_on_the_folder_leaves_the_journal_alone() throws IOException {
        Path root = folder.resolve("store");
        var disk = new Counting();
        byte[] bytes = random(13, 10_000);
        Sha256 first;
        Path copy;
        try (var store = open(root, Fsync.SYSTEM);
                var other = open(root, disk)) {
            first = publish(store, bytes);
            requireIntact(store, publish(other, random(14, 10_000)));
            assertThat(disk.files).hasValue(1);
            copy = cutOff(root);
        }

        try (var store = open(copy, Fsync.SYSTEM)) {
            assertThat(store.openStream(first)).hasBinaryContent(bytes);
        }
    }

    @Test
    void no_segment_is_begun_where_there_is_no_room() throws IOException {
        Path journal = Files.createDirectories(folder.resolve("journal"));
        var segments = new JournalSegments(journal, 0, _ -> false);

        assertThat(segments.current(1)).isNull();
        assertThat(journal).isEmptyDirectory();
    }

    @Test
    void a_file_that_cannot_be_read_fails_alone() throws Exception {
        try (var store = open(folder.resolve("store"), Fsync.SYSTEM)) {
            Spooled gone = receive(store, random(11, 10_000));
            Files.delete(gone.path());

            BlobStoreContract.assertFails(
                    StorageFailure.Kind.IO, () -> store.publish(List.of(gone)));

            requireIntact(store, publish(store, random(12, 10_000)));
            assertThat(store.stoppedBy()).isEmpty();
        }
    }

    @Test
    void what_is_discarded_is_in_no_segment_and_does_not_come_back() throws IOException {
        Path root = folder.resolve("store");
        byte[] secret = random(20, 300_000);
        try (var store = open(root, Fsync.SYSTEM)) {
            Sha256 other = publish(store, random(21, 200_000));
            Sha256 blob = publish(store, secret);
            assertThat(isInJournal(root, secret)).as("before").isTrue();

            assertThat(store.discard(List.of(blob), _ -> Set.of())).containsExactly(blob);

            assertThat(isInJournal(root, secret)).isFalse();
            requireIntact(store, other);
            Sha256 later = publish(store, random(22, 200_000));
            Path copy = cutOff(root);
            try (var restored = open(copy, Fsync.SYSTEM)) {
                assertThat(restored.exists(blob)).isFalse();
                requireIntact(restored, later);
            }
        }
    }

    @Test
    void an_opened_store_keeps_nothing_of_the_journal_before() throws IOException {
        Path root = folder.resolve("store");
        byte[] bytes = random(23, 100_000);
        Sha256 blob;
        try (var store = open(root, Fsync.SYSTEM)) {
            blob = publish(store, bytes);
        }
        try (var store = open(root, Fsync.SYSTEM)) {
            assertThat(isInJournal(root, bytes)).isFalse();
            requireIntact(store, blob);
        }
    }

    @Test
    void a_segment_is_not_taken_away_while_it_is_written() throws IOException {
        Path journal = Files.createDirectories(folder.resolve("journal"));
        var segments = new JournalSegments(journal, 0, _ -> true);
        JournalSegment segment = Objects.requireNonNull(segments.current(1));
        segment.write(ByteBuffer.allocateDirect(0), List.of(Sha256.of(random(24, 32))));

        assertThat(segments.full(-1)).isEmpty();
        segments.written();
        assertThat(segments.full(-1)).containsExactly(segment);
        segments.close();
    }

    private static boolean isInJournal(Path root, byte[] bytes) throws IOException {
        String wanted = new String(bytes, StandardCharsets.ISO_8859_1);
        try (var files = Files.list(root.resolve("journal"))) {
            for (Path file : files.toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(wanted)) {
                    return true;
                }
            }
        }
        return false;
    }
}
