package org.africai.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Orthanc as Debian has it, with its DICOMweb plug-in, on a folder of its own: SQLite, files
/// synced to the disk, as it comes.
final class Orthanc implements AutoCloseable {
    private static final String PROGRAM = "Orthanc";
    private static final Path PLUGINS = Path.of("/usr/share/orthanc/plugins");
    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    private final Process process;
    private final int port;

    private Orthanc(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static boolean isInstalled() throws IOException, InterruptedException {
        return Shell.succeeds("command -v " + PROGRAM)
                && Shell.succeeds("ls " + PLUGINS + "/libOrthancDicomWeb.so*");
    }

    static Orthanc start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path configuration = folder.resolve("orthanc.json");
        Files.writeString(
                configuration,
                String.format(
                        Locale.ROOT,
                        """
                        {
                          "StorageDirectory": "%1$s/storage",
                          "IndexDirectory": "%1$s/storage",
                          "HttpPort": %2$d,
                          "RemoteAccessAllowed": false,
                          "AuthenticationEnabled": false,
                          "DicomServerEnabled": false,
                          "Plugins": ["%3$s"],
                          "DicomWeb": {"Enable": true, "Root": "/dicom-web/"}
                        }
                        """,
                        folder,
                        port,
                        PLUGINS));
        Process process =
                new ProcessBuilder(PROGRAM, configuration.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("orthanc.log").toFile())
                        .start();
        var orthanc = new Orthanc(process, port);
        orthanc.awaitStart();
        return orthanc;
    }

    private void awaitStart() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(at("/system")).build();
            long end = System.nanoTime() + LONGEST_START.toNanos();
            while (System.nanoTime() < end && process.isAlive()) {
                try {
                    if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (java.net.ConnectException notYet) {
                    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                }
            }
        }
        close();
        throw new IOException("Orthanc did not start");
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    DicomwebPeer peer() {
        return new DicomwebPeer(
                "orthanc",
                HttpClient.newHttpClient(),
                at("/dicom-web"),
                at("/instances"),
                Optional.empty());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Orthanc does not stop");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while Orthanc was stopping", stopped);
        }
    }
}
