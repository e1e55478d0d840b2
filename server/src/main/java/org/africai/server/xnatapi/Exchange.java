package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.africai.server.access.Caller;
import org.africai.server.access.Callers;
import org.africai.server.access.Motive;
import org.africai.server.files.Fetch;
import org.africai.server.http.Refusal;

/// One request to XNAT's API and its answer, as its routes see it.
final class Exchange {
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final QueryParameters query;
    private Consumer<Motive> rule = _ -> {};

    Exchange(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
        this.query = QueryParameters.parse(request.getQueryString());
    }

    /// Who asks, to do what they ask for.
    ///
    /// @throws Refusal when they change something and have not said of it what they must
    Caller caller() {
        Caller caller = asker();
        if (method() != Method.GET) {
            rule.accept(caller.motive());
        }
        return caller;
    }

    /// Who asks, before what they say of their change in the body has been read: to see whether
    /// they may ask at all.
    Caller asker() {
        return Callers.of(request);
    }

    /// What [#caller] asks of a change from now on.
    void obey(Consumer<Motive> wanted) {
        rule = wanted;
    }

    /// Takes note of what a form in the body says of the change; the address wins.
    void hear(Function<String, Optional<String>> field) {
        Caller asker = asker();
        Motive said = asker.motive().or(Motive.said(field));
        if (!said.equals(asker.motive())) {
            Callers.set(request, asker.because(said));
        }
    }

    HttpServletRequest request() {
        return request;
    }

    HttpServletResponse response() {
        return response;
    }

    /// The parameters of the address; those of a form in the body are not among them.
    QueryParameters query() {
        return query;
    }

    Method method() {
        return switch (request.getMethod()) {
            case "GET", "HEAD" -> Method.GET;
            case "PUT" -> Method.PUT;
            case "POST" -> Method.POST;
            case "DELETE" -> Method.DELETE;
            default -> throw notAllowed();
        };
    }

    /// How much of a download the request fetches.
    Fetch fetch() {
        if (request.getMethod().equals("HEAD")) {
            return Fetch.HEAD;
        }
        boolean isPart =
                request.getHeader("Range") != null
                        || request.getHeader("If-None-Match") != null
                        || request.getHeader("If-Modified-Since") != null;
        return isPart ? Fetch.PART : Fetch.WHOLE;
    }

    /// What to answer for a method that the address does not take.
    Refusal notAllowed() {
        return new Refusal(
                Refusal.Reason.METHOD_NOT_ALLOWED,
                request.getMethod() + " is not possible on this address.");
    }

    /// The representation that is asked for: `format=`, else what `Accept` prefers, else JSON.
    Format format() {
        Optional<String> named = query.first("format");
        if (named.isPresent()) {
            return Format.named(named.get())
                    .orElseThrow(
                            () -> Refusal.invalid("There is no format '" + named.get() + "'."));
        }
        return Format.accepted(Optional.ofNullable(request.getHeader("Accept")).orElse("*/*"));
    }

    /// Answers 200 with one line of text, as XNAT does for identifiers and settings.
    void answerText(String text) throws IOException {
        answerText(200, text);
    }

    void answerText(int status, String text) throws IOException {
        answer(status, "text/plain;charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /// Answers with a whole body.
    void answer(int status, String contentType, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(contentType);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /// Answers 200 without a body.
    void answerEmpty() {
        response.setStatus(200);
        response.setContentType("text/plain;charset=UTF-8");
        response.setContentLength(0);
    }

    enum Method {
        GET,
        PUT,
        POST,
        DELETE
    }

    /// The representations of lists and items.
    enum Format {
        JSON,
        XML,
        CSV,
        HTML,
        ZIP,
        TAR,
        TGZ;

        /// The format as XNAT's `format=` spells it; also its media type.
        static Optional<Format> named(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "json", "application/json" -> Optional.of(JSON);
                case "xml", "text/xml", "application/xml" -> Optional.of(XML);
                case "csv", "text/csv", "txt" -> Optional.of(CSV);
                case "html", "text/html" -> Optional.of(HTML);
                case "zip", "application/zip" -> Optional.of(ZIP);
                case "tar", "application/x-tar" -> Optional.of(TAR);
                case "tar.gz", "tgz", "application/gzip" -> Optional.of(TGZ);
                default -> Optional.empty();
            };
        }

        /// The first media type in `Accept` that we have; JSON for what says nothing.
        static Format accepted(String accept) {
            for (String part : accept.split(",")) {
                Optional<Format> known = named(part.split(";")[0].strip());
                if (known.isPresent()) {
                    return known.get();
                }
            }
            return JSON;
        }
    }
}
