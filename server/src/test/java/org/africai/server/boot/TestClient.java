package org.africai.server.boot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/// A person or program at the other end of a test: sends requests as one login, with Basic
/// authentication, or as a guest.
///
/// @param server the server's address
/// @param authorization the header to send, if any
public record TestClient(URI server, Optional<String> authorization) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration LONGEST = Duration.ofSeconds(60);

    static TestClient guest(URI server) {
        return new TestClient(server, Optional.empty());
    }

    /// Somebody with a login of a server in another process.
    public static TestClient login(URI server, String login, String password) {
        byte[] both = (login + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new TestClient(
                server, Optional.of("Basic " + Base64.getEncoder().encodeToString(both)));
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> put(String path) {
        return send(request(path).PUT(BodyPublishers.noBody()));
    }

    public HttpResponse<String> put(String path, String type, String body) {
        return send(request(path).header("Content-Type", type).PUT(BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> put(String path, byte[] body) {
        return send(request(path).PUT(BodyPublishers.ofByteArray(body)));
    }

    public HttpResponse<String> post(String path, String type, String body) {
        return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    /// The answer's body as bytes.
    public HttpResponse<byte[]> download(String path) {
        return send(request(path).GET(), BodyHandlers.ofByteArray());
    }

    /// A request to be completed: method, headers, body.
    ///
    /// @param path path and query, encoded as it goes over the wire
    public HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(server + path)).timeout(LONGEST);
        authorization.ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    public <T> HttpResponse<T> send(
            HttpRequest.Builder request, HttpResponse.BodyHandler<T> reader) {
        try {
            return HTTP.send(request.build(), reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
