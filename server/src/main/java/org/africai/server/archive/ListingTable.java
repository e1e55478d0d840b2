package org.africai.server.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.africai.server.access.Scope;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;

/// Runs the statement of a list.
final class ListingTable {
    private final Sql sql;

    ListingTable(Sql sql) {
        this.sql = sql;
    }

    /// A list's statement, made of the fragments of the `…ListTable` classes.
    ///
    /// @param columns expressions, each a text
    /// @param from tables and joins
    /// @param where conditions that all hold
    /// @param orderBy expressions
    record Statement(
            List<String> columns,
            String from,
            List<String> where,
            List<String> orderBy,
            Listing.Page page,
            ListingParameters parameters) {
        private String text() {
            StringBuilder text = new StringBuilder("select ");
            for (int i = 0; i < columns.size(); i++) {
                text.append(i == 0 ? "" : ", ").append(columns.get(i)).append(" as c").append(i);
            }
            text.append('\n').append(from);
            if (!where.isEmpty()) {
                text.append("\nwhere ").append(String.join("\n  and ", where));
            }
            text.append("\norder by ").append(String.join(", ", orderBy));
            if (page.limit() != null) {
                text.append("\nlimit ").append(parameters.add(page.limit()));
            }
            if (page.offset() > 0) {
                text.append("\noffset ").append(parameters.add(page.offset()));
            }
            return text.toString();
        }
    }

    /// Hands on the rows one at a time, each as long as the columns are many.
    void each(Statement statement, Consumer<List<String>> reader) {
        Sql.Query query = sql.of(statement.text());
        statement.parameters().values().forEach(query::bind);
        int columns = statement.columns().size();
        query.each(row -> reader.accept(cells(row, columns)));
    }

    private static List<String> cells(Row row, int columns) {
        List<String> cells = new ArrayList<>(columns);
        for (int i = 0; i < columns; i++) {
            cells.add(row.textOrEmpty(i));
        }
        return cells;
    }

    /// A scope as parameters, as [Scope#bindTo] binds it.
    static Map<String, Object> bounds(Scope scope) {
        return Map.of("everything", scope.everything(), "projects", keys(scope));
    }

    static long[] keys(Scope scope) {
        return scope.projects().stream().mapToLong(Long::longValue).toArray();
    }
}
