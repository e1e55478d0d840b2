package org.africai.store;

import java.nio.file.FileSystemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells a full disk from other failures. Java has no exception type for it, only the operating
/// system's words (ENOSPC, EDQUOT).
final class NoSpace {
    private static final List<String> WORDS =
            List.of("No space left on device", "Disk quota exceeded");

    private NoSpace() {}

    static boolean isCauseOf(Throwable failure) {
        String reason =
                failure instanceof FileSystemException e ? e.getReason() : failure.getMessage();
        return names(reason);
    }

    private static boolean names(@Nullable String reason) {
        return reason != null && WORDS.stream().anyMatch(reason::contains);
    }
}
