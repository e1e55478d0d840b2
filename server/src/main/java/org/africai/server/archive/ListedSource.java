package org.africai.server.archive;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.africai.server.schema.Shortcuts;
import org.jspecify.annotations.Nullable;

/// Where a list comes from: tables, the columns they give, and the rows the caller may see.
///
/// @param title what the rows are
/// @param shortcuts the short names of columns
/// @param defaults the columns that are shown when none are asked for
/// @param given columns that only lists have (`URI`, `insert_date`), by name in lower case
/// @param parts the tables, that of the things listed first
/// @param from SQL from `from` on
/// @param where SQL conditions that always hold
/// @param usually SQL conditions that hold unless assessors are asked for by their type
/// @param key SQL that the rows are sorted by in the end
/// @param parameters what `from` and `where` bind
record ListedSource(
        String title,
        Shortcuts shortcuts,
        List<String> defaults,
        Map<String, ListedColumn> given,
        List<ListedPart> parts,
        String from,
        List<String> where,
        List<String> usually,
        String key,
        Map<String, @Nullable Object> parameters) {
    ListedSource {
        defaults = List.copyOf(defaults);
        Map<String, ListedColumn> byLowerCase = new HashMap<>();
        given.forEach((name, column) -> byLowerCase.put(name.toLowerCase(Locale.ROOT), column));
        given = byLowerCase;
        parts = List.copyOf(parts);
        where = List.copyOf(where);
        usually = List.copyOf(usually);
    }

    /// The table of the things listed.
    ListedPart own() {
        return parts.getFirst();
    }

    Optional<ListedColumn> given(String name) {
        return Optional.ofNullable(given.get(name.toLowerCase(Locale.ROOT)));
    }
}
