package org.africai.server.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.africai.server.access.Caller;
import org.africai.server.db.Transactions;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;

/// How imports get on, for senders who want to watch: each gives its import a word and asks for
/// what was said under it. What was said survives the server's end, and is told to that account
/// alone.
public final class Progress {
    /// How many imports an account watches at a time; the oldest are forgotten.
    static final int MAX_WATCHED = 1_000;

    private final ProgressTable table;
    private final Transactions transactions;
    private final Duration kept;

    Progress(ProgressTable table, Transactions transactions, Duration kept) {
        this.table = table;
        this.transactions = transactions;
        this.kept = kept;
    }

    /// How far an import is.
    public enum Stage {
        PROCESSING,
        WARNING,
        COMPLETED,
        FAILED;

        /// Whether nothing more is said.
        public boolean isLast() {
            return this == COMPLETED || this == FAILED;
        }
    }

    /// Something said of an import.
    public record Message(Instant at, Stage stage, String text) {}

    /// Refuses a word that cannot stand for an import.
    static void requireWord(@Nullable String id) {
        if (id != null && !id.matches("[\\w.:@-]{1,128}")) {
            throw Refusal.invalid(
                    "http-session-listener is 1 to 128 letters, digits and . : @ _ -");
        }
    }

    /// Does the work, and says how it begins and ends.
    ///
    /// @param id the sender's word for it; nothing is noted without one
    /// @param begin what is said before
    /// @param end what is said of the result
    <T> T watched(
            Caller caller,
            @Nullable String id,
            String begin,
            Supplier<T> work,
            Function<T, String> end) {
        begin(caller, id, begin);
        try {
            T result = work.get();
            say(caller, id, Stage.COMPLETED, end.apply(result));
            return result;
        } catch (Refusal refusal) {
            say(caller, id, Stage.FAILED, refusal.explanation());
            throw refusal;
        } catch (RuntimeException failure) {
            fail(caller, id, failure);
            throw failure;
        }
    }

    private void fail(Caller caller, @Nullable String id, RuntimeException failure) {
        try {
            say(caller, id, Stage.FAILED, "The server failed.");
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    /// What was said before under this word is forgotten.
    void begin(Caller caller, @Nullable String id, String text) {
        Long account = caller.account();
        if (id != null && account != null) {
            transactions.run(() -> {
                table.begin(account, id);
                table.forgetOldest(account, MAX_WATCHED);
                table.say(account, id, Stage.PROCESSING, text);
            });
        }
    }

    /// Says something of an import that is watched.
    void say(Caller caller, @Nullable String id, Stage stage, String text) {
        Long account = caller.account();
        if (id != null && account != null) {
            table.say(account, id, stage, text);
        }
    }

    /// What was said under this word to this account, the oldest first; empty when it watches no
    /// such import.
    public Optional<List<Message>> messages(Caller caller, String id) {
        Long account = caller.account();
        return account != null && table.isWatched(account, id)
                ? Optional.of(table.messages(account, id))
                : Optional.empty();
    }

    /// Forgets an import.
    public void forget(Caller caller, String id) {
        if (caller.account() != null) {
            table.forget(caller.account(), id);
        }
    }

    /// Ends, at start, what the server's end interrupted.
    void endInterrupted() {
        table.endInterrupted("The server ended before this was done. Send it again.");
    }

    /// Forgets what is old.
    void sweep() {
        table.sweep(kept.toSeconds());
    }
}
