package org.africai.server.search;

import java.util.List;
import org.africai.server.http.ResultTable;

/// What a search found.
///
/// @param root the data type of the things found
/// @param id what the rows are kept under; empty when they are not
public record SearchResult(String root, String id, List<SearchColumn> columns, ResultTable table) {
    public SearchResult {
        columns = List.copyOf(columns);
    }
}
