package org.africai.dimse;

/// How far a retrieval is (PS3.7 §9.1.3), each number up to 65,535.
///
/// @param remaining not yet begun
/// @param completed sent and stored
/// @param failed not sent or not stored
/// @param warning sent and stored with a warning
public record SubOperations(int remaining, int completed, int failed, int warning) {
    private static final int MOST = 0xFFFF;

    /// Numbers that do not fit are told as the greatest one.
    public SubOperations {
        remaining = Math.min(remaining, MOST);
        completed = Math.min(completed, MOST);
        failed = Math.min(failed, MOST);
        warning = Math.min(warning, MOST);
    }
}
