package org.africai.server.files;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.africai.server.db.Row;
import org.africai.store.Digests;
import org.africai.store.EntryName;
import org.africai.store.Md5;

/// A file of a resource.
///
/// @param key its database key
/// @param path its name in the resource
/// @param digests of its bytes
/// @param isDamaged whether a scrub found its bytes changed: they are not given out
/// @param createdAt when its bytes were put there
public record StoredFile(
        long key,
        EntryName path,
        Digests digests,
        boolean isDamaged,
        String format,
        String content,
        List<String> tags,
        Instant createdAt) {
    public StoredFile {
        tags = List.copyOf(tags);
    }

    /// The MD5 of its bytes in hexadecimal, empty when it is not known.
    public String md5() {
        Md5 known = digests.md5();
        return known == null ? "" : known.hex();
    }

    /// The SHA-256 of its bytes in base64, as `Repr-Digest` (RFC 9530) has it.
    public String sha256Base64() {
        return Base64.getEncoder().encodeToString(digests.sha256().bytes());
    }

    StoredFile withMd5(Md5 md5) {
        return new StoredFile(
                key,
                path,
                new Digests(digests.sha256(), md5, digests.crc32(), digests.size()),
                isDamaged,
                format,
                content,
                tags,
                createdAt);
    }

    static StoredFile of(Row row) {
        return new StoredFile(
                row.number("file_key"),
                new EntryName(row.text("path")),
                BlobTable.digests(row),
                row.flag("is_damaged"),
                row.text("file_format"),
                row.text("file_content"),
                row.texts("file_tags"),
                row.instant("file_created_at"));
    }
}
