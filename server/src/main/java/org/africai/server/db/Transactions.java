package org.africai.server.db;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Where a transaction begins and ends.
///
/// Transactions are short: no network and no blob is touched inside one. An exception rolls back; a
/// transaction inside another is part of it. Thread-safe.
public final class Transactions {
    private final TransactionTemplate template;
    private final JdbcTemplate database;

    public Transactions(DataSource dataSource) {
        this.template = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        this.database = new JdbcTemplate(dataSource);
    }

    /// Does `work` wholly or not at all, and gives its result.
    public <T extends @Nullable Object> T run(Supplier<T> work) {
        return template.execute(status -> work.get());
    }

    /// Does `work` wholly or not at all.
    public void run(Runnable work) {
        template.executeWithoutResult(status -> work.run());
    }

    /// Does `work` as [#run], for rows that many want to lock at once: they are let go before the
    /// disk has what was changed, so that those who wait need not wait for the disk one after the
    /// other. Like [#run] it returns only when the disk has it; others may see it a moment before.
    /// Statements are not planned anew for their values, so `work` is to find rows by keys.
    public <T extends @Nullable Object> T runContended(Supplier<T> work) {
        if (isOpen()) {
            return work.get();
        }
        T result =
                run(() -> {
                    database.execute(
                            "set local synchronous_commit = off;"
                                    + " set local plan_cache_mode = force_generic_plan");
                    return work.get();
                });
        forceToDisk();
        return result;
    }

    /// The log is one sequence: a small entry that has been forced to the disk, and to replicas
    /// where the database waits for them, has all before it there too.
    private void forceToDisk() {
        database.execute("select pg_logical_emit_message(true, 'africai', '')");
    }

    /// Whether a transaction is under way on this thread.
    boolean isOpen() {
        return TransactionSynchronizationManager.isActualTransactionActive();
    }

    /// Does `work` once the transaction under way has been committed; at once where none is. When
    /// the transaction rolls back, `work` is dropped.
    public void afterCommit(Runnable work) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            work.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        work.run();
                    }
                });
    }
}
