package org.africai.server.xnatapi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.africai.server.http.ResultTable;

/// A list that is in memory, with the columns that a client asks for.
final class SmallTable {
    private SmallTable() {}

    /// @param defaults the columns shown when none are asked for; always shown, after those asked
    /// @param rows values by column; a column that a row does not have is empty
    static ResultTable of(
            Exchange exchange,
            String title,
            List<String> defaults,
            List<Map<String, String>> rows) {
        Set<String> columns = new LinkedHashSet<>();
        exchange.query().values("columns").stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !name.equals("DEFAULT"))
                .forEach(columns::add);
        columns.addAll(defaults);
        List<List<String>> cells = new ArrayList<>();
        for (Map<String, String> row : rows) {
            cells.add(columns.stream().map(name -> row.getOrDefault(name, "")).toList());
        }
        return ResultTable.of(title, List.copyOf(columns), cells);
    }
}
