package org.africai.server.db;

import java.util.Optional;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/// Tells a database that cannot be reached, or that gave up because it is stopping, from a mistake
/// of ours.
public final class DatabaseDown {
    private DatabaseDown() {}

    /// What to answer when that is why `failure` came about: 503, for the request may be made
    /// again.
    public static Optional<Refusal> in(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataAccessResourceFailureException
                    || cause instanceof TransientDataAccessResourceException
                    || cause instanceof CannotCreateTransactionException
                    || cause instanceof TransactionSystemException) {
                return Optional.of(
                        new Refusal(
                                Refusal.Reason.BUSY,
                                "The database cannot be reached at this moment. Try again in a"
                                        + " little while.",
                                failure));
            }
        }
        return Optional.empty();
    }
}
