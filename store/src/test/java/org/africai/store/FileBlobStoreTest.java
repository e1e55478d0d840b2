package org.africai.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FileBlobStoreTest extends BlobUpkeepContract {
    @Override
    BlobStore open(Path folder) {
        return FileBlobStore.open(folder.resolve("data/store"), 0, Clock.systemUTC());
    }

    @Override
    void age(Sha256 blob, Duration by) {
        Path file = file(blob);
        try {
            Instant time = Files.getLastModifiedTime(file).toInstant();
            Files.setLastModifiedTime(file, FileTime.from(time.minus(by)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void damage(Sha256 blob, UnaryOperator<byte[]> change) {
        try {
            Files.write(file(blob), change.apply(Files.readAllBytes(file(blob))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void lose(Sha256 blob) {
        try {
            Files.delete(file(blob));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_sweep_removes_what_a_dead_process_left_in_the_spool() throws IOException {
        Path left = Files.write(spoolFolder().resolve("left"), random(40, 10));
        Path recent = Files.write(spoolFolder().resolve("recent"), random(41, 10));
        Spooled held = receive(random(42, 10));
        FileTime old = FileTime.from(Instant.now().minus(HOUR.multipliedBy(2)));
        Files.setLastModifiedTime(left, old);
        Files.setLastModifiedTime(held.path(), old);

        Swept swept = store.sweep(_ -> Set.of(), HOUR);

        assertThat(swept.spoolFiles()).isEqualTo(1);
        assertThat(left).doesNotExist();
        assertThat(recent).exists();
        assertThat(held.path()).exists();
        store.publish(held);
        assertThat(store.exists(held.sha256())).isTrue();
    }

    @Test
    void a_sweep_asks_for_at_most_a_thousand_names_at_a_time() throws IOException {
        for (int i = 0; i < 2001; i++) {
            Path blob = file(new Sha256("ab" + "0".repeat(54) + HexFormat.of().toHexDigits(i)));
            Files.createFile(blob);
            Files.setLastModifiedTime(blob, FileTime.from(Instant.EPOCH));
        }
        List<Integer> asked = new ArrayList<>();

        Swept swept =
                store.sweep(
                        candidates -> {
                            asked.add(candidates.size());
                            return Set.of();
                        },
                        HOUR);

        assertThat(asked).containsExactly(1000, 1000, 1);
        assertThat(swept.blobs()).isEqualTo(2001);
    }

    @Test
    void a_sweep_leaves_files_that_are_no_blobs() throws IOException {
        Path stranger = file(Digests.of(text("x")).sha256()).resolveSibling("README");
        Files.write(stranger, text("x"));
        Files.setLastModifiedTime(stranger, FileTime.from(Instant.EPOCH));

        assertThat(store.sweep(_ -> Set.of(), HOUR).blobs()).isZero();
        assertThat(stranger).exists();
    }

    @Test
    void nothing_is_swept_after_the_clock_was_set_forward() throws IOException {
        var clock = new SettableClock(Instant.now());
        try (var jumped = FileBlobStore.open(folder, 0, clock)) {
            Spooled spooled = jumped.spool().receive(in(random(43, 10)), LIMIT);
            jumped.publish(spooled);

            clock.advance(Duration.ofDays(400));

            assertThat(jumped.sweep(_ -> Set.of(), HOUR).skipped()).isTrue();
            assertThat(jumped.sweep(_ -> Set.of(), HOUR).skipped()).isTrue();
            assertThat(jumped.exists(spooled.sha256())).isTrue();
        }
    }

    private Path spoolFolder() {
        return folder.resolve("data/store/spool");
    }

    @Test
    void a_damaged_copy_is_replaced_when_the_same_bytes_come_again() throws IOException {
        byte[] bytes = random(20, 1000);
        Digests digests = publish(bytes);
        Files.write(file(digests.sha256()), random(21, 1000));

        publish(bytes);

        assertThat(read(digests.sha256())).isEqualTo(bytes);
    }

    @Test
    void only_the_owner_can_read_blobs() throws IOException {
        Path file = file(publish(random(22, 10)).sha256());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void nothing_is_received_below_the_low_water_mark() {
        try (var full = FileBlobStore.open(folder, Long.MAX_VALUE, Clock.systemUTC())) {
            assertFails(
                    StorageFailure.Kind.NO_SPACE, () -> full.spool().receive(in(text("a")), LIMIT));
        }
    }

    @Test
    void a_body_that_would_pass_the_low_water_mark_is_refused_before_it_is_read() {
        assertFails(
                StorageFailure.Kind.NO_SPACE,
                () -> store.spool().requireRoom(store.spool().freeBytes() + (1L << 40)));
    }

    @Test
    void files_are_forced_before_their_name_and_folders_after() throws IOException {
        var calls = Collections.synchronizedList(new ArrayList<String>());
        var recording = new Recording(calls);
        try (var recorded = FileBlobStore.open(folder, 0, Clock.systemUTC(), recording, false)) {
            calls.clear();
            Spooled spooled = recorded.spool().receive(in(random(23, 10)), LIMIT);

            recorded.publish(spooled);

            assertThat(calls)
                    .containsExactly(
                            "file spool, blob false",
                            "folder " + spooled.sha256().hex().substring(0, 2) + ", file true",
                            "read format");
        }
    }

    @Test
    void the_folders_of_a_new_store_are_forced_in_their_parents() {
        var calls = Collections.synchronizedList(new ArrayList<String>());
        var root = folder.resolve("a/b");

        FileBlobStore.open(root, 0, Clock.systemUTC(), new Recording(calls), false).close();

        assertThat(calls)
                .contains(
                        "folder blobs, file false",
                        "folder b, file true",
                        "folder a, file false",
                        "folder " + folder.getFileName() + ", file false");
    }

    @Test
    void folders_of_another_format_are_not_opened() throws IOException {
        Files.writeString(folder.resolve("format"), "africai-blobs-2\n");

        assertThatThrownBy(() -> FileBlobStore.open(folder, 0, Clock.systemUTC()))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("another format: africai-blobs-2");
    }

    @Test
    void a_first_start_that_was_killed_is_made_good() throws IOException {
        Files.writeString(folder.resolve("format"), "africai");

        FileBlobStore.open(folder, 0, Clock.systemUTC()).close();

        assertThat(folder.resolve("format")).hasContent("africai-blobs-1");
    }

    @Test
    void a_failed_fsync_of_a_file_is_final() throws IOException {
        failsForGood(new Failing("file", 3));
    }

    @Test
    void a_failed_fsync_of_a_folder_is_final() throws IOException {
        failsForGood(new Failing("folder", 5));
    }

    @Test
    void a_file_system_that_gave_up_is_seen_though_its_folder_fsync_succeeds() throws IOException {
        failsForGood(new Failing("alive", 3));
    }

    @Test
    void a_file_that_cannot_be_opened_to_be_forced_does_not_stop_the_store() throws IOException {
        var fsync = new OutOfHandles();
        try (var poor = FileBlobStore.open(folder, 0, Clock.systemUTC(), fsync, false)) {
            Spooled spooled = poor.spool().receive(in(random(44, 10)), LIMIT);

            fsync.refuseNext = true;
            assertFails(StorageFailure.Kind.IO, () -> poor.publish(spooled));
            assertThat(poor.stoppedBy()).isEmpty();
            poor.publish(spooled);

            assertThat(poor.exists(spooled.sha256())).isTrue();
        }
    }

    private void failsForGood(Failing disk) throws IOException {
        try (var failing = FileBlobStore.open(folder, 0, Clock.systemUTC(), disk, false)) {
            Spooled good = failing.spool().receive(in(random(24, 10)), LIMIT);
            Spooled lost = failing.spool().receive(in(random(25, 10)), LIMIT);
            Spooled late = failing.spool().receive(in(random(26, 10)), LIMIT);
            failing.publish(good);

            assertFails(StorageFailure.Kind.STOPPED, () -> failing.publish(lost));
            int callsWhenStopped = disk.calls.get();
            assertFails(StorageFailure.Kind.STOPPED, () -> failing.publish(lost));
            assertFails(StorageFailure.Kind.STOPPED, () -> failing.publish(late));

            assertThat(disk.calls).hasValue(callsWhenStopped);
            assertThat(failing.stoppedBy()).isPresent();
            assertThat(failing.exists(good.sha256())).isTrue();
            assertThat(failing.exists(late.sha256())).isFalse();
        }
    }

    @Test
    void an_interrupted_publisher_does_not_stop_the_store() throws IOException {
        Spooled spooled = receive(random(27, 10));

        Thread.currentThread().interrupt();
        try {
            store.publish(spooled);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(store.stoppedBy()).isEmpty();
        assertThat(store.exists(spooled.sha256())).isTrue();
    }

    @Test
    void a_publication_that_fails_half_way_can_be_repeated() throws IOException {
        Spooled first = receive(random(28, 10));
        Spooled second = receive(random(29, 10));
        Path inTheWay = file(second.sha256());
        Files.createDirectories(inTheWay.resolve("folder"));

        assertThatThrownBy(() -> store.publish(List.of(first, second)))
                .isInstanceOf(StorageFailure.class);
        Files.delete(inTheWay.resolve("folder"));
        Files.delete(inTheWay);
        store.publish(List.of(first, second));

        assertThat(store.exists(first.sha256())).isTrue();
        assertThat(store.exists(second.sha256())).isTrue();
    }

    private Path file(Sha256 blob) {
        return new BlobFolders(folder.resolve("data/store")).file(blob);
    }

    /// Notes what is forced, and whether any blob had its name by then.
    private record Recording(List<String> calls) implements Fsync {
        @Override
        public void file(Path file) throws IOException {
            calls.add("file " + file.resolveSibling("").getFileName() + ", blob " + hasBlob(file));
            Fsync.SYSTEM.file(file);
        }

        @Override
        public void folder(Path folder) throws IOException {
            calls.add("folder " + folder.getFileName() + ", file " + holdsFile(folder));
            Fsync.SYSTEM.folder(folder);
        }

        @Override
        public void requireAlive(Path file) throws IOException {
            calls.add("read " + file.getFileName());
            Fsync.SYSTEM.requireAlive(file);
        }

        private static boolean hasBlob(Path spooled) throws IOException {
            Path blobs = spooled.resolveSibling("../blobs").normalize();
            if (!Files.exists(blobs)) {
                return false;
            }
            try (var files = Files.walk(blobs)) {
                return files.anyMatch(Files::isRegularFile);
            }
        }

        private static boolean holdsFile(Path folder) throws IOException {
            try (var entries = Files.list(folder)) {
                return entries.anyMatch(Files::isRegularFile);
            }
        }
    }

    /// Cannot open the next file.
    private static final class OutOfHandles implements Fsync {
        private volatile boolean refuseNext;

        @Override
        public void file(Path file) throws IOException {
            if (refuseNext) {
                refuseNext = false;
                throw new FileSystemException(file.toString(), null, "Too many open files");
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

    /// Fails at the n-th call of one kind.
    private static final class Failing implements Fsync {
        private final String kind;
        private final int failAt;
        private final AtomicInteger calls = new AtomicInteger();

        Failing(String kind, int failAt) {
            this.kind = kind;
            this.failAt = failAt;
        }

        @Override
        public void file(Path file) throws IOException {
            fail("file");
        }

        @Override
        public void folder(Path folder) throws IOException {
            fail("folder");
        }

        @Override
        public void requireAlive(Path file) throws IOException {
            fail("alive");
        }

        private void fail(String called) throws IOException {
            if (called.equals(kind) && calls.incrementAndGet() >= failAt) {
                throw new FsyncFailed(new IOException("Input/output error"));
            }
        }
    }
}
