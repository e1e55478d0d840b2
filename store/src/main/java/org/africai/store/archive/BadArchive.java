package org.africai.store.archive;

import java.util.Optional;
import org.africai.store.Shown;
import org.jspecify.annotations.Nullable;

/// An archive that is refused: damaged, of an unknown kind, or with something in it that has no
/// place here. The message names the archive, the entry and the reason, and is meant for the person
/// who sent it.
public final class BadArchive extends RuntimeException {
    private final String archive;
    private final @Nullable String entry;
    private final String reason;

    BadArchive(String archive, @Nullable String entry, String reason, @Nullable Throwable cause) {
        super(message(archive, entry, reason), cause);
        this.archive = archive;
        this.entry = entry;
        this.reason = reason;
    }

    private static String message(String archive, @Nullable String entry, String reason) {
        String where = entry == null ? "" : ", entry '" + Shown.text(entry) + "'";
        return "archive '" + Shown.text(archive) + "'" + where + ": " + reason;
    }

    /// The archive's name as its sender gave it.
    public String archive() {
        return archive;
    }

    /// The entry's name as the archive gives it, empty when the whole archive is meant.
    public Optional<String> entry() {
        return Optional.ofNullable(entry);
    }

    public String reason() {
        return reason;
    }
}
