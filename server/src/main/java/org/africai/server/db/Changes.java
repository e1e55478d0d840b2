package org.africai.server.db;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.africai.server.http.Refusal;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.TransactionSystemException;

/// Where a request changes things: wholly or not at all.
///
/// The one place that knows what it means when the database refuses because another request was
/// faster: a name taken in the same moment is a conflict; requests that wait for each other, or
/// whose ground was deleted under them, are tried again, which is safe since a change touches
/// nothing but the database. A change within another is part of it, and tried again with it only:
/// the database has given up the whole transaction.
public final class Changes {
    private static final int ATTEMPTS = 3;

    /// PostgreSQL's `foreign_key_violation`.
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    /// PostgreSQL's class of deadlocks and the like.
    private static final String TRANSACTION_ROLLBACK = "40";

    private final Transactions transactions;

    public Changes(Transactions transactions) {
        this.transactions = transactions;
    }

    /// Does `work` in a transaction.
    ///
    /// @throws Refusal also as a conflict, when another request took a name first, and as busy,
    ///   when the database did not let the change through in several attempts
    public <T> T run(Supplier<T> work) {
        if (transactions.isOpen()) {
            return work.get();
        }
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.run(work);
            } catch (DuplicateKeyException taken) {
                throw new Refusal(
                        Refusal.Reason.CONFLICT,
                        "Another request has just taken this name. Look at what is there now.",
                        taken);
            } catch (DataIntegrityViolationException missing) {
                if (!isMissing(missing)) {
                    throw missing;
                }
                requireMore(attempt, missing);
            } catch (PessimisticLockingFailureException locked) {
                requireMore(attempt, locked);
            } catch (TransactionSystemException atCommit) {
                if (!isRollback(atCommit)) {
                    throw atCommit;
                }
                requireMore(attempt, atCommit);
            }
        }
    }

    /// Whether a row was to be named that another request had just deleted.
    private static boolean isMissing(DataIntegrityViolationException violation) {
        return violation.getRootCause() instanceof SQLException cause
                && FOREIGN_KEY_VIOLATION.equals(cause.getSQLState());
    }

    /// Whether deferred triggers waited for another transaction that waited for this one.
    private static boolean isRollback(TransactionSystemException failure) {
        return failure.getRootCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && cause.getSQLState().startsWith(TRANSACTION_ROLLBACK);
    }

    private static void requireMore(int attempt, RuntimeException failure) {
        if (attempt == ATTEMPTS) {
            throw new Refusal(
                    Refusal.Reason.BUSY, "Others are changing the same data. Try again.", failure);
        }
    }

    public void run(Runnable work) {
        run(() -> {
            work.run();
            return true;
        });
    }
}
