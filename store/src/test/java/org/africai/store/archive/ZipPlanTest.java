package org.africai.store.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.africai.store.Digests;
import org.africai.store.EntryName;
import org.africai.store.Sha256;
import org.africai.store.StorageFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipPlanTest {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:01Z");

    private final MemoryBlobs blobs = new MemoryBlobs();

    @TempDir Path folder;

    @Test
    void a_zip_holds_its_files() throws IOException {
        byte[] large = random(1, 700_000);
        ZipPlan plan =
                builder()
                        .add(name("empty"), new byte[0], NOON)
                        .add(name("manifest.txt"), text("hello"), NOON)
                        .build();
        ZipPlan more =
                with(with(builder(), "s/scans/1-Ä b/x.dcm", large), "s/second.dcm", random(2, 10))
                        .add(name("manifest.txt"), text("hello"), NOON)
                        .build();

        assertThat(write(plan)).hasSize((int) plan.size());
        try (var zip = new ZipFile(file(write(more)).toFile())) {
            assertThat(zip.size()).isEqualTo(more.entries()).isEqualTo(3);
            assertThat(read(zip, "s/scans/1-Ä b/x.dcm")).isEqualTo(large);
            assertThat(read(zip, "s/second.dcm")).isEqualTo(random(2, 10));
            assertThat(read(zip, "manifest.txt")).isEqualTo(text("hello"));
            assertThat(zip.getEntry("manifest.txt").getMethod()).isEqualTo(ZipEntry.STORED);
        }
    }

    @Test
    void an_empty_zip_is_a_zip() throws IOException {
        try (var zip = new ZipFile(file(write(builder().build())).toFile())) {
            assertThat(zip.size()).isZero();
        }
    }

    @Test
    void the_reader_of_this_package_reads_it() throws IOException {
        byte[] bytes = random(3, 100_000);
        Path file = file(write(with(builder(), "a/b", bytes).build()));

        try (var reader = ArchiveReader.open(file, "a.zip", ArchiveLimits.ofTotal(1 << 20))) {
            ArchiveEntry entry = reader.next().orElseThrow();
            assertThat(entry.name()).isEqualTo(name("a/b"));
            assertThat(entry.content().readAllBytes()).isEqualTo(bytes);
            assertThat(reader.next()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unzip -t %s", "python3 -m zipfile -t %s"})
    void other_programs_read_it(String command) throws Exception {
        Path file = file(write(sample()));

        Process process;
        try {
            process =
                    new ProcessBuilder(command.replace("%s", file.toString()).split(" "))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            assumeTrue(false, "not installed here: " + command + ": " + e.getMessage());
            return;
        }

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(command).isZero();
    }

    @Test
    void a_download_cut_at_any_byte_goes_on_there() throws IOException {
        ZipPlan plan =
                with(with(builder(), "a", random(4, 100)), "b/ä", random(5, 50))
                        .add(name("m"), text("manifest"), NOON)
                        .build();
        byte[] whole = write(plan);

        for (int cut = 0; cut <= whole.length; cut++) {
            var resumed = new ByteArrayOutputStream();
            plan.writeTo(resumed, 0, cut, blobs);
            plan.writeTo(resumed, cut, whole.length - cut, blobs);
            assertThat(resumed.toByteArray()).as("cut at %d", cut).isEqualTo(whole);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void any_range_has_the_bytes_of_the_whole(long seed) throws IOException {
        var random = new Random(seed);
        var builder = builder();
        for (int i = 0; i < 40; i++) {
            int size = random.nextInt(4) == 0 ? random.nextInt(300_000) : random.nextInt(300);
            with(builder, "d" + random.nextInt(5) + "/" + i, random(random.nextLong(), size));
        }
        ZipPlan plan = builder.build();
        byte[] whole = write(plan);

        for (int i = 0; i < 60; i++) {
            int from = random.nextInt(whole.length);
            int to = from + random.nextInt(whole.length - from + 1);
            var part = new ByteArrayOutputStream();
            plan.writeTo(part, from, to - from, blobs);
            assertThat(Arrays.equals(part.toByteArray(), Arrays.copyOfRange(whole, from, to)))
                    .as("from %d to %d", from, to)
                    .isTrue();
        }
    }

    @Test
    void a_range_outside_is_refused() {
        ZipPlan plan = sample();

        assertThatThrownBy(() -> plan.writeTo(OutputStream.nullOutputStream(), -1, 1, blobs))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(
                        () -> plan.writeTo(OutputStream.nullOutputStream(), 1, plan.size(), blobs))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void the_same_entries_give_the_same_bytes_and_tag() throws IOException {
        assertThat(write(sample())).isEqualTo(write(sample()));
        assertThat(sample().etag()).isEqualTo(sample().etag()).matches("\"[0-9a-f]{32}\"");
    }

    @Test
    void any_difference_gives_another_tag() {
        Digests d = blobs.put(random(6, 10));
        Digests other = blobs.put(random(7, 10));

        assertThat(
                        java.util.stream.Stream.<UnaryOperator<ZipPlan.Builder>>of(
                                        b -> b.add(name("a"), 10, d.crc32(), NOON, d.sha256()),
                                        b -> b.add(name("b"), 10, d.crc32(), NOON, d.sha256()),
                                        b -> b.add(name("a"), 11, d.crc32(), NOON, d.sha256()),
                                        b -> b.add(name("a"), 10, d.crc32() + 1, NOON, d.sha256()),
                                        b ->
                                                b.add(
                                                        name("a"),
                                                        10,
                                                        d.crc32(),
                                                        NOON.plusSeconds(1),
                                                        d.sha256()),
                                        b -> b.add(name("a"), 10, d.crc32(), NOON, other.sha256()))
                                .map(add -> add.apply(builder()).build().etag()))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_name_that_is_there_is_refused() {
        var builder = builder();
        for (int i = 0; i < 1000; i++) {
            with(builder, "f" + i, text("x"));
        }

        assertThatThrownBy(() -> with(builder, "f500", text("y")))
                .hasMessage("entry 'f500' is there twice");
    }

    @Test
    void more_than_64_mib_that_are_no_blobs_are_refused() {
        var builder = builder().add(name("a"), new byte[60 << 20], NOON);

        assertThatThrownBy(() -> builder.add(name("b"), new byte[5 << 20], NOON))
                .hasMessageContaining("no blobs");
    }

    @Test
    void a_damaged_blob_breaks_the_download() {
        byte[] bytes = random(8, 1000);
        ZipPlan plan = with(with(builder(), "a", bytes), "b", random(9, 10)).build();
        byte[] flipped = bytes.clone();
        flipped[500] ^= 1;
        blobs.replace(Digests.of(bytes).sha256(), flipped);
        var out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> plan.writeTo(out, blobs))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("CRC-32");
        assertThat(out.size()).isLessThan((int) plan.size());
    }

    @Test
    void a_blob_of_another_length_breaks_even_a_part() {
        byte[] bytes = random(10, 1000);
        ZipPlan plan = with(builder(), "a", bytes).build();
        blobs.replace(Digests.of(bytes).sha256(), Arrays.copyOf(bytes, 999));

        assertThatThrownBy(() -> plan.writeTo(OutputStream.nullOutputStream(), 100, 10, blobs))
                .isInstanceOf(StorageFailure.class)
                .hasMessageContaining("999 bytes instead of 1000");
    }

    @ParameterizedTest
    @ValueSource(longs = {0xFFFF_FFFEL, 0xFFFF_FFFFL, 0x1_0000_0000L, 6L << 30})
    void files_around_and_beyond_4_gib_are_found(long size) throws IOException {
        Sha256 zeros = new Sha256("0".repeat(64));
        blobs.putZeros(zeros, size);
        ZipPlan plan =
                with(builder().add(name("large"), size, 0, NOON, zeros), "behind", text("hello"))
                        .build();
        long tail = 4096;

        // A sparse file: only the headers and what lies behind the zeros are written.
        Path file = folder.resolve("large.zip");
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(write(plan, 0, tail)), 0);
            channel.write(
                    ByteBuffer.wrap(write(plan, plan.size() - tail, tail)), plan.size() - tail);
        }

        assertThat(Files.size(file)).isEqualTo(plan.size()).isGreaterThan(size);
        try (var zip = new ZipFile(file.toFile())) {
            assertThat(zip.getEntry("large").getSize()).isEqualTo(size);
            assertThat(read(zip, "behind")).isEqualTo(text("hello"));
        }
        try (var zip = ArchiveReader.open(file, "large.zip", ArchiveLimits.ofTotal(1L << 40))) {
            assertThat(zip.next().orElseThrow().size()).isEqualTo(size);
            assertThat(zip.next().orElseThrow().content().readAllBytes()).isEqualTo(text("hello"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {65_534, 65_535, 70_000})
    void many_files_are_found(int count) throws IOException {
        Digests empty = blobs.put(new byte[0]);
        var builder = builder();
        for (int i = 0; i < count; i++) {
            builder.add(name("folder/" + i), 0, 0, NOON, empty.sha256());
        }
        ZipPlan plan = builder.build();

        try (var zip = new ZipFile(file(write(plan)).toFile())) {
            assertThat(zip.size()).isEqualTo(count);
            assertThat(zip.getEntry("folder/" + (count - 1))).isNotNull();
        }
        try (var zip =
                ArchiveReader.open(
                        folder.resolve("test.zip"), "", new ArchiveLimits(count, 1, 1))) {
            int found = 0;
            while (zip.next().isPresent()) {
                found++;
            }
            assertThat(found).isEqualTo(count);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1980-01-01T00:00:00Z",
                "2026-03-04T12:00:01Z",
                "2038-01-19T03:14:07Z",
                "2100-05-06T07:08:10Z"
            })
    void a_file_keeps_its_time(String time) throws IOException {
        ZipPlan plan = builder().add(name("a"), text("x"), Instant.parse(time)).build();

        try (var zip = new ZipFile(file(write(plan)).toFile())) {
            ZipEntry entry = zip.getEntry("a");
            var dos = entry.getTimeLocal();
            assertThat(dos.toString()).startsWith(time.substring(0, 16));
            boolean isExtended = entry.getExtra() != null;
            assertThat(isExtended ? entry.getLastModifiedTime().toString() : time).isEqualTo(time);
            assertThat(isExtended).isEqualTo(Instant.parse(time).getEpochSecond() < 1L << 31);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T00:00:00Z", "2200-01-01T00:00:00Z"})
    void a_time_that_does_not_fit_becomes_the_nearest(String time) throws IOException {
        ZipPlan plan = builder().add(name("a"), text("x"), Instant.parse(time)).build();

        try (var zip = new ZipFile(file(write(plan)).toFile())) {
            assertThat(zip.getEntry("a").getTimeLocal().getYear())
                    .isEqualTo(time.startsWith("1969") ? 1980 : 2106);
        }
    }

    private ZipPlan sample() {
        return with(with(builder(), "s/1/é.dcm", random(11, 300_000)), "s/2.dcm", random(12, 0))
                .add(name("m.txt"), text("manifest"), NOON)
                .build();
    }

    private static ZipPlan.Builder builder() {
        return ZipPlan.builder();
    }

    private ZipPlan.Builder with(ZipPlan.Builder builder, String name, byte[] bytes) {
        Digests digests = blobs.put(bytes);
        return builder.add(name(name), bytes.length, digests.crc32(), NOON, digests.sha256());
    }

    private byte[] write(ZipPlan plan) throws IOException {
        var out = new ByteArrayOutputStream();
        plan.writeTo(out, blobs);
        return out.toByteArray();
    }

    private byte[] write(ZipPlan plan, long from, long count) throws IOException {
        var out = new ByteArrayOutputStream();
        plan.writeTo(out, from, count, blobs);
        return out.toByteArray();
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("test.zip"), bytes);
    }

    private static byte[] read(ZipFile zip, String name) throws IOException {
        try (var in = zip.getInputStream(zip.getEntry(name))) {
            return in.readAllBytes();
        }
    }

    private static EntryName name(String path) {
        return EntryName.parse(path);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
