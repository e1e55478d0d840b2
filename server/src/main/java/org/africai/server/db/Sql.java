package org.africai.server.db;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/// The one way to ask the database.
///
/// A statement is a text block with named parameters (`:name`), read row by row through a [Row]
/// lambda:
///
/// ```java
/// Optional<Project> find(ProjectId id) {
///     return sql.of("""
///             select key, id, name
///               from project
///              where id = :id""")
///         .bind("id", id.value())
///         .one(PROJECT);
/// }
/// ```
///
/// Statements join the transaction opened by [Transactions] on the same thread, and run each in its
/// own otherwise. Thread-safe.
public final class Sql {
    /// Rows fetched at a time by [Query#each]: bounds memory however long the result is.
    private static final int ROWS_PER_FETCH = 1_000;

    private final NamedParameterJdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate streaming;
    private final Transactions transactions;
    private final AtomicLong statements = new AtomicLong();

    public Sql(DataSource dataSource, Transactions transactions) {
        this.jdbc = new NamedParameterJdbcTemplate(dataSource);
        var cursors = new JdbcTemplate(dataSource);
        cursors.setFetchSize(ROWS_PER_FETCH);
        this.streaming = new NamedParameterJdbcTemplate(cursors);
        this.transactions = transactions;
    }

    /// A statement that is yet to get its parameters.
    public Query of(String text) {
        return new Query(text);
    }

    /// How many statements were sent since start; tests compare it before and after a request.
    public long statementsSent() {
        return statements.get();
    }

    /// One statement with its parameters. Not for reuse.
    public final class Query {
        private final String text;
        private final Map<String, @Nullable Object> parameters = new HashMap<>();

        private Query(String text) {
            this.text = text;
        }

        /// Gives the parameter `:name` its value: text, numbers, booleans, `Instant`s (as
        /// `OffsetDateTime`), `byte[]`, `long[]` and `String[]` (for `= any(:name)`). JSON is bound
        /// as text and cast in the statement: `cast(:item as jsonb)`.
        public Query bind(String name, @Nullable Object value) {
            parameters.put(name, Row.toSql(value));
            return this;
        }

        /// The row, if there is one.
        ///
        /// @throws org.springframework.dao.IncorrectResultSizeDataAccessException when there are
        ///   more: the statement was meant to find one
        public <T> Optional<T> one(Function<Row, T> row) {
            return Optional.ofNullable(DataAccessUtils.singleResult(list(row)));
        }

        /// The row that a statement with `returning`, or an aggregate, always has.
        public <T> T only(Function<Row, T> row) {
            return one(row).orElseThrow(() -> new IllegalStateException("no row: " + text));
        }

        /// All rows, in memory: for results that are short by nature or by `limit`.
        public <T> List<T> list(Function<Row, T> row) {
            statements.incrementAndGet();
            return jdbc.query(text, parameters, (result, number) -> row.apply(new Row(result)));
        }

        /// Hands each row to `reader` as it arrives, with memory for a thousand rows at most. The
        /// connection is held until the last row is read.
        public void each(Consumer<Row> reader) {
            statements.incrementAndGet();
            transactions.run(() ->
                    streaming.query(
                            text,
                            parameters,
                            result -> {
                                reader.accept(new Row(result));
                            }));
        }

        /// Whether the statement finds any row.
        public boolean any() {
            return !list(row -> true).isEmpty();
        }

        /// Runs an insert, update or delete.
        ///
        /// @return how many rows it changed
        public int update() {
            statements.incrementAndGet();
            return jdbc.update(text, parameters);
        }
    }

    /// Runs `text` once for each of `rows` in as few round trips as possible.
    ///
    /// @param rows the named parameters of each run
    public void batch(String text, List<Map<String, @Nullable Object>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        statements.incrementAndGet();
        @SuppressWarnings({"unchecked", "rawtypes"}) // Spring takes an array of raw maps
        Map<String, Object>[] parameters =
                rows.stream()
                        .map(row -> {
                            Map<String, @Nullable Object> bound = new HashMap<>();
                            row.forEach((name, value) -> bound.put(name, Row.toSql(value)));
                            return bound;
                        })
                        .toArray(Map[]::new);
        jdbc.batchUpdate(text, parameters);
    }
}
