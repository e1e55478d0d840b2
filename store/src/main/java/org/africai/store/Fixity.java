package org.africai.store;

/// What was found when a blob was read again.
public sealed interface Fixity {
    /// The name of the blob, which is the digest its bytes should have.
    Sha256 blob();

    /// All bytes are what they should be.
    ///
    /// @param size in bytes
    record Intact(Sha256 blob, long size) implements Fixity {}

    /// The bytes are others, or more, or fewer.
    ///
    /// @param found what the bytes are now
    record Damaged(Sha256 blob, Digests found) implements Fixity {}

    /// There is no such blob.
    record Missing(Sha256 blob) implements Fixity {}

    /// The disk does not give the bytes.
    ///
    /// @param reason what the operating system says
    record Unreadable(Sha256 blob, String reason) implements Fixity {}
}
