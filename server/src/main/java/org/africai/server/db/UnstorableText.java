package org.africai.server.db;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;

/// Tells text that no database row can hold, which is a caller's mistake, from a mistake of ours.
public final class UnstorableText {
    /// PostgreSQL's `character_not_in_repertoire` and `untranslatable_character`: NUL, in text and
    /// in JSON.
    private static final Set<String> STATES = Set.of("22021", "22P05");

    private UnstorableText() {}

    /// What to answer when that is why `failure` came about.
    public static Optional<Refusal> in(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && STATES.contains(sql.getSQLState())) {
                return Optional.of(
                        new Refusal(
                                Refusal.Reason.INVALID,
                                "What was sent holds the character NUL, which cannot be stored.",
                                failure));
            }
        }
        return Optional.empty();
    }
}
