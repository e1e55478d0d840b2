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

    /// Does `work` as [#run], with statements that find rows by keys: they are not planned anew for
    /// their values. Within another transaction this makes no difference.
    public <T extends @Nullable Object> T runByKeys(Supplier<T> work) {
        if (isOpen()) {
            return work.get();
        }
        return run(() -> {
            database.execute("set local plan_cache_mode = force_generic_plan");
            return work.get();
        });
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
