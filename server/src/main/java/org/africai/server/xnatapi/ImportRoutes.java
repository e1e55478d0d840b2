package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.africai.server.http.MultipartReader;
import org.africai.server.http.PartHead;
import org.africai.server.http.Refusal;
import org.africai.server.intake.Handler;
import org.africai.server.intake.ImportAnswer;
import org.africai.server.intake.ImportRequest;
import org.africai.server.intake.Imports;
import org.africai.server.intake.LaterImports;
import org.africai.server.intake.Upload;
import org.africai.server.intake.UserCache;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// `POST /data/services/import`: an archive of DICOM files, or one such file, as the body or as a
/// part of a form.
@RestController
final class ImportRoutes {
    /// What CTP sends objects as, besides `application/dicom`; the first wants `OK` as the answer.
    private static final String MIRC = "application/x-mirc";

    private static final List<String> SINGLE_OBJECT =
            List.of("application/dicom", MIRC, "application/x-mirc-dicom");
    private static final String URI_LIST = "text/uri-list;charset=UTF-8";
    private static final String END = "\r\n";
    private static final int MAX_FORM_FIELD_BYTES = 64 * 1024;
    private static final int MAX_FORM_FIELDS = 1_000;
    private static final Pattern NAMES_A_SOURCE =
            Pattern.compile("(?:[\\x21-\\x7E]*&)?src=[\\x21-\\x7E]+\\s*");
    private static final JsonMapper JSON = new JsonMapper();

    private final Imports imports;
    private final UserCache cache;
    private final LaterImports later;
    private final ChangeRules rules;

    ImportRoutes(Imports imports, UserCache cache, LaterImports later, ChangeRules rules) {
        this.rules = rules;
        this.imports = imports;
        this.cache = cache;
        this.later = later;
    }

