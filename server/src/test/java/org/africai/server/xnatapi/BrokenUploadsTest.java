package org.africai.server.xnatapi;

import static org.africai.server.xnatapi.FileServer.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.africai.server.boot.TestClient;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Clients that hang up, lie and race, and disks that are full or damaged.
class BrokenUploadsTest {
    @RegisterExtension
    static final TestServer server = TestServer.with(Map.of("read-timeout", "2s"));

    private static FileServer files;
    private static TestClient owner;

    @BeforeAll
    static void open() {
        files = new FileServer(server);
        owner = files.owner();
    }

    private static String file(String resource, String name) {
        return files.session() + "/resources/" + resource + "/files/" + name;
    }

    private static long spoolFiles() {
        try (Stream<Path> spool = java.nio.file.Files.list(server.data().resolve("store/spool"))) {
            return spool.count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("what was awaited").isBefore(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    void a_client_that_hangs_up_in_the_middle_leaves_nothing() throws IOException {
        String path = file("HANGUP", "x");
        String head = RawHttp.head(owner, "PUT", path, "Content-Length: 1000000\r\n");
        try (Socket socket = RawHttp.open(server.address(), head + "x".repeat(500_000))) {
            await(() -> spoolFiles() > 0);
            socket.setSoLinger(true, 0); // the connection is reset
        }
        await(() -> spoolFiles() == 0);
        assertThat(owner.get(path).statusCode()).isEqualTo(404);
        assertThat(owner.get(files.session() + "/resources").body()).doesNotContain("HANGUP");
    }

    @Test
    void a_form_cut_off_after_its_first_file_stores_neither() throws IOException {
        String form =
                "--B\r\nContent-Disposition: form-data; name=a; filename=one\r\n\r\nwhole\r\n"
                        + "--B\r\nContent-Disposition: form-data; name=b; filename=two\r\n\r\nha";
        String head =
                RawHttp.head(
                        owner,
                        "POST",
                        files.session() + "/resources/CUT/files",
                        "Content-Type: multipart/form-data; boundary=B\r\nContent-Length: 9999\r\n");
        try (Socket socket = RawHttp.open(server.address(), head + form)) {
            await(() -> spoolFiles() > 0);
            socket.setSoLinger(true, 0);
        }
        await(() -> spoolFiles() == 0);
        assertThat(owner.get(files.session() + "/resources").body()).doesNotContain("CUT");
    }

    @Test
    void a_gibibyte_announced_and_ten_bytes_sent_leave_nothing() throws IOException {
        String path = file("LIAR", "x");
        String head = RawHttp.head(owner, "PUT", path, "Content-Length: 1073741824\r\n");
        try (Socket socket = RawHttp.open(server.address(), head + "0123456789")) {
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
        await(() -> spoolFiles() == 0);
        assertThat(owner.get(path).statusCode()).isEqualTo(404);
        try (Socket socket = RawHttp.open(server.address(), head + "0123456789")) {
            // says nothing more: the server waits its two seconds and gives up
            socket.getInputStream().readAllBytes();
        }
        await(() -> spoolFiles() == 0);
        assertThat(owner.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void a_chunked_body_without_its_end_leaves_nothing() throws IOException {
        String path = file("CHUNKED", "x");
        String head = RawHttp.head(owner, "PUT", path, "Transfer-Encoding: chunked\r\n");
        try (Socket socket = RawHttp.open(server.address(), head + "5\r\nhello\r\n")) {
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
        await(() -> spoolFiles() == 0);
        assertThat(owner.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void an_upload_larger_than_the_disk_is_507_before_it_is_read() throws IOException {
        String head =
                RawHttp.head(
                        owner, "PUT", file("HUGE", "x"), "Content-Length: 1000000000000000\r\n");
        try (Socket socket = RawHttp.open(server.address(), head)) {
            assertThat(RawHttp.status(socket)).isEqualTo(507);
        }
        assertThat(owner.get(files.session() + "/resources").body()).doesNotContain("HUGE");
    }

    @Test
    void of_concurrent_uploads_of_one_name_exactly_one_wins_and_none_fails() throws Exception {
        String path = file("RACE", "one.txt");
        int senders = 10;
        var barrier = new CyclicBarrier(senders);
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < senders; i++) {
            String text = "sender " + i;
            calls.add(() -> {
                barrier.await();
                return put(owner, path, text).statusCode();
            });
        }
        List<Integer> statuses = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> call : threads.invokeAll(calls)) {
                statuses.add(call.get());
            }
        }
        assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
        assertThat(owner.get(files.session() + "/resources?format=csv").body())
                .contains("RACE,xnat:resourceCatalog,resources,,,1,8,");
    }

    @Test
    void a_zip_that_slips_bombs_or_is_cut_stores_nothing() throws IOException {
        byte[] good = zip("a.txt", "fine".getBytes(StandardCharsets.UTF_8));
        assertThat(extract(zip("../../../etc/x", new byte[1]))).isEqualTo(400);
        assertThat(extract(zip("bomb", new byte[32 << 20]))).isEqualTo(400);
        assertThat(extract(Arrays.copyOf(good, good.length - 10))).isEqualTo(400);
        assertThat(extract("no archive".getBytes(StandardCharsets.UTF_8))).isEqualTo(400);
        assertThat(owner.get(files.session() + "/resources").body()).doesNotContain("EXTRACT");
        assertThat(spoolFiles()).isZero();
        assertThat(extract(good)).isEqualTo(200);
        assertThat(owner.get(file("EXTRACT", "a.txt")).body()).isEqualTo("fine");
    }

    private static int extract(byte[] archive) {
        return owner.put(file("EXTRACT", "u.zip") + "?extract=true", archive).statusCode();
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    @Test
    void damage_breaks_a_transfer_and_never_makes_a_whole_answer() throws IOException {
        byte[] bytes = new byte[3_000_000];
        new Random(1).nextBytes(bytes);
        String path = file("ROTTEN", "x.dcm");
        assertThat(owner.put(path, bytes).statusCode()).isEqualTo(200);
        String digest = FileServer.header(owner.get(path), "ETag").replace("\"", "");
        Path blob =
                server.data()
                        .resolve("store/blobs")
                        .resolve(digest.substring(0, 2))
                        .resolve(digest);
        bytes[2_999_000] ^= 1;
        java.nio.file.Files.write(blob, bytes);

        for (String address : List.of(path, file("ROTTEN", "?format=zip"))) {
            int received = received(address);
            assertThat(received).as(address).isLessThan(bytes.length);
        }
    }

    /// How many bytes of the body come before the server cuts the connection.
    private static int received(String path) throws IOException {
        String head = RawHttp.head(owner, "GET", path, "");
        try (Socket socket = RawHttp.open(server.address(), head)) {
            InputStream in = socket.getInputStream();
            var all = new ByteArrayOutputStream();
            byte[] buffer = new byte[65536];
            try {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    all.write(buffer, 0, n);
                }
            } catch (IOException reset) {
                assertThat(reset).hasMessageContaining("reset");
            }
            String text = all.toString(StandardCharsets.ISO_8859_1);
            return text.length() - text.indexOf("\r\n\r\n") - 4;
        }
    }

    @Test
    void a_client_that_stops_reading_does_no_harm() throws IOException {
        byte[] bytes = new byte[5_000_000];
        assertThat(owner.put(file("ABANDONED", "x"), bytes).statusCode()).isEqualTo(200);
        for (int i = 0; i < 5; i++) {
            String head = RawHttp.head(owner, "GET", file("ABANDONED", "x"), "");
            try (Socket socket = RawHttp.open(server.address(), head)) {
                assertThat(RawHttp.status(socket)).isEqualTo(200);
                socket.setSoLinger(true, 0);
            }
        }
        HttpResponse<byte[]> answer = owner.download(file("ABANDONED", "x"));
        assertThat(answer.body()).hasSize(bytes.length);
    }
}
