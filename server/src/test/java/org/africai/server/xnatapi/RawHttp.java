package org.africai.server.xnatapi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.africai.server.boot.TestClient;

/// Requests as no well-behaved client sends them.
final class RawHttp {
    private RawHttp() {}

    /// Sends a request whose path goes over the wire as it is.
    ///
    /// @return the status
    static int status(URI server, TestClient client, String method, String path, String body) {
        String head = head(client, method, path, "Content-Length: " + body.length() + "\r\n");
        try (Socket socket = open(server, head + body)) {
            return status(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String head(TestClient client, String method, String path, String headers) {
        return method
                + " "
                + path
                + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\nAuthorization: "
                + client.authorization().orElse("")
                + "\r\n"
                + headers
                + "\r\n";
    }

    /// Opens a connection and sends `text` on it.
    static Socket open(URI server, String text) throws IOException {
        var socket = new Socket(server.getHost(), server.getPort());
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        return socket;
    }

    static int status(Socket socket) throws IOException {
        var in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String line = in.readLine();
        if (line == null) {
            throw new IOException("the server closed the connection without an answer");
        }
        return Integer.parseInt(line.split(" ")[1]);
    }
}
