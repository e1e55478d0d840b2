package org.africai.server.files;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.africai.store.Digests;
import org.africai.store.EntryName;
import org.jspecify.annotations.Nullable;

/// A DICOM object that is to become a file of a scan. Its bytes are durable already.
///
/// @param name what its file is to be called; another is chosen when that is taken
/// @param sopInstanceUid (0008,0018)
/// @param sopClassUid (0008,0016)
/// @param transferSyntaxUid (0002,0010)
/// @param number (0020,0013), absent when it has none
/// @param frames (0028,0008), absent when it has none
public record ScanObject(
        EntryName name,
        Digests digests,
        String sopInstanceUid,
        String sopClassUid,
        String transferSyntaxUid,
        @Nullable Integer number,
        @Nullable Integer frames) {
    /// The first eight bytes of the UID's SHA-256: what `instance.sop64` is, a fifth of the index
    /// that the UID itself would need.
    public static long sop64(String sopInstanceUid) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha256.digest(sopInstanceUid.getBytes(StandardCharsets.US_ASCII));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
