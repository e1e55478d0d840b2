package org.africai.server.intake;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.africai.server.access.Caller;
import org.africai.server.intake.Destination.Spot;
import org.africai.server.intake.PrearchiveTable.Draft;

/// Finds new sessions a place in the prearchive: a timestamp, and a folder named like the session.
final class Spots {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// How many sessions of one name may arrive in the same second.
    private static final int MAX_TRIES = 1_000;

    private static final int MAX_FOLDER = 128;

    private final Ground ground;

    Spots(Ground ground) {
        this.ground = ground;
    }

    /// Makes a waiting session at a free place.
    ///
    /// @return its key
    long insert(Draft draft, Caller caller) {
        return insert(draft, caller.login());
    }

    /// As the other `insert`.
    ///
    /// @param login who sent it
    long insert(Draft draft, String login) {
        String folder = folder(draft.label());
        Instant now = ground.clock().instant();
        for (int i = 0; i < MAX_TRIES; i++) {
            Spot spot = new Spot(timestamp(now.plusMillis(i)), folder);
            Optional<Long> key = ground.sessions().insert(draft, spot, login);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new IllegalStateException("no free place in the prearchive");
    }

    /// A moment as the prearchive writes it: `20260131_130500123`.
    static String timestamp(Instant at) {
        return TIMESTAMP.format(at);
    }

    private static String folder(String label) {
        String folder = label.replaceAll("[^\\w-]", "_");
        return folder.substring(0, Math.min(folder.length(), MAX_FOLDER));
    }
}
