package org.africai.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.africai.phantom.Contrast;
import org.africai.phantom.DicomExport;
import org.africai.phantom.Geometry;
import org.africai.phantom.Head;
import org.africai.phantom.ImageSeries;
import org.africai.phantom.StudyIdentity;

/// C-STORE of CT slices of half a megabyte, durably, beside Orthanc with its default settings and
/// DCMTK's `storescp +B`, which forces nothing to the disk. DCMTK's `storescu` sends for all, with
/// `TCP_NODELAY=1` at both ends; in a table of its own without it at the sender, as Debian has it.
/// What was stored is counted before a rate is told.
final class DicomBench {
    private static final int SLICES_PER_STUDY = 100;
    private static final List<Integer> ASSOCIATIONS = List.of(1, 4, 8);

    /// Of our own server, the only one that compiles while it runs: some thousands of objects.
    private static final int WARM_UPS = 12;

    private static final String OURS = "africai";
    private static final String ORTHANC = "orthanc";
    private static final String STORESCP = "storescp +B";

    private final int slices;
    private final int rounds;
    private final int heapMiB;
    private final Path scratch;
    private final PrintStream out;
    private final List<Path> files = new ArrayList<>();
    private final Map<String, DicomReceiver.Start> receivers = new LinkedHashMap<>();

    DicomBench(Options options, Path scratch, PrintStream out) {
        this.slices = options.number("slices", 300);
        this.rounds = options.number("rounds", 5);
        this.heapMiB = options.number("heap", 256);
        this.scratch = scratch;
        this.out = out;
    }

    /// What one receiver did with the slices.
    ///
    /// @param cpuMillis of the receiver for each of them
    private record Cell(double perSecond, double cpuMillis) {}

    void run() throws IOException, InterruptedException {
        if (!Shell.succeeds("command -v storescu")) {
            throw new IllegalStateException("DCMTK is needed to send: apt-get install dcmtk");
        }
        long bytes = writeSlices();
        out.printf(
                Locale.ROOT,
                "%d CT slices of %d kB, %d rounds, heap of the server %d MiB%n",
                slices,
                bytes / slices / 1_000,
                rounds,
                heapMiB);
        try (PackagedServer server =
                PackagedServer.start(
                        Folders.africai(), scratch.resolve("data"), "-Xmx" + heapMiB + "m")) {
            var own = new OwnReceivers(server);
            receivers.put(OURS, own::next);
            addPeer(ORTHANC, "Orthanc", () -> DicomPeers.orthanc(scratch));
            addPeer(STORESCP, "storescp", () -> DicomPeers.storescp(scratch));
            for (int i = 0; i < WARM_UPS; i++) {
                var _ = measure(own::next, ASSOCIATIONS.get(i % ASSOCIATIONS.size()), true, files);
            }
            compare();
            compareNagle();
            out.printf(Locale.ROOT, "server at most %d MiB resident%n", server.memoryMiB("VmHWM"));
        }
    }

    private void addPeer(String name, String command, DicomReceiver.Start start)
            throws IOException, InterruptedException {
        if (Shell.succeeds("command -v " + command)) {
            receivers.put(name, start);
        } else {
            out.println(name + " is not installed and left out");
        }
    }

    private void compare() throws IOException, InterruptedException {
        for (int associations : ASSOCIATIONS) {
            Map<String, List<Cell>> cells = rounds(associations, true, files);
            report(associations + " associations", cells);
            ratio(cells, ORTHANC);
            ratio(cells, STORESCP);
        }
    }

    private void compareNagle() throws IOException, InterruptedException {
        List<Path> few = files.subList(0, Math.min(files.size(), SLICES_PER_STUDY));
        Map<String, List<Cell>> cells = rounds(1, false, few);
        report("1 association, sender with Nagle's algorithm", cells);
        ratio(cells, STORESCP);
    }

