package org.africai.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/// The packaged server, started by `./africai serve` on a folder of its own, as a user starts it.
public final class PackagedServer implements AutoCloseable {
    private static final String READY = "AFRICAI ready at ";

    /// The administrator's password.
    public static final String PASSWORD = "only-for-measuring";

    private final Process process;
    private final URI address;
    private final Duration startTime;
    private final HttpClient http = HttpClient.newHttpClient();

    private PackagedServer(Process process, URI address, Duration startTime) {
        this.process = process;
        this.address = address;
        this.startTime = startTime;
    }

    /// Starts it and waits until it is ready.
    ///
    /// @param africai the command
    /// @param data the folder it keeps everything in
    /// @param javaOptions such as `-Xmx256m`; may be empty
    public static PackagedServer start(Path africai, Path data, String javaOptions)
            throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(
                        africai.toString(), "serve", "--port", "0", "--data", data.toString());
        builder.environment().put("AFRICAI_ADMIN_PASSWORD", PASSWORD);
        builder.environment().put("AFRICAI_JAVA_OPTIONS", javaOptions);
        builder.redirectErrorStream(true);
        long start = System.nanoTime();
        Process process = builder.start();
        URI address = readyAddress(process);
        Duration startTime = Duration.ofNanos(System.nanoTime() - start);
        return new PackagedServer(process, address, startTime);
    }

    private static URI readyAddress(Process process) throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder seen = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            seen.append(line).append('\n');
            if (line.startsWith(READY)) {
                drain(lines);
                return URI.create(line.substring(READY.length()));
            }
        }
        throw new IOException("the server did not start:\n" + seen);
    }

    /// Reads on, so that the server never waits for a reader of its output.
    private static void drain(BufferedReader lines) {
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        lines.transferTo(Writer.nullWriter());
                    } catch (IOException closed) {
                        // The server has been stopped, and its output with it.
                        Thread.currentThread().interrupt();
                    }
                });
    }

    /// Where it answers.
    public URI address() {
        return address;
    }

    /// Its process.
    ProcessHandle handle() {
        return process.toHandle();
    }

    Duration startTime() {
        return startTime;
    }

    /// The administrator's `Authorization`.
    static String authorization() {
        byte[] pair = ("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /// Sends a request as the administrator; its answer is read by the caller.
    HttpResponse<InputStream> send(String method, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(address.resolve(path))
                        .header("Authorization", authorization())
                        .method(method, body)
                        .build();
        HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() >= 300) {
            String message = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
            throw new IOException(
                    method + " " + path + ": " + response.statusCode() + " " + message);
        }
        return response;
    }

    /// Sends a request without a body as the administrator.
    ///
    /// @return the answer's text
    String call(String method, String path) throws IOException, InterruptedException {
        try (InputStream body = send(method, path, BodyPublishers.noBody()).body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// A line of the kernel's account of the server's process: `VmRSS` now, `VmHWM` at most, MiB.
    long memoryMiB(String which) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith(which + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server does not stop");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while the server was stopping", stopped);
        }
    }
}
