package org.africai.server.xnatapi;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.africai.server.http.MultipartReader;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.search.SearchDocument;
import org.africai.server.search.SearchXml;

/// Reads the search in a request's body: the body itself, whatever type it says it has (pyxnat says
/// none, curl says a form), or the first file of a multipart body.
final class SearchBody {
    /// Longest search in bytes; pyxnat writes 300 for each subject of an intermediate result.
    static final int MAX_BYTES = 16 << 20;

    private SearchBody() {}

    /// @throws Refusal when the body is too long, or no search
    static SearchDocument read(Exchange exchange) throws IOException {
        String declared = Optional.ofNullable(exchange.request().getContentType()).orElse("");
        if (exchange.request().getContentLengthLong() > MAX_BYTES) {
            throw tooLong();
        }
        try (var in = new BufferedInputStream(bounded(exchange))) {
            return declared.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")
                    ? multipart(MultipartReader.of(in, declared))
                    : SearchXml.read(in);
        }
    }

    private static SearchDocument multipart(MultipartReader parts) throws IOException {
        for (var next = parts.next(); next.isPresent(); next = parts.next()) {
            MultipartReader.Part part = next.get();
            if (part.head().fileName().isPresent() || part.head().contentType().isPresent()) {
                return SearchXml.read(part.content());
            }
        }
        throw new Refusal(Reason.UNPROCESSABLE, "The form has no file with a search.");
    }

    private static InputStream bounded(Exchange exchange) throws IOException {
        return new BoundedBody(exchange.request().getInputStream(), MAX_BYTES, SearchBody::tooLong);
    }

    private static Refusal tooLong() {
        return new Refusal(
                Reason.TOO_LARGE, "A search is longer than " + (MAX_BYTES >> 20) + " MiB.");
    }
}
