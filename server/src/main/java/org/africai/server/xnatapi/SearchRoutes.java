package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.africai.server.http.Refusal;
import org.africai.server.search.SearchDocument;
import org.africai.server.search.SearchResult;
import org.africai.server.search.SearchXml;
import org.africai.server.search.Searches;
import org.africai.server.search.StoredSearch;
import org.africai.server.search.StoredSearches;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/data/search` runs a search, `/data/search/ID` gives what one found that was kept,
/// `/data/search/saved[/ID[/results]]` are the stored ones; those of a project come here from
/// [ProjectPropertyRoutes].
@RestController
@RequestMapping({"/data/search", "/data/archive/search", "/REST/search", "/REST/archive/search"})
final class SearchRoutes {
    private static final List<String> COLUMNS =
            List.of("id", "brief_description", "description", "root_element_name", "owner");

    private final Searches searches;
    private final StoredSearches stored;

    SearchRoutes(Searches searches, StoredSearches stored) {
        this.searches = searches;
        this.stored = stored;
    }

    @PostMapping
    void run(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = new Exchange(request, response);
        answer(exchange, SearchBody.read(exchange));
    }

    private void answer(Exchange exchange, SearchDocument search) throws IOException {
        Searches.Wish wish = wish(exchange.query());
        SearchResult result =
                exchange.query().isSet("cache")
                        ? searches.keep(exchange.caller(), search, wish)
                        : searches.run(exchange.caller(), search, wish);
        SearchAnswer.write(exchange, result);
    }

    private static Searches.Wish wish(QueryParameters query) {
        return new Searches.Wish(
                query.first("sortBy").filter(name -> !name.isBlank()).orElse(null),
                query.first("sortOrder").filter("desc"::equalsIgnoreCase).isPresent(),
                ListingRequest.page(query));
    }

    @GetMapping("/{id}")
    void kept(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var exchange = new Exchange(request, response);
        SearchAnswer.write(exchange, searches.kept(exchange.caller(), id, wish(exchange.query())));
    }

    @GetMapping("/{id}/{column}")
    void values(
            @PathVariable String id,
            @PathVariable String column,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var exchange = new Exchange(request, response);
        TableAnswer.write(exchange, searches.values(exchange.caller(), id, column));
    }

    @GetMapping("/saved")
    void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        list(new Exchange(request, response), null);
    }

    @GetMapping("/saved/{id}")
    void read(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        read(new Exchange(request, response), null, id);
    }

    @PutMapping("/saved/{id}")
    void put(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        put(new Exchange(request, response), null, id);
    }

    @DeleteMapping("/saved/{id}")
    void delete(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        delete(new Exchange(request, response), null, id);
    }

    @GetMapping("/saved/{id}/results")
    void results(@PathVariable String id, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        results(new Exchange(request, response), null, id);
    }

    /// The stored searches of the site or of a project: `…/searches[/ID[/results]]`.
    void ofProject(Exchange exchange, String project, List<String> rest) throws IOException {
        if (rest.isEmpty()) {
            requireGet(exchange);
            list(exchange, project);
            return;
        }
        String id = rest.getFirst();
        if (rest.size() == 2 && rest.get(1).equals("results")) {
            requireGet(exchange);
            results(exchange, project, id);
            return;
        }
        if (rest.size() > 1) {
            throw Refusal.notFound("This server has nothing at this address.");
        }
        switch (exchange.method()) {
            case GET -> read(exchange, project, id);
            case PUT, POST -> put(exchange, project, id);
            case DELETE -> delete(exchange, project, id);
        }
    }

    private static void requireGet(Exchange exchange) {
        if (exchange.method() != Exchange.Method.GET) {
            throw exchange.notAllowed();
        }
    }

    private void list(Exchange exchange, @Nullable String project) throws IOException {
        List<Map<String, String>> rows =
                stored.list(exchange.caller(), project).stream().map(SearchRoutes::row).toList();
        TableAnswer.write(exchange, SmallTable.of(exchange, "Stored Searches", COLUMNS, rows));
    }

    private static Map<String, String> row(StoredSearch search) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("id", search.id());
        row.put("brief_description", search.briefDescription());
        row.put("description", search.description());
        row.put("root_element_name", search.root());
        row.put("owner", search.owner());
        return row;
    }

    /// The document, which is XML whatever the client prefers.
    private void read(Exchange exchange, @Nullable String project, String id) throws IOException {
        String xml = SearchXml.write(stored.read(exchange.caller(), project, id));
        exchange.answer(200, "text/xml;charset=UTF-8", xml.getBytes(StandardCharsets.UTF_8));
    }

    private void put(Exchange exchange, @Nullable String project, String id) throws IOException {
        stored.requireChange(exchange.caller(), project);
        boolean isNew = stored.put(exchange.caller(), project, id, SearchBody.read(exchange));
        exchange.answerText(isNew ? 201 : 200, id);
    }

    private void delete(Exchange exchange, @Nullable String project, String id) {
        stored.delete(exchange.caller(), project, id);
        exchange.answerEmpty();
    }

    /// @param project the one whose search it is; the parameter `project` says whose things are
    ///   wanted
    private void results(Exchange exchange, @Nullable String project, String id)
            throws IOException {
        SearchDocument search = stored.read(exchange.caller(), project, id);
        SearchDocument bounded =
                exchange.query()
                        .first("project")
                        .filter(name -> !name.isBlank())
                        .map(search::inProject)
                        .orElse(search);
        answer(exchange, bounded);
    }
}
