package org.africai.server.intake;

import java.util.List;
import org.africai.server.db.Sql;
import org.africai.store.Sha256;
import org.jspecify.annotations.Nullable;

/// Finds the objects whose headers are shown.
final class DumpedFileTable {
    private final Sql sql;

    DumpedFileTable(Sql sql) {
        this.sql = sql;
    }

    /// The first object of each scan.
    ///
    /// @param session key of an archived session, absent for one scan
    /// @param scan key of an archived scan, absent for all of a session
    /// @param path the name of its file, absent for any
    List<Sha256> archived(
            @Nullable Long session, @Nullable Long scan, @Nullable String path, int limit) {
        return sql.of(
                        """
                        select distinct on (c.key) b.sha256
                          from scan c
                          join instance i on i.scan_key = c.key
                          join file f on f.key = i.file_key
                          join blob b on b.key = f.blob_key
                         where (c.session_key = :session or c.key = :scan)
                           and (cast(:path as text) is null or f.path = :path)
                           and b.damaged_at is null
                         order by c.key, i.number nulls last, i.file_key
                         limit :limit\
                        """)
                .bind("session", session)
                .bind("scan", scan)
                .bind("path", path)
                .bind("limit", limit)
                .list(row -> Sha256.of(row.bytes("sha256")));
    }

    /// The first object of each scan of a waiting session.
    ///
    /// @param scan its ID, or its series' UID before it is built; absent for all
    /// @param path the name of its file, absent for any
    List<Sha256> waiting(long session, @Nullable String scan, @Nullable String path, int limit) {
        return sql.of(
                        """
                        select distinct on (s.key) b.sha256
                          from prearchive_series s
                          join prearchive_file f on f.series_key = s.key
                          join blob b on b.key = f.blob_key
                         where s.session_key = :session
                           and (cast(:scan as text) is null or coalesce(s.scan, s.uid) = :scan)
                           and (cast(:path as text) is null or f.path = :path)
                           and b.damaged_at is null
                         order by s.key, f.number nulls last, f.key
                         limit :limit\
                        """)
                .bind("session", session)
                .bind("scan", scan)
                .bind("path", path)
                .bind("limit", limit)
                .list(row -> Sha256.of(row.bytes("sha256")));
    }
}
