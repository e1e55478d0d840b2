package org.africai.server.xnatapi;

import java.io.IOException;
import java.util.List;
import org.africai.server.archive.Archive;
import org.africai.server.archive.Listing;
import org.africai.server.archive.Written;
import org.africai.server.http.ResultTable;
import org.africai.server.schema.Shortcuts;
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
        ResultTable table = archive.listings().list(exchange.caller(), wanted);
        TableAnswer.write(exchange, exchange.query().isSet("fields") ? fields(what) : table);
    }

    /// The short names that a list knows, with what they stand for: `fields=true`.
    private static ResultTable fields(Listing.Of what) {
        return ResultTable.of(
                "Fields",
                List.of("key", "xpath"),
                shortcuts(what).all().stream()
                        .map(shortcut -> List.of(shortcut.key(), shortcut.xpath()))
                        .toList());
    }

    private static Shortcuts shortcuts(Listing.Of what) {
        return switch (what) {
            case Listing.Of.Projects _ -> Shortcuts.PROJECT;
            case Listing.Of.Subjects _ -> Shortcuts.SUBJECT;
            case Listing.Of.Experiments _, Listing.Of.Assessors _ -> Shortcuts.EXPERIMENT;
            case Listing.Of.Scans _, Listing.Of.AllScans _ -> Shortcuts.SCAN;
            case Listing.Of.Reconstructions _ -> Shortcuts.RECONSTRUCTION;
        };
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
