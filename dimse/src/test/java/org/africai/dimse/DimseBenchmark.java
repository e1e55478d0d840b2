package org.africai.dimse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.africai.dicom.Uid;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.encoding.Vr;
import org.africai.dicom.io.DicomWriter;
import org.africai.dimse.ul.NetworkLimits;

/// Sends CT slices of half a megabyte to our server and to DCMTK's `storescp +B --fork`, from our
/// client and from DCMTK's `storescu`, with Nagle's algorithm off and on, over 1, 4 and 8
/// associations. What arrived is counted before a rate is told. Run by hand on a quiet machine,
/// with a folder to work in and the number of slices.
final class DimseBenchmark {
    private static final int PIXEL_BYTES = 512 * 512 * 2;
    private static final int[] ASSOCIATIONS = {1, 4, 8};
    private static final int REPETITIONS = 3;

    private final Path folder;
    private final Path received;
    private final List<Path> files = new ArrayList<>();

    private DimseBenchmark(Path folder, int slices) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.received = folder.resolve("received");
        for (int i = 0; i < slices; i++) {
            files.add(slice(i));
        }
    }

    /// @param args a folder, and how many slices
    public static void main(String[] args) throws Exception {
        var benchmark = new DimseBenchmark(Path.of(args[0]), Integer.parseInt(args[1]));
        for (int repetition = 0; repetition < REPETITIONS; repetition++) {
            for (int associations : ASSOCIATIONS) {
                benchmark.run(associations);
            }
        }
    }

    private void run(int associations) throws Exception {
        intoOurs("storescu", associations, port -> storescu(port, associations, true));
        intoOurs("storescu with Nagle", associations, port -> storescu(port, associations, false));
        intoOurs("our client", associations, port -> ours(port, associations));
        intoDcmtk("storescu", associations, port -> storescu(port, associations, true));
        intoDcmtk("our client", associations, port -> ours(port, associations));
    }

    /// A way to send all slices to a port.
    @FunctionalInterface
    private interface Sending {
        void to(int port) throws Exception;
    }

    private void intoOurs(String sender, int associations, Sending sending) throws Exception {
        empty();
        var limits = NetworkLimits.DEFAULT;
        var settings =
                DicomServer.Settings.of(Admission.open(Services.ECHO.withStore(this::keep)))
                        .withLimits(limits);
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (DicomServer server = DicomServer.start(address, settings)) {
            Duration cpu = cpu();
            long started = System.nanoTime();
            sending.to(server.port());
            say(sender + " to our server", associations, started, cpu().minus(cpu));
        }
    }

    private void intoDcmtk(String sender, int associations, Sending sending) throws Exception {
        empty();
        try (var storescp =
                Dcmtk.listen("storescp", "--fork", "+B", "-pdu", 131072, "-od", received)) {
            Duration cpu = cpu();
            long started = System.nanoTime();
            sending.to(storescp.port());
            say(sender + " to storescp +B", associations, started, cpu().minus(cpu));
        }
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private Answer keep(StoreRequest request, InputStream dataset) throws IOException {
        Path file = received.resolve(request.sopInstance().value());
        try (OutputStream out = Files.newOutputStream(file)) {
            request.writeFileStart(out);
            dataset.transferTo(out);
        }
        return Answer.SUCCESS;
    }

    private void storescu(int port, int associations, boolean isNoDelay) throws Exception {
        inParallel(
                associations,
                part -> {
                    List<Object> arguments =
                            new ArrayList<>(List.of("-xe", "-pdu", 131072, "localhost", port));
                    arguments.addAll(part);
                    var result =
                            isNoDelay
                                    ? Dcmtk.run("storescu", arguments.toArray())
                                    : Dcmtk.runWithNagle("storescu", arguments.toArray());
                    if (result.exit() != 0) {
                        throw new IOException(result.output());
                    }
                });
    }

    private void ours(int port, int associations) throws Exception {
        var peer = RemoteEntity.plain("ANY-SCP", "127.0.0.1", port);
        inParallel(
                associations,
                part -> {
                    List<FileObject> objects = new ArrayList<>();
                    for (Path file : part) {
                        objects.add(FileObject.of(file));
                    }
                    Proposal proposal = Proposal.EMPTY.store(objects);
                    try (var association = DicomClient.of("BENCH").open(peer, proposal).orThrow()) {
                        association.storeAll(objects, (_, answer) -> require(answer));
                    }
                });
    }

    private static void require(Answer answer) {
        if (!answer.isSuccess()) {
            throw new IllegalStateException("not stored: " + answer);
        }
    }

    /// What one association sends.
    @FunctionalInterface
    private interface Part {
        void send(List<Path> files) throws Exception;
    }

    private void inParallel(int associations, Part sending) throws Exception {
        List<Future<?>> parts = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int size = files.size() / associations;
            for (int i = 0; i < associations; i++) {
                int end = i == associations - 1 ? files.size() : (i + 1) * size;
                List<Path> part = files.subList(i * size, end);
                Callable<Void> send =
                        () -> {
                            sending.send(part);
                            return null;
                        };
                parts.add(threads.submit(send));
            }
        }
        for (Future<?> part : parts) {
            part.get();
        }
    }

    private void say(String what, int associations, long started, Duration cpu) throws IOException {
        double seconds = (System.nanoTime() - started) / 1e9;
        long count;
        try (Stream<Path> arrived = Files.list(received)) {
            count = arrived.count();
        }
        if (count != files.size()) {
            throw new IllegalStateException(what + ": " + count + " of " + files.size());
        }
        System.out.printf(
                Locale.ROOT,
                "%-32s %d associations: %6.0f /s %6.0f MB/s, our CPU %.2f ms each%n",
                what,
                associations,
                count / seconds,
                count * (double) PIXEL_BYTES / 1e6 / seconds,
                cpu.toNanos() / 1e6 / count);
    }

    private void empty() throws IOException {
        if (Files.isDirectory(received)) {
            try (Stream<Path> old = Files.walk(received)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(received);
    }

    private Path slice(int number) throws IOException {
        byte[] pixels = new byte[PIXEL_BYTES];
        new Random(number).nextBytes(pixels);
        Dataset dataset =
                Dataset.builder()
                        .put(Tag.SOPClassUID, KnownUid.CTImageStorage)
                        .put(Tag.SOPInstanceUID, new Uid("2.25.88" + number))
                        .put(Tag.PatientID, "BENCH")
                        .put(Tag.PixelData, Vr.OW, pixels)
                        .build();
        Path file = folder.resolve(number + ".dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.write(dataset, TransferSyntax.EXPLICIT_LITTLE, out);
        }
        return file;
    }
}
