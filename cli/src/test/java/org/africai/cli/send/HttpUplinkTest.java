package org.africai.cli.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.africai.cli.Exit;
import org.africai.cli.send.Uplink.Answer;
import org.africai.cli.send.Uplink.Parcel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the answers of an archive, and its silence, are taken for.
@Timeout(60)
class HttpUplinkTest {
    private static final int BYTES = 8 << 20;

    @TempDir Path folder = Path.of("");
    private final FakeArchive archive = new FakeArchive();

    HttpUplinkTest() throws IOException {}

    @AfterEach
    void close() {
        archive.close();
    }

    private static HttpUplink uplink(URI to, Duration patience) {
        var times = new HttpUplink.Times(patience, patience, patience);
        return new HttpUplink(to, "P", "Basic YWxpYXM6c2VjcmV0", times);
    }

    private HttpUplink uplink() {
        return uplink(archive.address(), Duration.ofSeconds(30));
    }

    private Parcel parcel(int bytes) throws IOException {
        Path file = Files.write(folder.resolve("object"), new byte[bytes]);
        return new Parcel(file, new State.Ready(Digest.of(file), bytes, "", ""));
    }

    @Test
    void an_archive_that_takes_no_bytes_is_given_up() throws Exception {
        try (var deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpUplink uplink =
                        uplink(
                                URI.create("http://127.0.0.1:" + deaf.getLocalPort()),
                                Duration.ofMillis(300))) {
            Answer<State.Sent> answer = uplink.send(parcel(BYTES), _ -> {});

            assertThat(answer).isEqualTo(Answer.Later.line("nothing moved on the line"));
        }
    }

    @Test
    void an_archive_that_has_moved_is_not_followed_with_the_token() throws Exception {
        archive.troubles.add((exchange, body) -> {
            exchange.getResponseHeaders().set("Location", "https://elsewhere.example/");
            FakeArchive.answer(exchange, 302, "");
            return true;
        });
        try (HttpUplink uplink = uplink()) {
            assertThat(uplink.send(parcel(10), _ -> {}))
                    .isEqualTo(
                            new Answer.Stopped<>(
                                    Exit.USAGE,
                                    "the archive has another address: https://elsewhere.example/"));
        }
    }

    @Test
    void waits_that_the_archive_asks_for_are_heeded_up_to_an_hour() throws Exception {
        for (String wait : List.of("7", "999999999", "tomorrow")) {
            archive.troubles.add((exchange, body) -> {
                exchange.getResponseHeaders().set("Retry-After", wait);
                FakeArchive.answer(exchange, 429, "slowly");
                return true;
            });
        }
        try (HttpUplink uplink = uplink()) {
            assertThat(uplink.send(parcel(10), _ -> {}))
                    .isEqualTo(new Answer.Later<>("429 slowly", Duration.ofSeconds(7), false));
            assertThat(uplink.send(parcel(10), _ -> {}))
                    .isEqualTo(new Answer.Later<>("429 slowly", Duration.ofHours(1), false));
            assertThat(uplink.send(parcel(10), _ -> {}))
                    .isEqualTo(new Answer.Later<>("429 slowly", null, false));
        }
    }

    @Test
    void a_session_that_vanished_under_an_object_is_no_missing_project() throws Exception {
        archive.troubles.add((exchange, body) -> {
            FakeArchive.answer(exchange, 404, "Its session was deleted meanwhile.");
            return true;
        });
        try (HttpUplink uplink = uplink()) {
            assertThat(uplink.send(parcel(10), _ -> {}))
                    .isEqualTo(
                            new Answer.Later<>(
                                    "404 Its session was deleted meanwhile.", null, true));
        }
    }

    @Test
    void a_place_that_cannot_be_one_is_not_asked_for() throws Exception {
        archive.troubles.add((exchange, body) -> {
            FakeArchive.answer(exchange, 200, "/data/prearchive/../../evil place?x\r\n");
            return true;
        });
        try (HttpUplink uplink = uplink()) {
            Answer<State.Sent> answer = uplink.send(parcel(10), _ -> {});

            assertThat(answer).isEqualTo(new Answer.Done<>(new State.Sent("", 10, "")));
            assertThat(uplink.settle("/data/prearchive/evil place"))
                    .isInstanceOf(Answer.Refused.class);
        }
        assertThat(archive.committed).isEmpty();
    }

    @Test
    void every_byte_that_leaves_is_counted() throws Exception {
        var count = new java.util.concurrent.atomic.AtomicLong();
        try (HttpUplink uplink = uplink()) {
            Answer<State.Sent> answer = uplink.send(parcel(100_000), count::addAndGet);

            assertThat(answer).isInstanceOf(Answer.Done.class);
        }
        assertThat(count).hasValue(100_000);
    }
}
