package org.africai.store;

import java.util.HexFormat;

/// The SHA-256 digest of a blob's bytes, which is also its name.
///
/// @param hex 64 lower-case hexadecimal digits
public record Sha256(String hex) {
    /// @throws IllegalArgumentException when `hex` is not a SHA-256 digest
    public Sha256 {
        if (!hex.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256 digest: '" + hex + "'");
        }
    }

    /// The digest whose 32 bytes are given.
    public static Sha256 of(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
    }

    @Override
    public String toString() {
        return hex;
    }
}
