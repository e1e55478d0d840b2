package org.africai.server.archive;

import org.jspecify.annotations.Nullable;

/// An invitation that was just made.
///
/// @param number XNAT's `par_id`
/// @param code what the invited person needs to accept; told here and never again. Absent where an
///   account was invited, which needs none
public record Invitation(long number, @Nullable String code) {
    @Override
    public String toString() {
        return "Invitation[" + number + "]";
    }
}
