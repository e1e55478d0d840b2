package org.africai.server.archive;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One table that the columns of a list come from: that of the things listed, or of what belongs to
/// them.
///
/// @param base the data type whose fields, and whose subtypes' fields, are in it
/// @param given columns that documents do not have (`URI`, `insert_date`), by name in lower case
/// @param columns fields that columns hold, by path in lower case
/// @param item the column with the rest of the document
/// @param variables the column with the custom variables; `null` when there is none
/// @param type the column with the data type; `null` when all rows are of the base type
/// @param join how the table is joined when a column of it is asked for, `:types` being the data
///   types asked for; empty when it always is joined, and for the part of a [ListedBranch]
record ListedPart(
        String base,
        Map<String, ListedColumn> given,
        Map<String, ListedColumn> columns,
        String item,
        @Nullable String variables,
        @Nullable String type,
        String join) {
    ListedPart {
        given = byLowerCase(given);
        columns = byLowerCase(columns);
    }

    private static Map<String, ListedColumn> byLowerCase(Map<String, ListedColumn> columns) {
        Map<String, ListedColumn> byLowerCase = new LinkedHashMap<>();
        columns.forEach((path, column) -> byLowerCase.put(path.toLowerCase(Locale.ROOT), column));
        return byLowerCase;
    }

    /// The column of that name which documents do not have.
    Optional<ListedColumn> given(String name) {
        return Optional.ofNullable(given.get(name.toLowerCase(Locale.ROOT)));
    }
}
