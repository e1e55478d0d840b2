package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.africai.server.files.DownloadWish;
import org.africai.server.files.WebDownloads;
import org.africai.server.files.WebDownloads.Prepared;
import org.africai.server.http.Content;
import org.africai.server.http.Download;
import org.africai.server.http.Refusal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// XNAT's download of picked sessions in two steps: `POST …/downloadwithsize`, then `GET
/// …/download/ID/zip`.
@RestController
final class WebDownloadRoutes {
    private final WebDownloads downloads;
    private final JsonMapper json;

    WebDownloadRoutes(WebDownloads downloads, JsonMapper json) {
        this.downloads = downloads;
        this.json = json;
    }

    /// Answers `{"id":…,"size":…,"resourcesOfUnknownSize":"0"}`, all as text.
    @PostMapping("/xapi/archive/downloadwithsize")
    void prepareWithSize(
            @RequestBody JsonNode body, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var exchange = new Exchange(request, response);
        Optional<Prepared> prepared = prepare(exchange, body);
        if (prepared.isPresent()) {
            exchange.answer(
                    200,
                    "application/json;charset=UTF-8",
                    json.writeValueAsBytes(
                            Map.of(
                                    "id", prepared.get().id(),
                                    "size", Long.toString(prepared.get().bytes()),
                                    "resourcesOfUnknownSize", "0")));
        }
    }

    /// Answers the id as text.
    @PostMapping("/xapi/archive/download")
    void prepare(
            @RequestBody JsonNode body, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var exchange = new Exchange(request, response);
        Optional<Prepared> prepared = prepare(exchange, body);
        if (prepared.isPresent()) {
            exchange.answerText(prepared.get().id());
        }
    }

    private Optional<Prepared> prepare(Exchange exchange, JsonNode body) {
        Optional<Prepared> prepared =
                downloads.prepare(
                        exchange.caller(),
                        DownloadWishJson.read(body),
                        json.writeValueAsString(body));
        if (prepared.isEmpty()) {
            exchange.response().setStatus(204);
        }
        return prepared;
    }

    @GetMapping("/xapi/archive/download/{id}/zip")
    void zip(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var exchange = new Exchange(request, response);
        String stored = downloads.stored(exchange.caller(), id);
        Content zip =
                downloads
                        .zip(
                                exchange.caller(),
                                DownloadWishJson.read(json.readTree(stored)),
                                exchange.fetch())
                        .orElseThrow(() -> Refusal.notFound("There are no files to download."));
        new Download(zip, "application/zip", id + ".zip").answer(request, response);
    }

    /// What is in it, as XNAT's catalogue document for programs that fetch file by file.
    @GetMapping({"/xapi/archive/download/{id}/xml", "/xapi/archive/download/{id}"})
    void catalog(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var exchange = new Exchange(request, response);
        DownloadWish wish =
                DownloadWishJson.read(json.readTree(downloads.stored(exchange.caller(), id)));
        downloads.require(exchange.caller(), wish);
        CatalogXml.write(
                exchange,
                id,
                reader ->
                        downloads.list(
                                exchange.caller(),
                                wish,
                                (name, file) -> reader.accept(name.path(), file)));
    }

    /// Whether the download is there.
    @GetMapping("/xapi/archive/download/{id}/test")
    void test(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var exchange = new Exchange(request, response);
        var _ = downloads.stored(exchange.caller(), id);
        exchange.answerText(id);
    }
}
