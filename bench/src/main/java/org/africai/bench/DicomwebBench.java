package org.africai.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.africai.bench.DicomwebPeer.Answer;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.KnownUid;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.TransferSyntax;
import org.africai.dicom.io.DicomWriter;
import org.africai.phantom.Contrast;
import org.africai.phantom.DicomExport;
import org.africai.phantom.Geometry;
import org.africai.phantom.Head;
import org.africai.phantom.ImageSeries;
import org.africai.phantom.StudyIdentity;

/// DICOMweb beside Orthanc (Debian's `orthanc` and `orthanc-dicomweb`), both asked by the same
/// client over loopback: storing, retrieving, and searching among many small instances.
///
/// What a server has is counted by searches before a rate is printed.
final class DicomwebBench {
    private static final int USUAL_SLICES = 200;
    private static final int PER_REQUEST = 10;
    private static final int ROUNDS = 3;
    private static final int QUERIES = 30;

    /// Studies that are stored, and retrievals, before those that are measured: the client is the
    /// same for all servers, and was otherwise slow for the first.
    private static final int WARM_UPS = 5;

    private static final int FIRST_WARM_UP = 100;

    private static final int SERIES_OF_STUDY = 4;
    private static final int OBJECTS_OF_SERIES = 25;
    private static final int OBJECTS_OF_STUDY = SERIES_OF_STUDY * OBJECTS_OF_SERIES;
    private static final int STUDIES_OF_ZIP = 10;
    private static final String ROOT = "1.2.826.0.1.3680043.10.88";
    private static final String BOUNDARY = "africai-bench-boundary";

    private final int slices;
    private final int instances;
    private final int heapMiB;
    private final Path scratch;
    private final PrintStream out;

    DicomwebBench(Options options, Path scratch, PrintStream out) {
        this.slices = options.number("slices", USUAL_SLICES);
        this.instances = options.number("instances", 100_000);
        this.heapMiB = options.number("heap", 512);
        this.scratch = scratch;
        this.out = out;
    }

    void run() throws IOException, InterruptedException {
        // Orthanc closes a connection after a moment without requests, also just when one is sent.
        System.setProperty("jdk.httpclient.enableAllMethodRetry", "true");
        try (PackagedServer server =
                PackagedServer.start(
                        Folders.africai(), scratch.resolve("data"), "-Xmx" + heapMiB + "m")) {
            measure(DicomwebPeer.africai(server));
            out.printf(Locale.ROOT, "africai at most %d MiB resident%n", server.memoryMiB("VmHWM"));
        }
        if (!Orthanc.isInstalled()) {
            out.println("Orthanc is not installed (apt-get install orthanc orthanc-dicomweb)");
            return;
        }
        try (Orthanc orthanc = Orthanc.start(scratch.resolve("orthanc"))) {
            measure(orthanc.peer());
        }
    }

    private void measure(DicomwebPeer peer) throws IOException, InterruptedException {
        for (int study = 0; study < WARM_UPS; study++) {
            var _ = store(peer, 1 + study % 4, FIRST_WARM_UP + study);
        }
        for (int clients : new int[] {1, 4}) {
            for (int round = 0; round < ROUNDS; round++) {
                int study = 10 * clients + round;
                report(peer, clients, store(peer, clients, study));
            }
        }
        peer.settle();
        retrieve(peer);
        load(peer);
        search(peer);
    }

    // ---- CT slices

    private static StudyIdentity identity(int study) {
        return new StudyIdentity(
                "AFR-" + study,
                "CT" + study,
                "O",
                1980,
                LocalDate.of(2024, 1, 1),
                "Benchmark",
                study);
    }

    private List<byte[]> slices(int study) throws IOException {
        Head head = new Head(RandomGenerator.of("L64X128MixRandom"));
        var series =
                new ImageSeries(head, new Geometry(512, 512, slices, 0.45, 0.9), Contrast.CT, 1);
        var export = new DicomExport(identity(study), 1, series);
        List<byte[]> files = new ArrayList<>();
        for (int slice = 0; slice < slices; slice++) {
            var one = new ByteArrayOutputStream();
            export.write(slice, one);
            files.add(one.toByteArray());
        }
        return files;
    }

