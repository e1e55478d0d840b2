package org.africai.store;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/// The MD5 digest of a file's bytes: XNAT's catalogues and Zenodo name files by it. It guards
/// against accidents only, never against intent.
///
/// @param hex 32 lower-case hexadecimal digits
public record Md5(String hex) {
    private static final int BYTES = 16;

    /// @throws IllegalArgumentException when `hex` is not an MD5 digest
    public Md5 {
        if (!Hex.isLowerCase(hex, BYTES)) {
            throw new IllegalArgumentException("not an MD5 digest: '" + hex + "'");
        }
    }

    /// The digest whose 16 bytes are given.
    public static Md5 of(byte[] digest) {
        return new Md5(HexFormat.of().formatHex(digest));
    }

    /// The digest of all that `in` still holds; `in` stays open.
    ///
    /// @throws IOException when `in` cannot be read
    public static Md5 of(InputStream in) throws IOException {
        MessageDigest digest = Digester.algorithm("MD5");
        Copy.whole(in, digest::update);
        return of(digest.digest());
    }

    /// The 16 bytes.
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
