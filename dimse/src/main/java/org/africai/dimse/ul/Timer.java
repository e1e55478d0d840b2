package org.africai.dimse.ul;

/// What was waited for when a peer was too slow.
public enum Timer {
    /// Request or answer of the association, release, or the closing of the connection (PS3.8
    /// §9.1.5).
    ARTIM,
    /// The next message.
    IDLE,
    /// The rest of a message that has begun.
    MESSAGE,
    /// The answer to an operation.
    RESPONSE,
    /// The peer taking what was sent.
    WRITE
}
