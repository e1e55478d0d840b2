package org.africai.server.xnatapi;

import java.io.IOException;
import org.africai.server.archive.Archive;
import org.africai.server.archive.Listing;
import org.africai.server.archive.Written;
import org.springframework.stereotype.Component;

/// How the archive's routes answer: with lists, documents and the IDs of what was written.
@Component
final class ArchiveAnswers {
    private final Archive archive;

    ArchiveAnswers(Archive archive) {
        this.archive = archive;
    }

    void list(Exchange exchange, Listing.Of what) throws IOException {
        Listing wanted = ListingRequest.of(exchange, what);
        TableAnswer.write(exchange, archive.listings().list(exchange.caller(), wanted));
    }

    /// Answers a PUT: the ID and nothing else, 201 for what is new.
    static void put(Exchange exchange, Written written) throws IOException {
        exchange.answerText(written.created() ? 201 : 200, written.id());
    }

    /// Answers a PUT of what XNAT answers with 200 also when it is new.
    static void putPlainly(Exchange exchange, Written written) throws IOException {
        exchange.answerText(200, written.id());
    }

    /// Answers a POST to a list: the address of the new thing.
    ///
    /// @param path from `/data/` on
    static void added(Exchange exchange, String path) throws IOException {
        String request = exchange.request().getRequestURL().toString();
        String address = request.substring(0, request.indexOf('/', "https://".length())) + path;
        exchange.response().setHeader("Location", address);
        exchange.answerText(200, address);
    }
}
