package org.africai.server.boot;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.africai.server.settings.Secret;

/// A few calls of XNAT's REST API. Bodies are in memory: the demonstration's are small.
final class DemoClient implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;
    private final String authorization;

    DemoClient(URI server, String login, Secret password) {
        this.server = server;
        String pair = login + ":" + password.value();
        this.authorization =
                "Basic "
                        + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    /// What writes a body.
    @FunctionalInterface
    interface Body {
        void writeTo(ByteArrayOutputStream out) throws IOException;
    }

    /// Whether everybody may see a thing, as they may the demonstration's project once it is made.
    boolean isThere(String path) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path)).build();
        return exchange(request).statusCode() == 200;
    }

    /// Whether login and password are right.
    boolean isLoggedIn() {
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve("/data/auth"))
                        .header("Authorization", authorization)
                        .build();
        return exchange(request).statusCode() == 200;
    }

    /// Creates or changes a thing, its fields as parameters.
    void put(String path, Map<String, String> fields) {
        send("PUT", path, fields, BodyPublishers.noBody());
    }

    /// Puts a file.
    void upload(String path, Body body) {
        send("PUT", path, Map.of("inbody", "true"), BodyPublishers.ofByteArray(bytes(body)));
    }

    /// Imports a ZIP of DICOM.
    void importZip(Map<String, String> parameters, Body zip) {
        send("POST", "/data/services/import", parameters, BodyPublishers.ofByteArray(bytes(zip)));
    }

    private void send(
            String method, String path, Map<String, String> parameters, BodyPublisher body) {
        HttpRequest request =
                HttpRequest.newBuilder(server.resolve(path + query(parameters)))
                        .header("Authorization", authorization)
                        .header("Content-Type", "application/octet-stream")
                        .method(method, body)
                        .build();
        HttpResponse<String> response = exchange(request);
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(
                    method + " " + path + ": " + response.statusCode() + " " + response.body());
        }
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while filling the demonstration", stopped);
        }
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Body body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            body.writeTo(out);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        http.close();
    }
}
