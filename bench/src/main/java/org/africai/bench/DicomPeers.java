package org.africai.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Other receivers, as Debian has them, each with a folder of its own.
final class DicomPeers {
    private static final long LONGEST_START_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final Pattern COUNT = Pattern.compile("\"CountInstances\"\\s*:\\s*(\\d+)");

    private DicomPeers() {}

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// DCMTK's storescp, which keeps the bytes as they come, in a process for each association.
    static DicomReceiver storescp(Path scratch) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(scratch, "storescp");
        int port = freePort();
        Process process =
                start(
                        List.of(
                                "storescp",
                                "--fork",
                                "+B",
                                "-pdu",
                                "131072",
                                "-od",
                                folder.toString(),
                                Integer.toString(port)),
                        port);
        return new Peer("STORESCP", port, process, folder) {
            @Override
            public int count() throws IOException {
                return Folders.files(folder).size();
            }
        };
    }

    /// Orthanc with its default settings, but for ports and folders.
    static DicomReceiver orthanc(Path scratch) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(scratch, "orthanc");
        int port = freePort();
        int http = freePort();
        Path settings = folder.resolve("orthanc.json");
        String storage = folder.resolve("storage").toString();
        Files.writeString(
                settings,
                """
                {"DicomPort": %s, "HttpPort": %s, "StorageDirectory": "%s",
                 "IndexDirectory": "%s"}
                """
                        .formatted(port, http, storage, storage));
        Process process = start(List.of("Orthanc", settings.toString()), port);
        return new Peer("ORTHANC", port, process, folder) {
            @Override
            public int count() throws IOException, InterruptedException {
                return instances(http);
            }
        };
    }

    private static int instances(int http) throws IOException, InterruptedException {
        URI statistics = URI.create("http://127.0.0.1:" + http + "/statistics");
        try (HttpClient client = HttpClient.newHttpClient()) {
            String json =
                    client.send(HttpRequest.newBuilder(statistics).build(), BodyHandlers.ofString())
                            .body();
            Matcher count = COUNT.matcher(json);
            if (!count.find()) {
                throw new IOException("Orthanc said: " + json);
            }
            return Integer.parseInt(count.group(1));
        }
    }

    private abstract static class Peer implements DicomReceiver {
        private final String title;
        private final int port;
        private final Process process;
        private final Path folder;

        Peer(String title, int port, Process process, Path folder) {
            this.title = title;
            this.port = port;
            this.process = process;
            this.folder = folder;
        }

        @Override
        public String title() {
            return title;
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public double cpuSeconds() throws IOException {
            return CpuTime.seconds(process.toHandle());
        }

        @Override
        public void close() throws IOException {
            process.destroy();
            process.onExit().join();
            Folders.delete(folder);
        }
    }

    private static Process start(List<String> command, int port)
            throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("TCP_NODELAY", "1");
        Process process = builder.start();
        long end = System.nanoTime() + LONGEST_START_NANOS;
        while (!isOpen(port)) {
            boolean hasEnded = process.waitFor(20, TimeUnit.MILLISECONDS);
            if (hasEnded || System.nanoTime() > end) {
                process.destroy();
                throw new IOException(command.getFirst() + " does not listen");
            }
        }
        return process;
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
