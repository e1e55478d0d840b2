package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.africai.server.http.Content;
import org.africai.server.http.Download;
import org.africai.server.http.MediaTypes;
import org.africai.server.http.MultipartReader;
import org.africai.server.http.MultipartReader.Part;
import org.africai.server.http.Refusal;
import org.africai.server.http.ResultTable;
import org.africai.server.intake.UserCache;
import org.africai.server.intake.UserCache.CachedFile;
import org.africai.store.EntryName;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/data/user/cache/resources[/X[/files[/F]]]`: files that the caller keeps for a later import.
@RestController
final class UserCacheRoutes {
    private static final String BASE = "/data/user/cache/resources";

    /// Where a resource's name is in the parts of the address.
    private static final int RESOURCE = 3;

    private static final int FILES = 4;
    private static final int PATH = 5;

    private final UserCache cache;

    UserCacheRoutes(UserCache cache) {
        this.cache = cache;
    }

    @RequestMapping(
            path = {
                "/data/user/cache/resources",
                "/data/user/cache/resources/**",
                "/REST/user/cache/resources",
                "/REST/user/cache/resources/**"
            })
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = new Exchange(request, response);
        RequestPath path = RequestPath.of(request.getRequestURI());
        List<String> parts = path.parts();
        if (parts.size() == RESOURCE) {
            resources(exchange);
        } else if (parts.size() == RESOURCE + 1) {
            resource(exchange, parts.get(RESOURCE));
        } else if (!parts.get(FILES).equals("files")) {
            throw PrearchiveRoutes.notServed();
        } else if (parts.size() == FILES + 1) {
            files(exchange, parts.get(RESOURCE));
        } else {
            String name = String.join("/", parts.subList(PATH, parts.size()));
            file(exchange, parts.get(RESOURCE), path.folder() ? name + "/" : name);
        }
    }

    private void resources(Exchange exchange) throws IOException {
        PrearchiveRoutes.requireGet(exchange);
        TableAnswer.write(
                exchange,
                ResultTable.of(
                        "Cache Resources",
                        List.of("Resource", "URI"),
                        cache.resources(exchange.caller()).stream()
                                .map(name -> List.of(name, BASE + "/" + name))
                                .toList()));
    }

    private void resource(Exchange exchange, String resource) throws IOException {
        switch (exchange.method()) {
            case GET -> list(exchange, resource);
            case PUT, POST -> {
                cache.create(exchange.caller(), resource);
                exchange.answerEmpty();
            }
            case DELETE -> {
                cache.delete(exchange.caller(), resource);
                exchange.answerEmpty();
            }
        }
    }

    private void files(Exchange exchange, String resource) throws IOException {
        switch (exchange.method()) {
            case GET -> list(exchange, resource);
            case PUT, POST -> receive(exchange, resource, "");
            case DELETE -> throw exchange.notAllowed();
        }
    }

    private void list(Exchange exchange, String resource) throws IOException {
        if (isZip(exchange)) {
            zip(exchange, resource, "");
            return;
        }
        TableAnswer.write(
                exchange,
                ResultTable.of(
                        "Files",
                        List.of("Name", "Size", "URI"),
                        cache.files(exchange.caller(), resource).stream()
                                .map(file -> row(resource, file))
                                .toList()));
    }

    private static boolean isZip(Exchange exchange) {
        return exchange.query()
                .first("format")
                .flatMap(Exchange.Format::named)
                .filter(Exchange.Format.ZIP::equals)
                .isPresent();
    }

    private void zip(Exchange exchange, String resource, String folder) throws IOException {
        Content zip =
                cache.zip(exchange.caller(), resource, folder)
                        .orElseThrow(() -> Refusal.notFound("There are no files to download."));
        new Download(zip, "application/zip", resource + ".zip")
                .answer(exchange.request(), exchange.response());
    }

    private static List<String> row(String resource, CachedFile file) {
        return List.of(
                file.path(),
                Long.toString(file.digests().size()),
                BASE + "/" + resource + "/files/" + file.path());
    }

    private void file(Exchange exchange, String resource, String path) throws IOException {
        switch (exchange.method()) {
            case GET -> {
                if (path.endsWith("/") && isZip(exchange)) {
                    zip(exchange, resource, path);
                    return;
                }
                Content content = cache.content(exchange.caller(), resource, path);
                String name = path.substring(path.lastIndexOf('/') + 1);
                new Download(content, MediaTypes.of(name), name)
                        .answer(exchange.request(), exchange.response());
            }
            case PUT, POST -> receive(exchange, resource, path);
            case DELETE -> {
                cache.delete(exchange.caller(), resource, path);
                exchange.answerEmpty();
            }
        }
    }

    /// A file as the body, or files as the parts of a form. The address wins over the form; where
    /// it names no file, the form names it.
    private void receive(Exchange exchange, String resource, String path) throws IOException {
        if (!path.isEmpty() && !path.endsWith("/")) {
            var _ = EntryName.parse(path); // before the body is read
        }
        long length = Math.max(0, exchange.request().getContentLengthLong());
        try (UserCache.Receiving receiving = cache.begin(exchange.caller(), resource, length)) {
            if (isMultipart(exchange)) {
                parts(exchange, receiving, path);
            } else {
                add(exchange, receiving, path, exchange.request().getInputStream());
            }
            receiving.finish();
        }
        exchange.answerEmpty();
    }

    /// A file, or with `extract=true` an archive, whose files go where it would have gone.
    private static void add(
            Exchange exchange, UserCache.Receiving receiving, String path, InputStream in)
            throws IOException {
        if (!exchange.query().isSet("extract")) {
            receiving.add(name(path), in);
            return;
        }
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        receiving.addExtracted(
                path.isEmpty() ? "upload" : path,
                folder.isEmpty()
                        ? Optional.empty()
                        : Optional.of(EntryName.parse(folder.substring(0, folder.length() - 1))),
                in);
    }

    private static EntryName name(String path) {
        if (path.isEmpty() || path.endsWith("/")) {
            throw Refusal.invalid("The address ends before the file's name: …/files/NAME.");
        }
        return EntryName.parse(path);
    }

    private static boolean isMultipart(Exchange exchange) {
        String type = exchange.request().getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private static void parts(Exchange exchange, UserCache.Receiving receiving, String path)
            throws IOException {
        var reader =
                MultipartReader.of(
                        exchange.request().getInputStream(), exchange.request().getContentType());
        for (Optional<Part> part = reader.next(); part.isPresent(); part = reader.next()) {
            Optional<String> fileName = part.get().head().fileName();
            if (fileName.isPresent()) {
                boolean isNamed = !path.isEmpty() && !path.endsWith("/");
                add(
                        exchange,
                        receiving,
                        isNamed ? path : path + fileName.get(),
                        part.get().content());
            }
        }
    }
}
