package org.africai.server.archive;

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
}
