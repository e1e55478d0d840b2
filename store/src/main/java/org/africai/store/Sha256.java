package org.africai.store;

import java.util.HexFormat;

/// The SHA-256 digest of a blob's bytes, which is also its name.
///
/// @param hex 64 lower-case hexadecimal digits
public record Sha256(String hex) implements Comparable<Sha256> {
    /// How many bytes the digest has.
    public static final int BYTES = 32;

    /// @throws IllegalArgumentException when `hex` is not a SHA-256 digest
    public Sha256 {
        if (!Hex.isLowerCase(hex, BYTES)) {
            throw new IllegalArgumentException("not a SHA-256 digest: '" + hex + "'");
        }
    }

    /// The digest whose 32 bytes are given.
    public static Sha256 of(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
    }

    /// The 32 bytes of the digest, a fresh array.
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public int compareTo(Sha256 other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
