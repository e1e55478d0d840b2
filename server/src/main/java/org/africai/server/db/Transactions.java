package org.africai.server.db;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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

    public Transactions(DataSource dataSource) {
        this.template = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    /// Does `work` wholly or not at all, and gives its result.
    public <T extends @Nullable Object> T run(Supplier<T> work) {
        return template.execute(status -> work.get());
    }

    /// Does `work` wholly or not at all.
    public void run(Runnable work) {
        template.executeWithoutResult(status -> work.run());
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
