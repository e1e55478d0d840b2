package org.africai.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.africai.server.boot.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How the viewer's files are served. The files are those of the tests' own small bundle, which
/// stands before the real one on the class path.
class WebFilesTest {
    @RegisterExtension static final TestServer server = TestServer.shared();

    private static final String SCRIPT = "/viewer/b-0123456789ab/app.js";
    private static final String SCRIPT_TEXT =
            "/* a script of the tests, long enough to be compressed */\n".repeat(20);

    @Test
    void a_file_travels_in_the_smallest_form_that_the_client_takes() throws IOException {
        var brotli = get(SCRIPT, "gzip, deflate, br, zstd");
        var gzip = get(SCRIPT, "gzip, br;q=0");
        var plain = get(SCRIPT, "identity");

        assertThat(header(brotli, "Content-Encoding")).isEqualTo("br");
        assertThat(brotli.body()).hasSizeLessThan(80);
        assertThat(header(gzip, "Content-Encoding")).isEqualTo("gzip");
        assertThat(unzipped(gzip.body())).isEqualTo(SCRIPT_TEXT);
        assertThat(header(plain, "Content-Encoding")).isEmpty();
        assertThat(new String(plain.body(), StandardCharsets.UTF_8)).isEqualTo(SCRIPT_TEXT);
        for (var answer : List.of(brotli, gzip, plain)) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "Content-Type")).isEqualTo("text/javascript;charset=UTF-8");
            assertThat(header(answer, "Vary")).isEqualTo("Accept-Encoding");
        }
        assertThat(List.of(header(brotli, "ETag"), header(gzip, "ETag"), header(plain, "ETag")))
                .doesNotHaveDuplicates();
    }

    @Test
    void numbered_files_are_kept_for_ever_and_all_others_asked_for_each_time() {
        assertThat(header(get(SCRIPT, "br"), "Cache-Control"))
                .isEqualTo("public, max-age=31536000, immutable");
        for (String path : List.of("/viewer/", "/viewer/index.html", "/viewer/app-config.js")) {
            assertThat(header(get(path, "br"), "Cache-Control")).as(path).isEqualTo("no-cache");
        }
    }

    @Test
    void what_the_client_has_already_is_not_sent_again() {
        String tag = header(get("/viewer/app-config.js", "br"), "ETag");

        var again =
                server.guest()
                        .send(
                                server.guest()
                                        .request("/viewer/app-config.js")
                                        .header("If-None-Match", tag));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void the_viewers_own_addresses_are_its_page() {
        for (String path :
                List.of(
                        "/viewer",
                        "/viewer/",
                        "/viewer/viewer?StudyInstanceUIDs=1.2.3&project=P",
                        "/viewer/segmentation?StudyInstanceUIDs=1.2.3")) {
            var answer = get(path, "br");

            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(header(answer, "Content-Type")).isEqualTo("text/html;charset=UTF-8");
            assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                    .contains("viewer of the tests");
        }
    }

    @Test
    void what_is_not_in_the_index_is_not_there() {
        for (String path :
                List.of(
                        "/viewer/b-0123456789ab/gone.js",
                        "/viewer/b-0123456789ab/app.js.br",
                        "/viewer/viewer.json",
                        "/app/quick.js.map",
                        "/app/",
                        "/app/viewer/index.html")) {
            assertThat(get(path, "br").statusCode()).as(path).isEqualTo(404);
        }
        for (String path :
                List.of("/viewer/../app/quick.js", "/viewer/%2e%2e/META-INF/africai/viewer.json")) {
            assertThat(get(path, "br").statusCode()).as(path).isIn(400, 404);
        }
    }

    @Test
    void only_the_viewer_may_make_code_and_is_isolated() {
        var viewer = get("/viewer/", "br");
        var app = get("/app/quick.js", "br");
        var front = get("/", "br");

        assertThat(header(viewer, "Content-Security-Policy"))
                .isEqualTo(
                        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'unsafe-eval'"
                                + " 'sha256-4I89iO+jEbuF7OUM9OnwjVuf5a65WV2KgE/h/QdU5Hc=';"
                                + " worker-src 'self' blob:; connect-src 'self' blob: data:;"
                                + " img-src 'self' blob: data:; media-src 'self' blob:;"
                                + " style-src 'self' 'unsafe-inline'; font-src 'self' data:;"
                                + " manifest-src 'self'; frame-ancestors 'self'; base-uri 'none';"
                                + " form-action 'self'");
        assertThat(header(viewer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(header(viewer, "Cross-Origin-Embedder-Policy")).isEqualTo("require-corp");
        assertThat(header(viewer, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(header(viewer, "X-Content-Type-Options")).isEqualTo("nosniff");
        for (var answer : List.of(app, front)) {
            assertThat(header(answer, "Content-Security-Policy"))
                    .contains("default-src 'self'")
                    .doesNotContain("'unsafe-eval'");
            assertThat(header(answer, "Cross-Origin-Embedder-Policy")).isEmpty();
        }
    }

    @Test
    void files_are_read_and_not_written_and_a_head_has_no_body() {
        var guest = server.guest();
        var post = guest.send(guest.request(SCRIPT).POST(BodyPublishers.ofString("x")));
        var head = guest.send(guest.request(SCRIPT).method("HEAD", BodyPublishers.noBody()));

        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length")).hasValue("1160");
    }

    private static HttpResponse<byte[]> get(String path, String accepted) {
        var guest = server.guest();
        return guest.send(
                guest.request(path).header("Accept-Encoding", accepted),
                BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return String.join("|", answer.headers().allValues(name));
    }

    private static String unzipped(byte[] bytes) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
