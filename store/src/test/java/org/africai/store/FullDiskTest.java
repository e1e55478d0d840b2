package org.africai.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fills real volumes, small ones in memory. Needs the right to mount; skipped without it.
class FullDiskTest {
    private static final long LIMIT = 1L << 30;
    private static final int MIB = 1 << 20;

    @TempDir Path folder;
    private boolean mounted;

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", folder.toString())).isZero();
        }
    }

    @Test
    void a_full_disk_is_named_and_nothing_is_lost_or_left() throws Exception {
        mount("size=8m");
        try (var store = FileBlobStore.open(folder, 0, Clock.systemUTC())) {
            Sha256 before = publish(store, 1, MIB);

            fails(store, 20 * MIB);
            Spooled held = receive(store, 2, 5 * MIB);
            fails(store, 4 * MIB);
            assertThat(spoolFiles()).containsExactly(held.path());
            assertThat(store.stoppedBy()).isEmpty();

            store.publish(held);
            assertThat(store.verify(before, Pace.unlimited()))
                    .isEqualTo(new Fixity.Intact(before, MIB));
            assertThat(store.verify(held.sha256(), Pace.unlimited()))
                    .isEqualTo(new Fixity.Intact(held.sha256(), 5 * MIB));
            fails(store, 4 * MIB);
            Files.delete(new BlobFolders(folder).file(held.sha256()));
            assertThat(store.exists(publish(store, 3, 4 * MIB))).isTrue();
        }
    }

    @Test
    void the_low_water_mark_is_kept_while_a_file_grows() throws Exception {
        mount("size=200m");
        try (var store = FileBlobStore.open(folder, 100 * MIB, Clock.systemUTC())) {
            fails(store, 190 * MIB);

            assertThat(spoolFiles()).isEmpty();
            assertThat(store.exists(publish(store, 4, MIB))).isTrue();
        }
    }

    @Test
    void a_volume_without_inodes_is_full() throws Exception {
        mount("size=8m,nr_inodes=270");
        try (var store = FileBlobStore.open(folder, 0, Clock.systemUTC())) {
            List<Spooled> held = new ArrayList<>();
            BlobStoreContract.assertFails(
                    StorageFailure.Kind.NO_SPACE,
                    () -> {
                        while (true) {
                            held.add(receive(store, held.size(), 100));
                        }
                    });

            store.publish(held);
            assertThat(held).isNotEmpty().allMatch(s -> store.exists(s.sha256()));
        }
    }

    private void fails(BlobStore store, int size) {
        BlobStoreContract.assertFails(
                StorageFailure.Kind.NO_SPACE, () -> receive(store, 99, size).close());
    }

    private static Sha256 publish(BlobStore store, long seed, int size) throws IOException {
        try (Spooled spooled = receive(store, seed, size)) {
            store.publish(spooled);
            return spooled.sha256();
        }
    }

    private static Spooled receive(BlobStore store, long seed, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return store.spool().receive(new ByteArrayInputStream(bytes), LIMIT);
    }

    private List<Path> spoolFiles() throws IOException {
        try (var files = Files.list(folder.resolve("spool"))) {
            return files.toList();
        }
    }

    private void mount(String options) throws Exception {
        mounted = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString()) == 0;
        if (!mounted) {
            System.err.println("SKIPPED FullDiskTest: no right to mount a tmpfs here");
        }
        assumeTrue(mounted, "no right to mount a tmpfs here");
    }

    private static int run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            System.err.println(e.getMessage());
            return -1;
        }
    }
}
