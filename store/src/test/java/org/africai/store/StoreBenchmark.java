package org.africai.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.africai.store.archive.ArchiveEntry;
import org.africai.store.archive.ArchiveLimits;
import org.africai.store.archive.ArchiveReader;
import org.africai.store.archive.ZipPlan;

/// Measures what the server does most: keeping many files, taking in an archive, giving one out;
/// each beside what the tools of the system need for the same on the same disk. Run by hand, with
/// `-Xmx256m` to see that the heap suffices.
final class StoreBenchmark {
    private static final int MIB = 1 << 20;
    private static final int BATCH = 64;

    private final Path folder;
    private final FileBlobStore store;

    private StoreBenchmark(Path folder) {
        this.folder = folder;
        this.store = FileBlobStore.open(folder.resolve("store"), 0, Clock.systemUTC());
    }

    /// @param args a folder to work in, then ZIP files to take in and to give out again
    public static void main(String[] args) throws Exception {
        var benchmark = new StoreBenchmark(Path.of(args[0]));
        benchmark.digests();
        benchmark.keep(40_000, 2000);
        benchmark.keep(500_000, 400);
        for (int i = 1; i < args.length; i++) {
            benchmark.archive(Path.of(args[i]));
        }
        benchmark.store.close();
    }

    private void digests() throws IOException {
        byte[] bytes = new byte[64 * MIB];
        new Random(1).nextBytes(bytes);
        for (int round = 0; round < 2; round++) {
            say("digests, one thread", bytes.length, () -> smallPieces(bytes));
            say("digests, two threads", bytes.length, () -> Digests.of(bytesIn(bytes)));
        }
    }

    private static Digests smallPieces(byte[] bytes) {
        var digester = new Digester(Hashing.ALL);
        for (int i = 0; i < bytes.length; i += 64 << 10) {
            digester.update(bytes, i, 64 << 10);
        }
        return digester.finish();
    }

    private void keep(int size, int count) throws Exception {
        for (int threads : new int[] {1, 8}) {
            for (int batch : new int[] {1, BATCH}) {
                long started = System.nanoTime();
                keep(size, count, threads, batch);
                double seconds = seconds(started);
                System.out.printf(
                        Locale.ROOT,
                        "keep %d B, %d threads, batches of %d: %.0f files/s, %.0f MB/s%n",
                        size,
                        threads,
                        batch,
                        count / seconds,
                        count / seconds * size / 1e6);
            }
        }
    }

    private void keep(int size, int count, int threads, int batch) throws Exception {
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            var random = new Random(System.nanoTime() + t);
            work.add(() -> {
                for (int i = 0; i < count / threads; i += batch) {
                    publish(random, size, Math.min(batch, count / threads - i));
                }
                return true;
            });
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (Future<Boolean> done : pool.invokeAll(work)) {
                done.get();
            }
        }
    }

    private void publish(Random random, int size, int count) throws IOException {
        List<Spooled> files = new ArrayList<>();
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        for (int i = 0; i < count; i++) {
            random.nextBytes(bytes);
            files.add(store.spool().receive(bytesIn(bytes), size));
        }
        store.publish(files);
    }

    private void archive(Path zip) throws Exception {
        long size = Files.size(zip);
        for (int round = 0; round < 2; round++) {
            double tools = say("unzip + sha256sum " + zip.getFileName(), size, () -> unzip(zip));
            var plan = ZipPlan.builder();
            double ours = say("take in " + zip.getFileName(), size, () -> takeIn(zip, plan));
            System.out.printf(Locale.ROOT, "  ratio %.2f%n", ours / tools);
            giveOut(plan.build());
        }
    }

    private boolean unzip(Path zip) throws Exception {
        Path target = folder.resolve("unzipped");
        run("unzip", "-q", "-o", zip.toString(), "-d", target.toString());
        run("sha256sum", zip.toString());
        run("rm", "-r", target.toString());
        return true;
    }

    private boolean takeIn(Path zip, ZipPlan.Builder plan) throws IOException {
        List<Spooled> batch = new ArrayList<>();
        try (InputStream in = Files.newInputStream(zip);
                Staged staged = store.spool().stage(in, Long.MAX_VALUE);
                var reader =
                        ArchiveReader.open(
                                staged.path(),
                                "zip",
                                new ArchiveLimits(1_000_000, 1L << 40, 1000))) {
            for (Optional<ArchiveEntry> e = reader.next(); e.isPresent(); e = reader.next()) {
                Spooled file = store.spool().receive(e.get().content(), Long.MAX_VALUE);
                Digests d = file.digests();
                var _ = plan.add(e.get().name(), d.size(), d.crc32(), Instant.EPOCH, d.sha256());
                batch.add(file);
                if (batch.size() == BATCH) {
                    store.publish(batch);
                    batch.clear();
                }
            }
            store.publish(batch);
        }
        return true;
    }

    private void giveOut(ZipPlan plan) throws Exception {
        Path copy = folder.resolve("copy.zip");
        try (OutputStream out = Files.newOutputStream(copy)) {
            plan.writeTo(out, store);
        }
        double file = say("give out a file", plan.size(), () -> Files.copy(copy, nothing()));
        double ours =
                say(
                        "give out a plan of " + plan.entries(),
                        plan.size(),
                        () -> {
                            plan.writeTo(nothing(), store);
                            return true;
                        });
        System.out.printf(Locale.ROOT, "  ratio %.2f%n", ours / file);
        Files.delete(copy);
    }

    private static OutputStream nothing() {
        return OutputStream.nullOutputStream();
    }

    private static InputStream bytesIn(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static void run(String... command) throws Exception {
        int exit =
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start()
                        .waitFor();
        if (exit != 0) {
            throw new IOException(String.join(" ", command) + ": exit " + exit);
        }
    }

    @FunctionalInterface
    private interface Work {
        Object run() throws Exception;
    }

    /// Prints and gives the MB/s.
    private static double say(String what, long bytes, Work work) {
        long started = System.nanoTime();
        try {
            if (work.run() == null) {
                throw new IllegalStateException("no result of " + what);
            }
        } catch (Exception e) {
            throw new IllegalStateException(what, e);
        }
        double rate = bytes / 1e6 / seconds(started);
        System.out.printf(Locale.ROOT, "%s: %.0f MB/s, %.2f s%n", what, rate, seconds(started));
        return rate;
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }
}
