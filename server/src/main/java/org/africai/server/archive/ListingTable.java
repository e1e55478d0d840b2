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

    /// SQL that holds of what is not quarantined, or may be reviewed; binds what [#reviewed] does.
    ///
    /// @param experiment alias of the experiment
    /// @param project SQL of the key of the project in whose view it is
    static String shown(String experiment, String project) {
        return "("
                + experiment
                + ".status <> 'quarantine' or :reviewsAll or "
                + project
                + " = any(:reviewed) and ("
                + project
                + " <> all(:reviewLimited) or "
                + Scope.typed(project, experiment + ".xsi_type", ":reviewTyped")
                + "))";
    }

    /// A scope as parameters, as [Scope#bindTo] binds it.
    static Map<String, Object> bounds(Scope scope) {
        return Map.of(
                "everything", scope.everything(),
                "projects", scope.keys(),
                "limited", scope.limited(),
                "typed", scope.typed());
    }

    /// The scope in which quarantined experiments are shown as parameters.
    static Map<String, Object> reviewed(Scope scope) {
        return Map.of(
                "reviewsAll", scope.everything(),
                "reviewed", scope.keys(),
                "reviewLimited", scope.limited(),
                "reviewTyped", scope.typed());
    }
}
