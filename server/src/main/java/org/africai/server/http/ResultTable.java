package org.africai.server.http;

import java.util.List;
import java.util.function.Consumer;

/// A listing on its way to a client: named columns, and rows that are handed out one at a time.
///
/// @param title what the rows are, `Subjects`; empty for none
/// @param columns the names, in order
/// @param rows where the rows come from
public record ResultTable(String title, List<String> columns, Rows rows) {
    public ResultTable {
        columns = List.copyOf(columns);
    }

    /// A listing that is in memory already.
    public static ResultTable of(String title, List<String> columns, List<List<String>> rows) {
        return new ResultTable(title, columns, rows::forEach);
    }

    /// A source of rows. Each is as long as the columns are many; an absent value is `""`.
    public interface Rows {
        void each(Consumer<List<String>> reader);
    }
}
