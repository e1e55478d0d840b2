package org.africai.server.xnatapi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.africai.server.archive.Listing;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;

/// Reads the parameters of a list: `columns`, `xsiType`, `sortBy`, `sortOrder`, `limit`, `offset`,
/// `recent`; every other one is a filter on the column that it names.
final class ListingRequest {
    private static final long DEFAULT_LIMIT = 100;

    private static final Set<String> NOT_FILTERS =
            Set.of(
                    "format",
                    "columns",
                    "xsiType",
                    "sortBy",
                    "sortOrder",
                    "limit",
                    "offset",
                    "recent",
                    "req_format",
                    "fields");

    private ListingRequest() {}

    static Listing of(Exchange exchange, Listing.Of what) {
        QueryParameters query = exchange.query();
        return new Listing(
                what,
                columns(query),
                query.first("xsiType").filter(type -> !type.isBlank()).orElse(null),
                query.all().stream()
                        .filter(p -> !NOT_FILTERS.contains(p.name()) && !p.value().isBlank())
                        .map(p -> new Listing.Filter(p.name(), p.value()))
                        .toList(),
                orders(query),
                page(query),
                recent(query));
    }

    private static List<String> columns(QueryParameters query) {
        return query.values("columns").stream().flatMap(list -> split(list).stream()).toList();
    }

    /// At commas outside of brackets: a condition in a path may hold one.
    private static List<String> split(String list) {
        List<String> names = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i <= list.length(); i++) {
            char c = i < list.length() ? list.charAt(i) : ',';
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
            if (c == ',' && (depth <= 0 || i == list.length())) {
                String name = list.substring(from, i).strip();
                if (!name.isEmpty()) {
                    names.add(name);
                }
                from = i + 1;
            }
        }
        return names;
    }

    private static List<Listing.Order> orders(QueryParameters query) {
        boolean descending =
                query.first("sortOrder")
                        .filter(order -> order.equalsIgnoreCase("desc"))
                        .isPresent();
        return query.first("sortBy").stream()
                .flatMap(names -> Arrays.stream(names.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> new Listing.Order(name, descending))
                .toList();
    }

    /// XNAT's way: with `limit` or `offset` given, the other is 100 or 0; `limit=*` is no limit.
    static Listing.Page page(QueryParameters query) {
        Optional<String> limit = query.first("limit");
        Optional<String> offset = query.first("offset");
        if (limit.isEmpty() && offset.isEmpty()) {
            return Listing.Page.ALL;
        }
        Long rows = null;
        if (limit.isEmpty()) {
            rows = DEFAULT_LIMIT;
        } else if (!limit.get().equals("*")) {
            rows = number("limit", limit.get());
        }
        return new Listing.Page(offset.map(text -> number("offset", text)).orElse(0L), rows);
    }

    private static @Nullable Integer recent(QueryParameters query) {
        return query.first("recent")
                .filter(days -> !days.isBlank())
                .map(days -> (int) Math.min(number("recent", days), 36_500))
                .orElse(null);
    }

    private static long number(String name, String text) {
        if (!text.matches("\\d{1,18}")) {
            throw Refusal.invalid("'" + name + "' is a whole number, not '" + text + "'.");
        }
        return Long.parseLong(text);
    }
}
