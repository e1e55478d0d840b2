package org.africai.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What every store of blobs does for what it keeps: sweeps, scrubs and lists. A new backend
/// extends this class, and so is held to [BlobStoreContract], too.
abstract class BlobUpkeepContract extends BlobStoreContract {
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
    void what_is_discarded_is_gone_at_once_unless_a_row_names_it() throws IOException {
        Sha256 unnamed = publish(random(40, 1000)).sha256();
        Sha256 named = publish(random(41, 1000)).sha256();
        Sha256 absent = Digests.of(random(42, 1000)).sha256();

        Set<Sha256> gone = store.discard(Set.of(unnamed, named, absent), naming(named));

        assertThat(gone).containsExactlyInAnyOrder(unnamed, absent);
        assertThat(store.exists(unnamed)).isFalse();
        assertThat(store.exists(named)).isTrue();
    }

    @Test
    void what_somebody_is_publishing_is_not_discarded() throws IOException {
        byte[] bytes = random(43, 1000);
        try (Spooled file = store.spool().receive(new ByteArrayInputStream(bytes), 1000)) {
            store.publish(file);

            Set<Sha256> gone = store.discard(Set.of(file.sha256()), _ -> Set.of());

            assertThat(gone).isEmpty();
            assertThat(store.exists(file.sha256())).isTrue();
        }
        assertThat(store.discard(Set.of(Digests.of(bytes).sha256()), _ -> Set.of())).hasSize(1);
    }

    @Test
    void what_is_published_while_discarding_asks_for_it_stays() throws IOException {
        byte[] bytes = random(44, 1000);
        Sha256 blob = publish(bytes).sha256();

        Set<Sha256> gone =
                store.discard(
                        Set.of(blob),
                        _ -> {
                            publishUnchecked(bytes);
                            return Set.of();
                        });

        assertThat(gone).isEmpty();
        assertThat(store.exists(blob)).isTrue();
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
    void what_is_published_again_while_sweeps_run_is_there() throws Exception {
        int count = 200;
        List<Sha256> blobs = publishMany(count, i -> random(5000 + i, 100));
        blobs.forEach(b -> age(b, HOUR.multipliedBy(2)));
        Sha256 orphan = publish(random(38, 100)).sha256();
        age(orphan, HOUR.multipliedBy(2));
        List<Callable<Boolean>> publishers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] bytes = random(5000 + i, 100);
            publishers.add(() -> store.exists(publish(bytes).sha256()));
        }

        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<Boolean>> published = publishers.stream().map(threads::submit).toList();
            long swept = 0;
            do {
                swept += store.sweep(naming(), HOUR).blobs();
            } while (!published.stream().allMatch(Future::isDone));

            assertThat(swept).isPositive();
            assertThat(store.exists(orphan)).isFalse();
            for (Future<Boolean> isThere : published) {
                assertThat(isThere.get()).isTrue();
            }
            assertThat(blobs).allMatch(store::exists);
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
}