    private static byte[] body(List<byte[]> files) {
        var body = new ByteArrayOutputStream();
        for (byte[] file : files) {
            body.writeBytes(ascii("--" + BOUNDARY + "\r\nContent-Type: application/dicom\r\n\r\n"));
            body.writeBytes(file);
            body.writeBytes(ascii("\r\n"));
        }
        body.writeBytes(ascii("--" + BOUNDARY + "--\r\n"));
        return body.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// @return how long it took
    private double store(DicomwebPeer peer, int clients, int study)
            throws IOException, InterruptedException {
        List<byte[]> files = slices(study);
        List<byte[]> bodies = new ArrayList<>();
        for (int from = 0; from < slices; from += PER_REQUEST) {
            bodies.add(body(files.subList(from, Math.min(from + PER_REQUEST, slices))));
        }
        long start = System.nanoTime();
        all(clients, bodies, one -> peer.post("/studies", BOUNDARY, one));
        double seconds = (System.nanoTime() - start) / 1e9;
        String uid = studyOf(files.getFirst());
        peer.require("/studies/" + uid + "/instances?limit=1000&offset=0", "00080018", slices);
        return seconds;
    }

    private void report(DicomwebPeer peer, int clients, double seconds) {
        out.printf(
                Locale.ROOT,
                "%s STOW %d/request, %d client(s): %.0f instances/s%n",
                peer.name(),
                PER_REQUEST,
                clients,
                slices / seconds);
    }

    private static String studyOf(byte[] file) throws IOException {
        return org.africai.dicom.io.DicomReader.HEADER
                .read(file, "a slice")
                .dataset()
                .uid(Tag.StudyInstanceUID)
                .orElseThrow()
                .value();
    }

    private interface Sender {
        void send(byte[] body) throws IOException, InterruptedException;
    }

    private static void all(int clients, List<byte[]> bodies, Sender sender)
            throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(clients)) {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (byte[] body : bodies) {
                calls.add(() -> {
                    sender.send(body);
                    return true;
                });
            }
            for (Future<Boolean> done : threads.invokeAll(calls)) {
                done.get();
            }
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    private void retrieve(DicomwebPeer peer) throws IOException, InterruptedException {
        List<byte[]> files = slices(10);
        String uid = studyOf(files.getFirst());
        long bytes = files.stream().mapToLong(slice -> slice.length).sum();
        for (int round = 0; round < WARM_UPS + ROUNDS; round++) {
            Answer study =
                    peer.get(
                            "/studies/" + uid,
                            "multipart/related; type=\"application/dicom\"; transfer-syntax=*");
            if (study.bytes() < bytes) {
                throw new IllegalStateException("only " + study.bytes() + " bytes of " + bytes);
            }
            if (round < WARM_UPS) {
                continue;
            }
            out.printf(
                    Locale.ROOT,
                    "%s WADO-RS study of %d: %.0f MB/s, first byte %.1f ms%n",
                    peer.name(),
                    slices,
                    bytes / study.seconds() / 1e6,
                    study.firstByteMillis());
        }
        String series = peer.first("/studies/" + uid + "/series", "0020000E");
        peer.require("/studies/" + uid + "/series/" + series + "/metadata", "00080018", slices);
        var first = new Timings();
        var whole = new Timings();
        for (int i = 0; i < QUERIES; i++) {
            Answer answer =
                    peer.get(
                            "/studies/" + uid + "/series/" + series + "/metadata",
                            "application/dicom+json");
            first.add((long) (answer.firstByteMillis() * 1e6));
            whole.add((long) (answer.seconds() * 1e9));
        }
        out.printf("%s metadata of a series, first byte: %s%n", peer.name(), first);
        out.printf("%s metadata of a series, whole: %s%n", peer.name(), whole);
    }

    // ---- many small instances

    private static String study(int number) {
        return ROOT + "." + (number + 1);
    }

    private static void tiny(int study, int number, ZipOutputStream entries) throws IOException {
        int series = number / OBJECTS_OF_SERIES + 1;
        String seriesUid = study(study) + "." + series;
        Dataset object =
                Dataset.builder()
                        .put(Tag.SOPClassUID, KnownUid.CTImageStorage)
                        .put(Tag.SOPInstanceUID, seriesUid + "." + number)
                        .put(Tag.StudyDate, LocalDate.of(2020, 1, 1).plusDays(study % 1500))
                        .put(Tag.StudyTime, "101500")
                        .put(Tag.AccessionNumber, "A" + study)
                        .put(Tag.Modality, "CT")
                        .put(Tag.StudyDescription, "Bench")
                        .put(Tag.SeriesDescription, "Series " + series)
                        .put(Tag.PatientName, "Okafor" + study % 50 + "^Ada")
                        .put(Tag.PatientID, "P" + study)
                        .put(Tag.StudyInstanceUID, study(study))
                        .put(Tag.SeriesInstanceUID, seriesUid)
                        .put(Tag.SeriesNumber, Integer.toString(series))
                        .put(Tag.InstanceNumber, Integer.toString(number + 1))
                        .put(Tag.Rows, 16)
                        .put(Tag.Columns, 16)
                        .put(Tag.BitsAllocated, 16)
                        .build();
        entries.putNextEntry(new ZipEntry(study + "/" + number + ".dcm"));
        DicomWriter.write(object, TransferSyntax.EXPLICIT_LITTLE, entries);
        entries.closeEntry();
    }

    private int studies() {
        return Math.max(1, instances / OBJECTS_OF_STUDY);
    }

    private void load(DicomwebPeer peer) throws IOException, InterruptedException {
        for (int from = 0; from < studies(); from += STUDIES_OF_ZIP) {
            var zip = new ByteArrayOutputStream();
            try (var entries = new ZipOutputStream(zip)) {
                entries.setLevel(Deflater.BEST_SPEED);
                for (int study = from;
                        study < Math.min(from + STUDIES_OF_ZIP, studies());
                        study++) {
                    for (int number = 0; number < OBJECTS_OF_STUDY; number++) {
                        tiny(study, number, entries);
                    }
                }
            }
            peer.load(zip.toByteArray());
        }
        peer.require("/studies?AccessionNumber=A" + (studies() - 1), "0020000D", 1);
        peer.require(
                "/studies/" + study(studies() - 1) + "/instances", "00080018", OBJECTS_OF_STUDY);
    }

    private void search(DicomwebPeer peer) throws IOException, InterruptedException {
        int middle = studies() / 2;
        int hundred = Math.min(100, studies());
        query(peer, "100 studies", "/studies?limit=100&PatientName=Okafor*", "0020000D", hundred);
        query(
                peer,
                "100 instances",
                "/studies/" + study(middle) + "/instances?limit=100",
                "00080018",
                OBJECTS_OF_STUDY);
        query(peer, "study by UID", "/studies?StudyInstanceUID=" + study(middle), "0020000D", 1);
        query(
                peer,
                "instance by UID",
                "/instances?SOPInstanceUID=" + study(middle) + ".1.3",
                "00080018",
                1);
    }

    private void query(DicomwebPeer peer, String what, String path, String tag, int found)
            throws IOException, InterruptedException {
        peer.require(path, tag, found);
        var timings = new Timings();
        for (int i = 0; i < QUERIES; i++) {
            var _ = peer.get(path, "application/dicom+json");
        }
        for (int i = 0; i < QUERIES; i++) {
            timings.add((long) (peer.get(path, "application/dicom+json").seconds() * 1e9));
        }
        out.printf(Locale.ROOT, "%s QIDO %s among %d: %s%n", peer.name(), what, instances, timings);
    }

    /// The text of a response that must be a success.
    static String text(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            if (response.statusCode() >= 300) {
                throw new IOException(response.uri() + ": " + response.statusCode() + " " + text);
            }
            return text;
        }
    }

    /// A body that is sent as it is.
    static java.net.http.HttpRequest.BodyPublisher bytes(byte[] body) {
        return BodyPublishers.ofByteArray(body);
    }
}
