package org.africai.store;

/// Which digests of a file are computed while it is received.
public enum Hashing {
    /// SHA-256, MD5 and CRC-32.
    ALL,
    /// SHA-256, which names the blob, and CRC-32. MD5 costs twice as much as both and names nothing
    /// here: where many files come in a hurry it is computed when somebody asks for it, by
    /// [Md5#of(java.io.InputStream)].
    WITHOUT_MD5
}
