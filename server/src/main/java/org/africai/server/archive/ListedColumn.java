package org.africai.server.archive;

import java.util.LinkedHashMap;
import java.util.Map;

/// A value that a list can show, filter and sort by, in SQL.
///
/// @param sql an expression that is written in one of the `…ListTable` classes, or made of such
///   fragments and parameters: never of what a client sent
/// @param kind what its values are
record ListedColumn(String sql, Kind kind) {
    enum Kind {
        TEXT,
        NUMBER,
        DATE,
        TIME,
        /// A text `YYYY-MM-DDTHH:mm:ss`.
        DATE_TIME,
        /// A `timestamptz`.
        MOMENT
    }

    static ListedColumn text(String sql) {
        return new ListedColumn(sql, Kind.TEXT);
    }

    static ListedColumn number(String sql) {
        return new ListedColumn(sql, Kind.NUMBER);
    }

    static ListedColumn date(String sql) {
        return new ListedColumn(sql, Kind.DATE);
    }

    static ListedColumn time(String sql) {
        return new ListedColumn(sql, Kind.TIME);
    }

    static ListedColumn moment(String sql) {
        return new ListedColumn(sql, Kind.MOMENT);
    }

    /// The columns of a table under another alias.
    ///
    /// @param columns with `{x}` for the alias and `{v}` for the key of the project in whose view a
    ///   row is
    static Map<String, ListedColumn> under(
            String alias, String view, Map<String, ListedColumn> columns) {
        Map<String, ListedColumn> under = new LinkedHashMap<>();
        columns.forEach((name, column) ->
                under.put(name, new ListedColumn(under(alias, view, column.sql()), column.kind())));
        return under;
    }

    static String under(String alias, String view, String sql) {
        return sql.replace("{x}", alias).replace("{v}", view);
    }
}
