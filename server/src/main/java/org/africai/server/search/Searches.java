package org.africai.server.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.archive.Archive;
import org.africai.server.archive.Inquiry;
import org.africai.server.archive.Listing;
import org.africai.server.db.Sql;
import org.africai.server.db.Transactions;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.http.ResultTable;
import org.africai.server.schema.TypeRegistry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Runs searches. Nobody finds what they do not read; nothing that is found tells of the rest.
public final class Searches {
    /// Most sets of rows that are kept for one person.
    static final int MAX_KEPT = 20;

    private static final int ROWS_PER_BATCH = 1_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final Archive archive;
    private final TypeRegistry registry;
    private final Transactions transactions;
    private final FoundTable found;
    private final Supplier<String> ids;

    /// @param ids makes IDs that cannot be guessed
    public Searches(
            Archive archive,
            TypeRegistry registry,
            Sql sql,
            Transactions transactions,
            Supplier<String> ids) {
        this.archive = archive;
        this.registry = registry;
        this.transactions = transactions;
        this.found = new FoundTable(sql);
        this.ids = ids;
    }

    /// Which rows are wanted, in which order.
    ///
    /// @param sortBy what the answer calls the column; `null` for the order in which things were
    ///   made
    public record Wish(@Nullable String sortBy, boolean descending, Listing.Page page) {
        public static final Wish ALL = new Wish(null, false, Listing.Page.ALL);
    }

    /// What the search finds for the caller, row by row.
    ///
    /// @throws Refusal when it cannot be understood
    public SearchResult run(Caller caller, SearchDocument search, Wish wish) {
        var plan = new SearchPlan(registry, search);
        List<SearchColumn> columns = plan.columns();
        Inquiry inquiry =
                plan.inquiry(wish.page(), orders(columns, wish), project -> reads(caller, project));
        return new SearchResult(
                plan.root().type().name(), "", columns, archive.listings().search(caller, inquiry));
    }

    private static List<Listing.Order> orders(List<SearchColumn> columns, Wish wish) {
        return columns.stream()
                .filter(column -> column.key().equalsIgnoreCase(wish.sortBy()))
                .map(column -> new Listing.Order(column.path(), wish.descending()))
                .toList();
    }

    private boolean reads(Caller caller, String project) {
        try {
            archive.locator().project(caller, Right.READ, project);
            return true;
        } catch (Refusal notTheirs) {
            return false;
        }
    }

    /// Runs the search and keeps what it finds, so that pages of it do not change while things are
    /// added. Kept for a day, for the caller alone.
    public SearchResult keep(Caller caller, SearchDocument search, Wish wish) {
        SearchResult result =
                run(caller, search, new Wish(wish.sortBy(), wish.descending(), Listing.Page.ALL));
        String id = ids.get();
        transactions.run(() -> {
            found.forget(caller.login(), MAX_KEPT - 1);
            found.insert(
                    id, caller.login(), result.root(), JSON.writeValueAsString(result.columns()));
            insertRows(id, result.table());
        });
        return kept(caller, id, new Wish(null, false, wish.page()));
    }

    private void insertRows(String id, ResultTable table) {
        List<List<String>> batch = new ArrayList<>();
        long[] number = {0};
        table.rows()
                .each(row -> {
                    batch.add(row);
                    if (batch.size() == ROWS_PER_BATCH) {
                        found.insertRows(id, number[0], batch);
                        number[0] += batch.size();
                        batch.clear();
                    }
                });
        found.insertRows(id, number[0], batch);
    }

    /// What a search found that was kept.
    ///
    /// @throws Refusal when nothing is kept for the caller under this ID
    public SearchResult kept(Caller caller, String id, Wish wish) {
        FoundTable.Kept kept =
                found.find(id, caller.login())
                        .orElseThrow(() ->
                                Refusal.notFound(
                                        "No search of yours is kept under this ID; search again."));
        List<SearchColumn> columns = List.of(JSON.readValue(kept.columns(), SearchColumn[].class));
        var page = page(columns, wish);
        var table =
                new ResultTable(
                        "",
                        columns.stream().map(SearchColumn::key).toList(),
                        reader -> found.each(id, page, reader));
        return new SearchResult(kept.root(), id, columns, table);
    }

    /// The different values that a column of kept rows has, with how many rows have each.
    ///
    /// @throws Refusal when nothing is kept for the caller under this ID, or without such a column
    public ResultTable values(Caller caller, String id, String column) {
        SearchResult kept = kept(caller, id, Wish.ALL);
        int place = place(kept.columns(), column);
        return new ResultTable(
                "",
                List.of(kept.columns().get(place).key(), "count"),
                reader -> found.eachValue(id, place, reader));
    }

    private static int place(List<SearchColumn> columns, String key) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).key().equalsIgnoreCase(key)) {
                return i;
            }
        }
        throw new Refusal(Reason.INVALID, "The rows have no column of this name.");
    }

    private static FoundTable.Page page(List<SearchColumn> columns, Wish wish) {
        int sortBy = wish.sortBy() == null ? -1 : place(columns, wish.sortBy());
        boolean numeric =
                sortBy >= 0
                        && Optional.of(columns.get(sortBy).type())
                                .filter(type -> type.equals("integer") || type.equals("float"))
                                .isPresent();
        return new FoundTable.Page(
                sortBy, numeric, wish.descending(), wish.page().offset(), wish.page().limit());
    }
}
