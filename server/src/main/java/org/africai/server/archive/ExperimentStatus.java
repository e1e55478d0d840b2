package org.africai.server.archive;

import java.util.Locale;
import java.util.Optional;

/// Whether an experiment is in use.
public enum ExperimentStatus {
    ACTIVE,
    /// Kept from those who have no role in its project until somebody has looked at it.
    QUARANTINE,
    LOCKED,
    OBSOLETE;

    /// The status as stored and spoken: `active`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ExperimentStatus> named(String word) {
        for (ExperimentStatus status : values()) {
            if (status.word().equalsIgnoreCase(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
