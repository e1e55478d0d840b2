package org.africai.server.xnatapi;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.africai.server.http.Refusal;
import org.africai.server.search.SearchElement;
import org.africai.server.search.SearchElements;
import org.africai.server.search.SearchField;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/data/search/elements`: the data types that can be searched, and their fields. Open to guests:
/// xnatpy asks when it connects, and it tells no more than lists do.
@RestController
@RequestMapping({
    "/data/search/elements",
    "/data/archive/search/elements",
    "/REST/search/elements",
    "/REST/archive/search/elements"
})
final class SearchElementRoutes {
    private static final List<String> ELEMENT =
            List.of("ELEMENT_NAME", "SINGULAR", "PLURAL", "SECURED", "COUNT");

    private static final List<String> FIELD =
            List.of(
                    "FIELD_ID",
                    "HEADER",
                    "SUMMARY",
                    "TYPE",
                    "REQUIRES_VALUE",
                    "DESC",
                    "ELEMENT_NAME",
                    "SRC");

    private final SearchElements elements;

    SearchElementRoutes(SearchElements elements) {
        this.elements = elements;
    }

    @GetMapping
    void elements(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var exchange = new Exchange(request, response);
        List<Map<String, String>> rows = new ArrayList<>();
        elements.announced(exchange.caller())
                .forEach(one -> rows.add(row(one.element(), true, one.count())));
        rows.add(row(elements.unsecured(), false, 0));
        TableAnswer.write(
                exchange, SmallTable.of(exchange, "Searchable Data Types", ELEMENT, rows));
    }

    @GetMapping("/{name}")
    void fields(@PathVariable String name, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var exchange = new Exchange(request, response);
        SearchElement unsecured = elements.unsecured();
        SearchElement element =
                elements.find(exchange.caller(), name)
                        .or(() -> Optional.of(unsecured).filter(one -> is(one, name)))
                        .orElseThrow(() ->
                                Refusal.notFound("There is no searchable data type of this name."));
        List<Map<String, String>> rows = new ArrayList<>();
        element.fields().forEach(field -> rows.add(row(element, field)));
        TableAnswer.write(exchange, SmallTable.of(exchange, "Search Fields", FIELD, rows));
    }

    private static boolean is(SearchElement element, String name) {
        return element.type().name().equalsIgnoreCase(name);
    }

    private static Map<String, String> row(SearchElement element, boolean isSecured, long count) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("ELEMENT_NAME", element.type().name());
        row.put("SINGULAR", element.type().singular());
        row.put("PLURAL", element.type().plural());
        row.put("SECURED", Boolean.toString(isSecured));
        row.put("COUNT", Long.toString(count));
        return row;
    }

    private static Map<String, String> row(SearchElement element, SearchField field) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("FIELD_ID", field.id());
        row.put("HEADER", field.header());
        row.put("SUMMARY", field.header() + " (" + field.id() + ")");
        row.put("TYPE", field.type());
        row.put("REQUIRES_VALUE", "false");
        row.put("DESC", field.header());
        row.put("ELEMENT_NAME", element.type().name());
        row.put("SRC", "0");
        return row;
    }
}
