package org.africai.server.xnatapi;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.africai.server.access.Right;
import org.africai.server.archive.Address;
import org.africai.server.archive.Archive;
import org.africai.server.archive.Listing;
import org.africai.server.archive.Written;
import org.africai.server.http.Refusal;
import org.africai.server.http.ResultTable;
import org.africai.server.schema.Shortcuts;
import org.africai.server.search.SearchDocument;
import org.africai.server.search.SearchXml;
import org.africai.server.search.StoredSearches;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How the archive's routes answer: with lists, documents and the IDs of what was written.
@Component
final class ArchiveAnswers {
    private final Archive archive;
    private final StoredSearches searches;

    ArchiveAnswers(Archive archive, StoredSearches searches) {
        this.archive = archive;
        this.searches = searches;
    }

    void list(Exchange exchange, Listing.Of what) throws IOException {
        if (exchange.query().first("format").filter("search_xml"::equals).isPresent()) {
            search(exchange, what);
            return;
        }
        Listing wanted = ListingRequest.of(exchange, what);
        ResultTable table = archive.listings().list(exchange.caller(), wanted);
        TableAnswer.write(exchange, exchange.query().isSet("fields") ? fields(what) : table);
    }

    /// The search that finds what the list of projects, subjects or experiments holds.
    private void search(Exchange exchange, Listing.Of what) throws IOException {
        SearchDocument found =
                switch (what) {
                    case Listing.Of.Projects _ -> all(exchange, "xnat:projectData", null);
                    case Listing.Of.Subjects list ->
                            all(exchange, "xnat:subjectData", list.project());
                    case Listing.Of.Experiments list ->
                            all(
                                    exchange,
                                    exchange.query()
                                            .first("xsiType")
                                            .orElse("xnat:subjectAssessorData"),
                                    list.project());
                    case Listing.Of.Scans _,
                            Listing.Of.AllScans _,
                            Listing.Of.Assessors _,
                            Listing.Of.Reconstructions _ ->
                            throw Refusal.invalid("There is no search for this list.");
                };
        exchange.answer(
                200,
                "text/xml;charset=UTF-8",
                SearchXml.write(found).getBytes(StandardCharsets.UTF_8));
    }

    private SearchDocument all(Exchange exchange, String type, @Nullable String project) {
        SearchDocument all = searches.read(exchange.caller(), null, "@" + type);
        if (project == null) {
            return all;
        }
        var _ =
                archive.locator()
                        .find(exchange.caller(), Right.READ, new Address.OfProject(project));
        return all.inProject(project);
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

    /// The server as the client addresses it: `https://images.example.org`.
    static String server(Exchange exchange) {
        String request = exchange.request().getRequestURL().toString();
        return request.substring(0, request.indexOf('/', "https://".length()));
    }

    /// Answers a POST to a list: the address of the new thing.
    ///
    /// @param path from `/data/` on
    static void added(Exchange exchange, String path) throws IOException {
        String address = server(exchange) + path;
        exchange.response().setHeader("Location", address);
        exchange.answerText(200, address);
    }
}
