package org.africai.server.config;

import org.jspecify.annotations.Nullable;

/// What a setting shall be; what is absent stays as it is.
///
/// @param unversioned whether the version in force is written over rather than followed by another
public record ConfigChange(
        @Nullable String contents,
        @Nullable Boolean isEnabled,
        boolean unversioned,
        String reason) {}
