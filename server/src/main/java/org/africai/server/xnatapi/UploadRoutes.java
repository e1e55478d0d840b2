package org.africai.server.xnatapi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.africai.server.access.Caller;
import org.africai.server.files.Attributes;
import org.africai.server.files.Destination;
import org.africai.server.files.Upload;
import org.africai.server.files.Uploaded;
import org.africai.server.files.Uploads;
import org.africai.server.http.MultipartReader;
import org.africai.server.http.MultipartReader.Part;
import org.africai.server.http.Refusal;
import org.africai.store.EntryName;
import org.springframework.stereotype.Component;

/// `PUT` and `POST` to `…/files` and `…/files/PATH`: a file as the body, or files as the parts of a
/// form; with `extract=true` archives whose files are meant.
@Component
final class UploadRoutes {
    /// Where files go when the address names no resource. XNAT's name for it.
    private static final String DEFAULT_RESOURCE = "MISC";

    private static final int MAX_FIELD_BYTES = 64 * 1024;

    private final Uploads uploads;

    UploadRoutes(Uploads uploads) {
        this.uploads = uploads;
    }

    void put(Exchange exchange, Target.Files target) throws IOException {
        ResourceRoutes.refuseReference(exchange);
        boolean isForm = isForm(exchange);
        if (isForm && exchange.query().isSet("inbody")) {
            throw new Refusal(
                    Refusal.Reason.NOT_ACCEPTABLE,
                    "With inbody=true the body is the file itself, not a multipart form.");
        }
        var wish = new Wish(exchange, target.path());
        String resource = target.resource() == null ? DEFAULT_RESOURCE : target.resource();
        var destination =
                new Destination(target.owner(), ResourceRoutes.side(target.side()), resource);
        long length = Math.max(0, exchange.request().getContentLengthLong());
        Caller beginning = isForm ? exchange.asker() : exchange.caller();
        try (Upload upload = uploads.begin(beginning, destination, length)) {
            if (isForm) {
                receiveForm(exchange, upload, wish);
                exchange.hear(name -> Optional.ofNullable(wish.fields.get(name)));
                upload.by(exchange.caller());
            } else {
                receive(upload, wish, wish.path, exchange.request().getInputStream());
            }
            answer(exchange, upload.finish(wish.attributes(), wish.isSet("overwrite")));
        }
    }

    private static boolean isForm(Exchange exchange) {
        String type = exchange.request().getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    /// What the address, and the fields of a form, ask for.
    private static final class Wish {
        private final Exchange exchange;
        private final String path;
        private final Map<String, String> fields = new HashMap<>();

        /// @throws Refusal when `path` cannot be a file's name
        private Wish(Exchange exchange, String path) {
            this.exchange = exchange;
            this.path = path;
            if (!path.isEmpty() && !path.endsWith("/")) {
                var _ = EntryName.parse(path); // before the body is read
            }
        }

        private boolean isSet(String name) {
            String field = fields.get(name);
            return exchange.query().isSet(name)
                    || (field != null && !field.equalsIgnoreCase("false") && !field.equals("0"));
        }

        private Attributes attributes() {
            Attributes said = ResourceRoutes.attributes(exchange);
            return said.equals(Attributes.NONE)
                    ? Attributes.of(
                            Optional.ofNullable(fields.get("format")),
                            Optional.ofNullable(fields.get("content")),
                            Optional.ofNullable(fields.get("description")),
                            Optional.ofNullable(fields.get("tags")))
                    : said;
        }
    }

    private static void receiveForm(Exchange exchange, Upload upload, Wish wish)
            throws IOException {
        var reader =
                MultipartReader.of(
                        exchange.request().getInputStream(), exchange.request().getContentType());
        for (Optional<Part> part = reader.next(); part.isPresent(); part = reader.next()) {
            Optional<String> fileName = part.get().head().fileName();
            if (fileName.isPresent()) {
                String name = nameOf(wish.path, fileName.get());
                receive(upload, wish, name, part.get().content());
            } else {
                readField(part.get(), wish.fields);
            }
        }
    }

    /// The address wins over the form; where it names a folder, the form names the file in it.
    private static String nameOf(String path, String fileName) {
        return path.isEmpty() || path.endsWith("/") ? path + fileName : path;
    }

    private static void readField(Part part, Map<String, String> fields) throws IOException {
        byte[] value = part.content().readNBytes(MAX_FIELD_BYTES + 1);
        if (value.length > MAX_FIELD_BYTES) {
            throw new Refusal(
                    Refusal.Reason.TOO_LARGE,
                    "A field of the form is longer than " + MAX_FIELD_BYTES + " bytes.");
        }
        part.head()
                .name()
                .ifPresent(name -> fields.put(name, new String(value, StandardCharsets.UTF_8)));
    }

    private static void receive(Upload upload, Wish wish, String name, InputStream content)
            throws IOException {
        if (wish.isSet("extract") && (name.isEmpty() || isArchive(name))) {
            upload.addExtracted(name.isEmpty() ? "the upload" : name, folderOf(name), content);
            return;
        }
        if (name.isEmpty() || name.endsWith("/")) {
            throw Refusal.invalid("The address ends before the file's name: …/files/NAME.");
        }
        upload.add(EntryName.parse(name), content);
    }

    /// XNAT extracts by the name; what is in it tells of which kind it is.
    private static boolean isArchive(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".zip")
                || lower.endsWith(".tar")
                || lower.endsWith(".tgz")
                || lower.endsWith(".tar.gz");
    }

    private static Optional<EntryName> folderOf(String name) {
        int slash = name.lastIndexOf('/');
        return slash <= 0
                ? Optional.empty()
                : Optional.of(EntryName.parse(name.substring(0, slash)));
    }

    private static void answer(Exchange exchange, Uploaded outcome) throws IOException {
        switch (outcome) {
            case Uploaded.Stored _ -> exchange.answerEmpty();
            case Uploaded.Duplicates(var paths) -> DuplicatesJson.write(exchange, paths);
        }
    }
}
