package org.africai.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How many requests one address may have under way.
class RequestsPerAddressTest {
    private static final int LIMIT = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String QUESTION =
            "GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    private static final String REQUEST_WITHOUT_ITS_BODY =
            String.join(
                    "\r\n",
                    "PUT /data/services/auth HTTP/1.1",
                    "Host: x",
                    "Connection: close",
                    "Content-Type: application/x-www-form-urlencoded",
                    "Content-Length: 10",
                    "",
                    "");

    @RegisterExtension
    static final TestServer server =
            TestServer.with(
                    Map.of(
                            "max-requests-per-address",
                            String.valueOf(LIMIT),
                            "read-timeout",
                            "10m"));

    @Test
    void a_client_with_many_requests_at_a_time_is_told_to_come_back() throws IOException {
        var raw = new RawHttp(server.address());
        var held = new ArrayList<Socket>();
        try {
            var refusal = new AtomicReference<>("");
            // One that meets a question on its way is refused itself, so more are held until it is
            // the question that is refused.
            Eventually.holds(
                    "refused",
                    PATIENCE,
                    () -> {
                        held.add(holdOne(raw));
                        refusal.set(answer(raw));
                        return refusal.get().contains(" 503 ");
                    });
            assertThat(refusal.get())
                    .contains("Retry-After: 1")
                    .contains("More than 4 requests at a time from your address.");
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
        Eventually.holds("let in again", PATIENCE, () -> answer(raw).contains(" 200 "));
    }

    private static Socket holdOne(RawHttp raw) {
        try {
            Socket socket = raw.connect();
            RawHttp.write(socket, REQUEST_WITHOUT_ITS_BODY);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String answer(RawHttp raw) {
        try {
            return raw.send(QUESTION);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
