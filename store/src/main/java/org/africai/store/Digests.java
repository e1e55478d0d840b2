package org.africai.store;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// What is known of a file's bytes.
///
/// @param sha256 names the blob
/// @param md5 the digest XNAT and Zenodo speak of; absent as long as nobody has computed it, see
///   [Hashing]
/// @param crc32 the checksum of ZIP entries (ISO 3309), as unsigned 32 bits
/// @param size in bytes
public record Digests(Sha256 sha256, @Nullable Md5 md5, int crc32, long size) {
    /// @throws IllegalArgumentException when `size` is negative
    public Digests {
        if (size < 0) {
            throw new IllegalArgumentException("a file has no negative size: " + size);
        }
    }

    /// The digests of `bytes`.
    public static Digests of(byte[] bytes) {
        var digester = new Digester(Hashing.ALL);
        digester.update(bytes, 0, bytes.length);
        return digester.finish();
    }

    /// The digests of all that `in` still holds; `in` stays open.
    ///
    /// @throws IOException when `in` cannot be read
    public static Digests of(InputStream in) throws IOException {
        var digester = new Digester(Hashing.ALL);
        Copy.whole(in, digester::update);
        return digester.finish();
    }
}
