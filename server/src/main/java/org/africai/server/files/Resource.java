package org.africai.server.files;

import java.time.Instant;
import java.util.List;
import org.africai.server.db.Row;

/// A named set of files that belongs to one thing of the archive.
///
/// @param key its number, by which XNAT's clients address it (`xnat_abstractresource_id`)
/// @param fileSize of all its files together, in bytes
public record Resource(
        long key,
        Place place,
        Side side,
        String label,
        String xsiType,
        String format,
        String content,
        String description,
        List<String> tags,
        String note,
        int fileCount,
        long fileSize,
        Instant createdAt) {
    public Resource {
        tags = List.copyOf(tags);
    }

    static Resource of(Row row) {
        return new Resource(
                row.number("key"),
                Place.of(row),
                Side.named(row.text("side")),
                row.text("label"),
                row.text("xsi_type"),
                row.text("format"),
                row.text("content"),
                row.text("description"),
                row.texts("tags"),
                row.text("note"),
                row.integer("file_count"),
                row.number("file_size"),
                row.instant("created_at"));
    }
}