    @RequestMapping(path = {"/data/services/import", "/REST/services/import"})
    void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Exchange exchange = rules.watched(new Exchange(request, response));
        if (exchange.method() != Exchange.Method.POST) {
            throw exchange.notAllowed();
        }
        ImportRequest asked = asked(exchange, name -> exchange.query().first(name));
        imports.admit(exchange.asker(), asked, Math.max(request.getContentLengthLong(), 0));
        if (asked.handler() == Handler.INBOX) {
            QueryParameters sent = SentParameters.of(exchange);
            String path =
                    sent.first("path")
                            .orElseThrow(() -> Refusal.invalid("Say which folder: path=…"));
            answer(
                    exchange,
                    imports.runInbox(
                            exchange.caller(), asked, path, sent.isSet("cleanupAfterImport")));
            return;
        }
        if (contentType(exchange).startsWith("multipart/")) {
            form(exchange);
            return;
        }
        Optional<String> source = exchange.query().first("src");
        if (source.isPresent()) {
            fromCache(exchange, asked, Map.of(), source.get());
            return;
        }
        var body = new BufferedInputStream(request.getInputStream(), MAX_FORM_FIELD_BYTES);
        Optional<QueryParameters> fields = plainForm(exchange, body);
        if (fields.isPresent()) {
            QueryParameters both = together(exchange.query(), fields.get());
            exchange.hear(both::first);
            Map<String, String> named = new HashMap<>();
            fields.get().all().reversed().forEach(p -> named.put(p.name(), p.value()));
            fromCache(exchange, asked(exchange, both::first), named, both.first("src").orElse(""));
            return;
        }
        var _ = exchange.caller(); // refuses what is not justified before the body is read
        try (Upload upload = imports.receive(name(exchange), body)) {
            take(exchange, asked, Map.of(), upload);
        }
    }

    private void fromCache(
            Exchange exchange, ImportRequest asked, Map<String, String> fields, String source)
            throws IOException {
        imports.admit(exchange.caller(), asked, 0);
        try (Upload upload = cache.upload(exchange.caller(), source)) {
            take(exchange, asked, fields, upload);
        }
    }

    /// Takes an upload in, at once or, when its sender wants to watch, later.
    private void take(
            Exchange exchange, ImportRequest asked, Map<String, String> fields, Upload upload)
            throws IOException {
        if (asked.listener() == null) {
            answer(exchange, imports.run(exchange.caller(), asked, upload));
            return;
        }
        Map<String, String> parameters = new HashMap<>(fields);
        exchange.query().all().reversed().forEach(p -> parameters.put(p.name(), p.value()));
        parameters.put("import-handler", asked.handler().word());
        later.accept(exchange.caller(), asked, parameters, upload);
        exchange.answerText(
                asked.endsInArchive() ? "Submitted for archival" : "Submitted for prearchival");
    }

    /// The fields of a form that names a file of the cache. Many clients say that a file they send
    /// is a form, so what does not look like one is taken for the file.
    private static Optional<QueryParameters> plainForm(Exchange exchange, InputStream body)
            throws IOException {
        if (!SentParameters.isForm(exchange)) {
            return Optional.empty();
        }
        body.mark(MAX_FORM_FIELD_BYTES);
        byte[] start = body.readNBytes(MAX_FORM_FIELD_BYTES);
        body.reset();
        String text = new String(start, StandardCharsets.UTF_8);
        return start.length < MAX_FORM_FIELD_BYTES && NAMES_A_SOURCE.matcher(text).matches()
                ? Optional.of(QueryParameters.parse(text))
                : Optional.empty();
    }

    private static QueryParameters together(QueryParameters query, QueryParameters form) {
        List<QueryParameters.Parameter> all = new ArrayList<>(query.all());
        all.addAll(form.all());
        return new QueryParameters(all);
    }

    /// A part that has a file name is the file; others are parameters, which those of the address
    /// win over.
    private void form(Exchange exchange) throws IOException {
        MultipartReader parts =
                MultipartReader.of(
                        exchange.request().getInputStream(), exchange.request().getContentType());
        Map<String, String> fields = new HashMap<>();
        @Nullable Upload upload = null;
        try {
            for (var part = parts.next(); part.isPresent(); part = parts.next()) {
                PartHead head = part.get().head();
                if (head.fileName().isEmpty()) {
                    addField(fields, part.get());
                } else {
                    requireFirst(upload);
                    upload = imports.receive(head.fileName().get(), part.get().content());
                }
            }
            run(exchange, fields, upload);
        } finally {
            if (upload != null) {
                upload.close();
            }
        }
    }

    private void run(Exchange exchange, Map<String, String> fields, @Nullable Upload upload)
            throws IOException {
        Function<String, Optional<String>> parameter =
                name ->
                        exchange.query()
                                .first(name)
                                .or(() -> Optional.ofNullable(fields.get(name)));
        ImportRequest asked = asked(exchange, parameter);
        exchange.hear(parameter);
        if (upload == null) {
            fromCache(
                    exchange,
                    asked,
                    fields,
                    parameter
                            .apply("src")
                            .orElseThrow(() ->
                                    Refusal.invalid(
                                            "Unable to identify upload format: the form has no"
                                                    + " file.")));
            return;
        }
        take(exchange, asked, fields, upload);
    }

    private static void requireFirst(@Nullable Upload upload) {
        if (upload != null) {
            throw Refusal.invalid("Importer is limited to one uploaded resource at a time.");
        }
    }

    private static void addField(Map<String, String> fields, MultipartReader.Part part)
            throws IOException {
        byte[] value = part.content().readNBytes(MAX_FORM_FIELD_BYTES + 1);
        if (value.length > MAX_FORM_FIELD_BYTES || fields.size() >= MAX_FORM_FIELDS) {
            throw Refusal.invalid(
                    "The form has more than "
                            + MAX_FORM_FIELDS
                            + " fields, or one of more than "
                            + MAX_FORM_FIELD_BYTES
                            + " bytes.");
        }
        part.head()
                .name()
                .ifPresent(name ->
                        fields.putIfAbsent(name, new String(value, StandardCharsets.UTF_8)));
    }

    private static ImportRequest asked(
            Exchange exchange, Function<String, Optional<String>> parameter) {
        ImportRequest asked = ImportRequest.of(parameter);
        boolean isObject =
                SINGLE_OBJECT.contains(contentType(exchange))
                        && parameter.apply("import-handler").isEmpty();
        return isObject ? asked.with(Handler.GRADUAL_DICOM) : asked;
    }

    private static String contentType(Exchange exchange) {
        String type = exchange.request().getContentType();
        return type == null ? "" : type.split(";")[0].strip().toLowerCase(Locale.ROOT);
    }

    private static String name(Exchange exchange) {
        return exchange.query().first("filename").orElse(Upload.UNNAMED);
    }

    private static void answer(Exchange exchange, ImportAnswer answer) throws IOException {
        exchange.response().setHeader("X-Import-Summary", summary(answer.counts()));
        ImportAnswer.Receipt receipt = answer.receipt();
        if (receipt != null) {
            exchange.response().setHeader("X-Import-Received", receipt.received().hex());
            exchange.response().setHeader("X-Import-Kept", receipt.kept().hex());
        }
        if (contentType(exchange).equals(MIRC)) {
            exchange.answerText("OK");
            return;
        }
        if (exchange.query().first("format").filter("json"::equalsIgnoreCase).isPresent()) {
            exchange.answer(
                    200, "application/json;charset=UTF-8", JSON.writeValueAsBytes(inJson(answer)));
            return;
        }
        String list =
                answer.sessions().stream()
                        .map(session -> "/data" + session.url() + END)
                        .collect(Collectors.joining());
        exchange.answer(200, URI_LIST, list.getBytes(StandardCharsets.UTF_8));
    }

    /// No name of a file: those may tell of a patient.
    private static String summary(ImportAnswer.Counts counts) {
        return "objects="
                + counts.stored()
                + "; duplicates="
                + counts.duplicates()
                + "; leftovers="
                + counts.leftovers()
                + "; ignored="
                + counts.ignored();
    }

    private static Map<String, Object> inJson(ImportAnswer answer) {
        List<Map<String, Object>> sessions =
                answer.sessions().stream()
                        .map(session ->
                                Map.<String, Object>of(
                                        "uri", "/data" + session.url(),
                                        "archived", session.archived(),
                                        "status", session.status()))
                        .toList();
        ImportAnswer.Counts counts = answer.counts();
        return Map.of(
                "sessions", sessions,
                "objects", counts.stored(),
                "duplicates", counts.duplicates(),
                "leftovers", counts.leftovers(),
                "ignored", counts.ignored(),
                "names", counts.named());
    }
}