    /// Receivers take turns, so that what else the machine does befalls all alike.
    private Map<String, List<Cell>> rounds(int associations, boolean isNoDelay, List<Path> sent)
            throws IOException, InterruptedException {
        Map<String, List<Cell>> cells = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, DicomReceiver.Start> one : receivers.entrySet()) {
                cells.computeIfAbsent(one.getKey(), _ -> new ArrayList<>())
                        .add(measure(one.getValue(), associations, isNoDelay, sent));
            }
        }
        return cells;
    }

    private static Cell measure(
            DicomReceiver.Start start, int associations, boolean isNoDelay, List<Path> sent)
            throws IOException, InterruptedException {
        renew(sent);
        try (DicomReceiver receiver = start.start()) {
            double cpuBefore = receiver.cpuSeconds();
            long begun = System.nanoTime();
            send(receiver, associations, isNoDelay, sent);
            double seconds = (System.nanoTime() - begun) / 1e9;
            double cpu = receiver.cpuSeconds() - cpuBefore;
            int stored = receiver.count();
            if (stored != sent.size()) {
                throw new IllegalStateException(
                        receiver.title() + " has " + stored + " of " + sent.size() + " slices");
            }
            return new Cell(stored / seconds, 1_000 * cpu / stored);
        }
    }

    /// Gives the slices other pixels at their end: a scanner does not send the same bytes again and
    /// again, and what a server keeps of the last round must not help or hinder it.
    private static void renew(List<Path> files) throws IOException {
        byte[] pixels = new byte[Long.BYTES];
        for (Path file : files) {
            try (var slice = new RandomAccessFile(file.toFile(), "rw")) {
                ThreadLocalRandom.current().nextBytes(pixels);
                slice.seek(slice.length() - pixels.length);
                slice.write(pixels);
            }
        }
    }

    private static void send(
            DicomReceiver receiver, int associations, boolean isNoDelay, List<Path> sent)
            throws IOException, InterruptedException {
        List<Process> senders = new ArrayList<>();
        for (int i = 0; i < associations; i++) {
            int from = i * sent.size() / associations;
            int to = (i + 1) * sent.size() / associations;
            senders.add(sender(receiver, isNoDelay, sent.subList(from, to)));
        }
        for (Process sender : senders) {
            if (sender.waitFor() != 0) {
                throw new IllegalStateException("storescu ended with " + sender.exitValue());
            }
        }
    }

    private static Process sender(DicomReceiver receiver, boolean isNoDelay, List<Path> part)
            throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "storescu",
                                "-pdu",
                                "131072",
                                "-aec",
                                receiver.title(),
                                "127.0.0.1",
                                Integer.toString(receiver.port())));
        part.forEach(file -> command.add(file.toString()));
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().remove("TCP_NODELAY");
        if (isNoDelay) {
            builder.environment().put("TCP_NODELAY", "1");
        }
        return builder.start();
    }

    private void report(String what, Map<String, List<Cell>> cells) {
        out.println(what);
        cells.forEach((name, all) ->
                out.printf(
                        Locale.ROOT,
                        "  %-12s %5.0f/s (%.0f-%.0f), CPU %.2f ms each%n",
                        name,
                        rate(all),
                        all.stream().mapToDouble(Cell::perSecond).min().orElseThrow(),
                        all.stream().mapToDouble(Cell::perSecond).max().orElseThrow(),
                        median(all.stream().map(Cell::cpuMillis).toList())));
    }

    private void ratio(Map<String, List<Cell>> cells, String peer) {
        List<Cell> theirs = cells.get(peer);
        List<Cell> ours = cells.get(OURS);
        if (theirs != null && ours != null) {
            out.printf(
                    Locale.ROOT, "  %.2f times as fast as %s%n", rate(ours) / rate(theirs), peer);
        }
    }

    private static double rate(List<Cell> cells) {
        return median(cells.stream().map(Cell::perSecond).toList());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /// @return the bytes of all of them
    private long writeSlices() throws IOException {
        Path folder = Files.createDirectory(scratch.resolve("slices"));
        var grid = new Geometry(512, 512, SLICES_PER_STUDY, 0.45, 0.9);
        var series =
                new ImageSeries(
                        new Head(RandomGenerator.of("L64X128MixRandom")), grid, Contrast.CT, 1);
        for (int i = 0; i < slices; i++) {
            int study = i / SLICES_PER_STUDY;
            var identity =
                    new StudyIdentity(
                            "AFR-" + study,
                            "CT" + study,
                            "O",
                            1980,
                            LocalDate.of(2024, 1, 1),
                            "Benchmark",
                            study);
            Path file = folder.resolve(i + ".dcm");
            try (OutputStream to = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
                new DicomExport(identity, 1, series).write(i % SLICES_PER_STUDY, to);
            }
            files.add(file);
        }
        return Folders.bytes(files);
    }
}
