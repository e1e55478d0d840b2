package org.africai.server.studies;

import java.time.Instant;
import org.africai.server.db.Row;
import org.africai.server.files.BlobTable;
import org.africai.store.Digests;
import org.jspecify.annotations.Nullable;

/// An archived object.
///
/// @param file key of its file, which orders the instances of an answer
/// @param series key of its series
/// @param frames (0028,0008), absent when it has none
/// @param digests of its bytes
/// @param isDamaged whether its bytes are known to be damaged: they are not given out
/// @param createdAt when its bytes were put there
public record StoredInstance(
        long file,
        long series,
        String studyUid,
        String seriesUid,
        String sopUid,
        String sopClass,
        String transferSyntax,
        @Nullable Integer frames,
        Digests digests,
        boolean isDamaged,
        Instant createdAt) {
    static StoredInstance of(Row row) {
        Long frames = row.numberOrNull("frames");
        return new StoredInstance(
                row.number("file_key"),
                row.number("series_key"),
                row.text("study_uid"),
                row.text("series_uid"),
                row.text("sop_uid"),
                row.text("sop_class"),
                row.text("transfer_syntax"),
                frames == null ? null : Math.toIntExact(frames),
                BlobTable.digests(row),
                row.flag("is_damaged"),
                row.instant("created_at"));
    }
}
