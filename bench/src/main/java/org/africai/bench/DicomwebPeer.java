package org.africai.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server that speaks DICOMweb, and how it takes a ZIP of DICOM files.
///
/// @param root of its DICOMweb
/// @param zips where a ZIP is posted to
/// @param authorization the header to send, if any
record DicomwebPeer(
        String name, HttpClient http, URI root, URI zips, Optional<String> authorization) {
    private static final Duration QUIET = Duration.ofSeconds(6);

    static DicomwebPeer africai(PackagedServer server) throws IOException, InterruptedException {
        server.call("PUT", "/data/projects/BENCH");
        return new DicomwebPeer(
                "africai",
                HttpClient.newHttpClient(),
                server.address().resolve("/data/projects/BENCH/dicomweb"),
                server.address()
                        .resolve(
                                "/data/services/import?import-handler=DICOM-zip"
                                        + "&dest=/archive/projects/BENCH"),
                Optional.of(PackagedServer.authorization()));
    }

    /// How long an answer took.
    ///
    /// @param firstByteMillis until its first byte was read
    record Answer(long bytes, double firstByteMillis, double seconds) {}

    /// Waits until the server has made what it makes in advance.
    void settle() {
        LockSupport.parkNanos(QUIET.toNanos());
    }

    private HttpRequest.Builder request(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private URI at(String path) {
        return URI.create(root + path);
    }

    void post(String path, String boundary, byte[] body) throws IOException, InterruptedException {
        send(
                request(at(path))
                        .header(
                                "Content-Type",
                                "multipart/related; type=\"application/dicom\"; boundary="
                                        + boundary)
                        .header("Accept", "application/dicom+json")
                        .POST(DicomwebBench.bytes(body)));
    }

    void load(byte[] zip) throws IOException, InterruptedException {
        send(
                request(zips)
                        .header("Content-Type", "application/zip")
                        .POST(DicomwebBench.bytes(zip)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return DicomwebBench.text(http.send(request.build(), BodyHandlers.ofInputStream()));
    }

    private String json(String path) throws IOException, InterruptedException {
        return send(request(at(path)).header("Accept", "application/dicom+json").GET());
    }

    /// Requires that an answer has so many different values of a UID attribute.
    void require(String path, String tag, int count) throws IOException, InterruptedException {
        Set<String> values = new HashSet<>();
        for (Matcher value = values(tag).matcher(json(path)); value.find(); ) {
            values.add(value.group(1));
        }
        if (values.size() != count) {
            throw new IllegalStateException(
                    name + " has " + values.size() + " and not " + count + " at " + path);
        }
    }

    /// The first value of a UID attribute in an answer.
    String first(String path, String tag) throws IOException, InterruptedException {
        Matcher value = values(tag).matcher(json(path));
        if (!value.find()) {
            throw new IllegalStateException(name + " has nothing at " + path);
        }
        return value.group(1);
    }

    /// Orthanc writes blanks and line breaks, and members in its own order.
    private static Pattern values(String tag) {
        return Pattern.compile(
                "\"" + tag + "\"\\s*:\\s*\\{[^{}]*?\"Value\"\\s*:\\s*\\[\\s*\"([0-9.]+)\"");
    }

    Answer get(String path, String accept) throws IOException, InterruptedException {
        HttpRequest request = request(at(path)).header("Accept", accept).GET().build();
        byte[] buffer = new byte[256 << 10];
        long start = System.nanoTime();
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IOException(path + ": " + response.statusCode());
        }
        long bytes = 0;
        long first = 0;
        try (InputStream body = response.body()) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                first = bytes == 0 ? System.nanoTime() : first;
                bytes += n;
            }
        }
        return new Answer(bytes, (first - start) / 1e6, (System.nanoTime() - start) / 1e9);
    }
}
