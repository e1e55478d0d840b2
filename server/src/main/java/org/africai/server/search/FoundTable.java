package org.africai.server.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.africai.server.db.Sql;
import org.jspecify.annotations.Nullable;

/// Rows that searches found and that are kept for a while.
final class FoundTable {
    private final Sql sql;

    FoundTable(Sql sql) {
        this.sql = sql;
    }

    /// @param columns JSON
    void insert(String id, String login, String root, String columns) {
        sql.of(
                        """
                        insert into found_set (id, login, root, columns)
                        values (:id, :login, :root, cast(:columns as jsonb))\
                        """)
                .bind("id", id)
                .bind("login", login)
                .bind("root", root)
                .bind("columns", columns)
                .update();
    }

    /// @param first number of the first row
    void insertRows(String id, long first, List<List<String>> rows) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        long number = first;
        for (List<String> cells : rows) {
            Map<String, @Nullable Object> row = new HashMap<>();
            row.put("id", id);
            row.put("n", number++);
            row.put("cells", cells.toArray(String[]::new));
            all.add(row);
        }
        sql.batch("insert into found_row (set_id, n, cells) values (:id, :n, :cells)", all);
    }

    /// Forgets what is older than a day, and of one's own all but the newest.
    void forget(String login, int kept) {
        sql.of(
                        """
                        delete from found_set
                         where created_at < now() - interval '1 day'
                            or id in (select id from found_set where login = :login
                                       order by created_at desc, id offset :kept)\
                        """)
                .bind("login", login)
                .bind("kept", kept)
                .update();
    }

    record Kept(String root, String columns) {}

    Optional<Kept> find(String id, String login) {
        return sql.of("select root, columns from found_set where id = :id and login = :login")
                .bind("id", id)
                .bind("login", login)
                .one(row -> new Kept(row.text("root"), row.text("columns")));
    }

    /// How the rows are to be handed on.
    ///
    /// @param sortBy place of a column, from 0; -1 for the order in which they were found
    /// @param limit most rows; `null` for all
    record Page(
            int sortBy, boolean numeric, boolean descending, long offset, @Nullable Long limit) {}

    void each(String id, Page page, Consumer<List<String>> reader) {
        Sql.Query query = sql.of(text(page)).bind("id", id).bind("sortBy", page.sortBy() + 1);
        query.bind("offset", page.offset()).bind("limit", page.limit());
        query.each(row -> reader.accept(row.texts("cells")));
    }

    private static String text(Page page) {
        String value = "nullif(cells[:sortBy], '')";
        String sorted =
                page.numeric()
                        ? """
                        case when pg_input_is_valid(%s, 'double precision')
                             then cast(%s as double precision) end\
                        """
                                .formatted(value, value)
                        : value;
        String order =
                page.sortBy() < 0
                        ? "n"
                        : sorted + (page.descending() ? " desc nulls last, n" : " nulls last, n");
        return """
        select cells from found_row where set_id = :id order by %s
         limit cast(:limit as bigint) offset :offset\
        """
                .formatted(order);
    }

    /// The different values of a column, each with how many rows have it.
    ///
    /// @param column its place, from 0
    void eachValue(String id, int column, Consumer<List<String>> reader) {
        sql.of(
                        """
                        select cells[:column] as value, count(*) as n
                          from found_row
                         where set_id = :id
                         group by 1
                         order by 1\
                        """)
                .bind("id", id)
                .bind("column", column + 1)
                .each(row ->
                        reader.accept(
                                List.of(row.textOrEmpty("value"), Long.toString(row.number("n")))));
    }
}
