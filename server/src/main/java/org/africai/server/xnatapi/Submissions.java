package org.africai.server.xnatapi;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.africai.server.archive.Submission;
import org.africai.server.archive.Submission.Assignment;
import org.africai.server.http.MultipartReader;
import org.africai.server.http.Refusal;
import org.africai.server.schema.Item;
import org.africai.server.schema.ItemXml;
import org.africai.server.schema.TypeRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads what a request says that a thing shall be: an XML document, then the fields of a form,
/// then the parameters of the address, each winning over those before.
///
/// The body is a document when its type or `req_format=xml` or `inbody=true` says so, or when a
/// multipart body has a part with one; it is a form when its type or `req_format=form` says so;
/// with `req_format=qs` it is not read.
@Component
final class Submissions {
    /// Longest body of a request that describes a thing, in bytes.
    static final int MAX_BODY_BYTES = 16 << 20;

    /// Parameters that say how to treat the request, not what the thing shall be.
    private static final Set<String> NOT_FIELDS =
            Set.of(
                    "format",
                    "xsiType",
                    "ELEMENT_0",
                    "req_format",
                    "inbody",
                    "allowDataDeletion",
                    "event_action",
                    "event_type",
                    "event_reason",
                    "event_comment");

    private final ItemXml xml;

    Submissions(TypeRegistry registry) {
        this.xml = new ItemXml(registry);
    }

    /// @throws Refusal when the body is too long or cannot be understood
    Submission read(Exchange exchange) throws IOException {
        QueryParameters query = exchange.query();
        Body body = body(exchange);
        exchange.hear(body.form()::first);
        List<Assignment> assignments = new ArrayList<>(assignments(body.form()));
        assignments.addAll(assignments(query));
        return new Submission(
                type(query).or(() -> type(body.form())).orElse(null),
                body.document(),
                assignments,
                query.isSet("allowDataDeletion"));
    }

    /// The XML document that a request holds, whatever type it says it has; `null` for an empty
    /// body.
    @Nullable Item document(Exchange exchange) throws IOException {
        String declared = Optional.ofNullable(exchange.request().getContentType()).orElse("");
        if (declared.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            return body(exchange).document();
        }
        try (var in = new BufferedInputStream(bounded(exchange.request().getInputStream()))) {
            return isEmpty(in) ? null : xml.read(in);
        }
    }

    private static Optional<String> type(QueryParameters parameters) {
        return parameters
                .first("ELEMENT_0")
                .or(() -> parameters.first("xsiType"))
                .filter(type -> !type.isBlank());
    }

    private static List<Assignment> assignments(QueryParameters parameters) {
        return parameters.all().stream()
                .filter(p -> !NOT_FIELDS.contains(p.name()))
                .map(p -> new Assignment(p.name(), p.value()))
                .toList();
    }

    /// What a body holds.
    private record Body(@Nullable Item document, QueryParameters form) {
        static final Body EMPTY = new Body(null, new QueryParameters(List.of()));

        static Body of(Item document) {
            return new Body(document, EMPTY.form);
        }
    }

    private Body body(Exchange exchange) throws IOException {
        String declared = Optional.ofNullable(exchange.request().getContentType()).orElse("");
        String type = declared.split(";")[0].strip().toLowerCase(Locale.ROOT);
        String wanted = exchange.query().first("req_format").orElse("");
        if (wanted.equals("qs") || exchange.request().getContentLengthLong() == 0) {
            return Body.EMPTY;
        }
        if (exchange.request().getContentLengthLong() > MAX_BODY_BYTES) {
            throw tooLarge();
        }
        try (var in = new BufferedInputStream(bounded(exchange.request().getInputStream()))) {
            if (isEmpty(in)) {
                return Body.EMPTY;
            }
            if (type.equals("multipart/form-data")) {
                return multipart(MultipartReader.of(in, declared), wanted.equals("form"));
            }
            if (wanted.equals("form") || type.equals("application/x-www-form-urlencoded")) {
                return new Body(null, QueryParameters.parse(text(in)));
            }
            boolean isXml = isXml(type) || wanted.equals("xml") || exchange.query().isSet("inbody");
            return isXml ? Body.of(xml.read(in)) : Body.EMPTY;
        }
    }

    private static boolean isEmpty(InputStream in) throws IOException {
        in.mark(1);
        boolean empty = in.read() < 0;
        in.reset();
        return empty;
    }

    private static boolean isXml(String type) {
        return type.equals("text/xml") || type.equals("application/xml") || type.endsWith("+xml");
    }

    private Body multipart(MultipartReader parts, boolean isForm) throws IOException {
        Item document = null;
        List<QueryParameters.Parameter> form = new ArrayList<>();
        for (var next = parts.next(); next.isPresent(); next = parts.next()) {
            MultipartReader.Part part = next.get();
            if (!isForm && isDocument(part)) {
                document = xml.read(part.content());
            } else if (part.head().fileName().isEmpty()) {
                form.add(
                        new QueryParameters.Parameter(
                                part.head().name().orElse(""), text(part.content())));
            }
        }
        return new Body(document, new QueryParameters(form));
    }

    private static boolean isDocument(MultipartReader.Part part) {
        String type = part.head().contentType().orElse("").split(";")[0].strip();
        String name = part.head().fileName().orElse("").toLowerCase(Locale.ROOT);
        return isXml(type.toLowerCase(Locale.ROOT)) || name.endsWith(".xml");
    }

    private static String text(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        in.transferTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static InputStream bounded(InputStream in) {
        return new BoundedBody(in, MAX_BODY_BYTES, Submissions::tooLarge);
    }

    private static Refusal tooLarge() {
        return new Refusal(
                Refusal.Reason.TOO_LARGE,
                "The body is longer than " + (MAX_BODY_BYTES >> 20) + " MiB.");
    }
}
