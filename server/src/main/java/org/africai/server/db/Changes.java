package org.africai.server.db;

import java.util.function.Supplier;
import org.africai.server.http.Refusal;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;

/// Where a request changes things: wholly or not at all.
///
/// The one place that knows what it means when the database refuses because another request was
/// faster: a name taken in the same moment is a conflict; requests that wait for each other are
/// tried again, which is safe since a change touches nothing but the database.
public final class Changes {
    private static final int ATTEMPTS = 3;

    private final Transactions transactions;

    public Changes(Transactions transactions) {
        this.transactions = transactions;
    }

    /// Does `work` in a transaction.
    ///
    /// @throws Refusal also as a conflict, when another request took a name first, and as busy,
    ///   when the database did not let the change through in several attempts
    public <T> T run(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.run(work);
            } catch (DuplicateKeyException taken) {
                throw new Refusal(
                        Refusal.Reason.CONFLICT,
                        "Another request has just taken this name. Look at what is there now.",
                        taken);
            } catch (PessimisticLockingFailureException locked) {
                if (attempt == ATTEMPTS) {
                    throw new Refusal(
                            Refusal.Reason.BUSY,
                            "Others are changing the same data. Try again.",
                            locked);
                }
            }
        }
    }

    public void run(Runnable work) {
        run(() -> {
            work.run();
            return true;
        });
    }
}
