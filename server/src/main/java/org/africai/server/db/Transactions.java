package org.africai.server.db;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Where a transaction begins and ends.
///
/// Transactions are short: no network and no blob is touched inside one. An exception rolls back; a
/// transaction inside another is part of it. Thread-safe.
public final class Transactions {
    /// What is to follow the transaction under way on a thread; absent where none is.
    private static final ThreadLocal<@Nullable List<Runnable>> FOLLOW_UPS = new ThreadLocal<>();

    private final TransactionTemplate template;
    private final JdbcTemplate database;

    public Transactions(DataSource dataSource) {
        this.template = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        this.database = new JdbcTemplate(dataSource);
    }

    /// Does `work` wholly or not at all, and gives its result.
    public <T extends @Nullable Object> T run(Supplier<T> work) {
        if (isOpen()) {
            return template.execute(status -> work.get());
        }
        List<Runnable> afterwards = new ArrayList<>();
        FOLLOW_UPS.set(afterwards);
        T result;
        try {
            result = template.execute(status -> work.get());
        } finally {
            FOLLOW_UPS.remove();
        }
        afterwards.forEach(Runnable::run);
        return result;
    }

    /// Does `work` wholly or not at all.
    public void run(Runnable work) {
        run(() -> {
            work.run();
            return true;
        });
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

    /// Does `work` once the transaction under way has been committed and its connection been given
    /// back, so that `work` may open transactions of its own; at once where none is under way. When
    /// the transaction rolls back, `work` is dropped. What `work` throws reaches whoever opened the
    /// transaction, although that is committed.
    public void afterCommit(Runnable work) {
        List<Runnable> afterwards = FOLLOW_UPS.get();
        if (afterwards == null) {
            work.run();
            return;
        }
        afterwards.add(work);
    }
}
