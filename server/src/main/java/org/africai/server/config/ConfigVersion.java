package org.africai.server.config;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One version of a setting.
///
/// @param number the version's own number in the whole server, by which records may name it
/// @param project the project's ID, `null` for the site
/// @param version from 1 on; the highest is in force
/// @param unversioned whether it was written over the version before it
/// @param reason what was said about the change
public record ConfigVersion(
        long number,
        @Nullable String project,
        ConfigName name,
        int version,
        boolean isEnabled,
        boolean unversioned,
        String contents,
        String reason,
        Instant createdAt,
        String createdBy) {}
