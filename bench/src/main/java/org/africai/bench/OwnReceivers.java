package org.africai.bench;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;

/// Receivers of one running server, each with a project of its own, so that the same objects are
/// new to it.
final class OwnReceivers {
    private final PackagedServer server;
    private final int port;
    private int number;

    OwnReceivers(PackagedServer server) throws IOException {
        this.server = server;
        this.port = DicomPeers.freePort();
    }

    /// The next one. What it receives waits in the prearchive.
    DicomReceiver next() throws IOException, InterruptedException {
        number++;
        String name = "BENCH" + number;
        server.call("PUT", "/data/projects/" + name);
        server.call("PUT", "/data/projects/" + name + "/prearchive_code/0");
        String json =
                "{\"aeTitle\": \"%s\", \"port\": %s, \"project\": \"%s\"}"
                        .formatted(name, port, name);
        server.send("POST", "/xapi/dicomscp", BodyPublishers.ofString(json)).body().close();
        return new Own(name);
    }

    private final class Own implements DicomReceiver {
        private final String name;

        Own(String name) {
            this.name = name;
        }

        @Override
        public String title() {
            return name;
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public int count() throws IOException, InterruptedException {
            int count = 0;
            for (String session : column("/data/prearchive/projects/" + name, "url")) {
                for (String scan : column("/data" + session + "/scans", "ID")) {
                    String resources = "/data" + session + "/scans/" + scan + "/resources";
                    for (String files : column(resources, "file_count")) {
                        count += Integer.parseInt(files);
                    }
                }
            }
            return count;
        }

        @Override
        public double cpuSeconds() throws IOException {
            return CpuTime.seconds(server.handle());
        }

        /// The server goes on.
        @Override
        public void close() {}
    }

    private List<String> column(String path, String name) throws IOException, InterruptedException {
        List<String> lines = server.call("GET", path + "?format=csv").lines().toList();
        int place = cells(lines.getFirst()).indexOf(name);
        if (place < 0) {
            throw new IOException(path + " has no column " + name);
        }
        return lines.stream().skip(1).map(line -> cells(line).get(place)).toList();
    }

    /// Values of these columns hold no commas.
    private static List<String> cells(String line) {
        return Arrays.stream(line.split(",", -1)).map(cell -> cell.replace("\"", "")).toList();
    }
}
