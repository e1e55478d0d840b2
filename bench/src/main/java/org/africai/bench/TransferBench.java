package org.africai.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.africai.phantom.Contrast;
import org.africai.phantom.DicomExport;
import org.africai.phantom.Geometry;
import org.africai.phantom.Head;
import org.africai.phantom.ImageSeries;
import org.africai.phantom.StudyIdentity;

/// Import of CT sessions as one ZIP beside `unzip` and `sha256sum` of the same ZIP on the same
/// disk, and download of the sessions as a ZIP beside the download of one stored file as large.
///
/// The server runs with a bounded heap: that it ends well is the proof of the bound.
final class TransferBench {
    private static final int SLICES_PER_SESSION = 200;
    private static final int ROUNDS = 5;
    private static final Geometry GRID = new Geometry(512, 512, SLICES_PER_SESSION, 0.45, 0.9);

    private final int slices;
    private final int heapMiB;
    private final Path scratch;
    private final PrintStream out;

    TransferBench(Options options, Path scratch, PrintStream out) {
        this.slices = options.number("slices", SLICES_PER_SESSION);
        this.heapMiB = options.number("heap", 256);
        this.scratch = scratch;
        this.out = out;
    }

    void run() throws IOException, InterruptedException {
        Path zip = scratch.resolve("sessions.zip");
        long bytes = writeZip(zip);
        out.printf(
                Locale.ROOT,
                "%d CT slices, %d MB in a ZIP of %d MB, heap of the server %d MiB%n",
                slices,
                bytes / 1_000_000,
                Files.size(zip) / 1_000_000,
                heapMiB);
        try (PackagedServer server =
                PackagedServer.start(
                        Folders.africai(), scratch.resolve("data"), "-Xmx" + heapMiB + "m")) {
            imports(server, zip, bytes);
            downloads(server);
            out.printf(Locale.ROOT, "server at most %d MiB resident%n", server.memoryMiB("VmHWM"));
        }
    }

    private void imports(PackagedServer server, Path zip, long bytes)
            throws IOException, InterruptedException {
        int rounds = slices > 10 * SLICES_PER_SESSION ? 1 : ROUNDS;
        for (int round = 0; round < rounds; round++) {
            server.call("PUT", "/data/projects/BENCH" + round);
            double peer = unzipAndSum(zip);
            double ours = importOnce(server, "BENCH" + round, zip);
            report("import", bytes, ours, "unzip + sha256sum", peer);
        }
    }

    private double unzipAndSum(Path zip) throws IOException, InterruptedException {
        Path folder = Files.createDirectory(scratch.resolve("unzipped"));
        Shell.Result result =
                Shell.run(
                        folder,
                        "unzip -q "
                                + zip
                                + " && find . -type f -print0 | xargs -0 sha256sum | wc -l");
        if (!result.output().strip().equals(Integer.toString(slices))) {
            throw new IllegalStateException("unzip gave " + result.output());
        }
        Folders.delete(folder);
        return result.seconds();
    }

    private double importOnce(PackagedServer server, String project, Path zip)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        try (InputStream answer =
                server.send(
                                "POST",
                                "/data/services/import?dest=/archive/projects/" + project,
                                BodyPublishers.ofFile(zip))
                        .body()) {
            String uris = new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            double seconds = (System.nanoTime() - start) / 1e9;
            requireAll(server, project, uris);
            return seconds;
        }
    }

    private void requireAll(PackagedServer server, String project, String uris)
            throws IOException, InterruptedException {
        int stored = 0;
        for (String uri : uris.strip().split("\\s+")) {
            try (InputStream list =
                    server.send("GET", uri + "/scans/ALL/files?format=csv", BodyPublishers.noBody())
                            .body()) {
                String rows = new String(list.readAllBytes(), StandardCharsets.UTF_8);
                stored += (int) rows.lines().count() - 1;
            }
        }
        if (stored != slices) {
            throw new IllegalStateException(stored + " of " + slices + " slices are in " + project);
        }
    }

    private void downloads(PackagedServer server) throws IOException, InterruptedException {
        String all = "/data/projects/BENCH0/files?format=zip&all=true";
        Path file = scratch.resolve("downloaded.zip");
        try (InputStream body = server.send("GET", all, BodyPublishers.noBody()).body()) {
            Files.copy(body, file);
        }
        long bytes = Files.size(file);
        server.call("PUT", "/data/projects/ONE");
        String single = "/data/projects/ONE/resources/one/files/downloaded.zip";
        server.send("PUT", single + "?inbody=true", BodyPublishers.ofFile(file)).body().close();
        for (int round = 0; round < ROUNDS; round++) {
            double ours = read(server, all, bytes);
            double peer = read(server, single, bytes);
            report("ZIP download", bytes, ours, "one file", peer);
        }
    }

    private static double read(PackagedServer server, String path, long expected)
            throws IOException, InterruptedException {
        byte[] buffer = new byte[1 << 20];
        long start = System.nanoTime();
        long read = 0;
        try (InputStream body = server.send("GET", path, BodyPublishers.noBody()).body()) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                read += n;
            }
        }
        if (read != expected) {
            throw new IllegalStateException(path + " has " + read + " bytes, not " + expected);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private void report(String what, long bytes, double ours, String peerName, double peer) {
        out.printf(
                Locale.ROOT,
                "%s: %.0f MB/s, %s: %.0f MB/s, ratio %.2f%n",
                what,
                bytes / ours / 1e6,
                peerName,
                bytes / peer / 1e6,
                peer / ours);
    }

    /// @return the bytes of all objects
    private long writeZip(Path zip) throws IOException {
        Head head = new Head(RandomGenerator.of("L64X128MixRandom"));
        var series = new ImageSeries(head, GRID, Contrast.CT, 1);
        long bytes = 0;
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(zip), 1 << 20);
                ZipOutputStream entries = new ZipOutputStream(file)) {
            entries.setLevel(Deflater.BEST_SPEED);
            for (int i = 0; i < slices; i++) {
                bytes += writeSlice(entries, i, series);
            }
        }
        return bytes;
    }

    private static long writeSlice(ZipOutputStream entries, int i, ImageSeries series)
            throws IOException {
        int session = i / SLICES_PER_SESSION;
        int slice = i % SLICES_PER_SESSION;
        ZipEntry entry = new ZipEntry("CT" + session + "/" + (slice + 1) + ".dcm");
        entries.putNextEntry(entry);
        var identity =
                new StudyIdentity(
                        "AFR-" + session,
                        "CT" + session,
                        "O",
                        1980,
                        LocalDate.of(2024, 1, 1),
                        "Benchmark",
                        session);
        new DicomExport(identity, 1, series).write(slice, entries);
        entries.closeEntry();
        return entry.getSize();
    }
}
