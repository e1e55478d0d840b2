package org.africai.store;

/// What a sweep removed.
///
/// @param blobs how many orphans
/// @param bytes of those
/// @param spoolFiles how many files that a process had left in the spool when it died
/// @param skipped whether nothing was looked at, because the clock had been set: ages could not be
///   told
public record Swept(long blobs, long bytes, long spoolFiles, boolean skipped) {
    static final Swept SKIPPED = new Swept(0, 0, 0, true);
}
