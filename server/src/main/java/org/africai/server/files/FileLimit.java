package org.africai.server.files;

import org.africai.server.http.Refusal;

/// Counts the files of one download, and keeps back what is damaged.
final class FileLimit {
    private final int limit;
    private int count;

    FileLimit(int limit) {
        this.limit = limit;
    }

    /// @throws Refusal when there are too many
    /// @throws IllegalStateException when a scrub found the file damaged
    void admit(StoredFile file) {
        if (++count > limit) {
            throw new Refusal(
                    Refusal.Reason.TOO_LARGE,
                    "That is more than " + limit + " files; download it in parts.");
        }
        if (file.isDamaged()) {
            throw new IllegalStateException("file " + file.key() + " is damaged and not given out");
        }
    }
}
