package org.africai.server.intake;

import java.util.List;
import java.util.Optional;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.server.files.BlobTable;
import org.africai.server.intake.Originals.Original;

/// Rows of identified originals that are kept apart.
final class OriginalTable {
    private static final String SELECT =
            """
            select o.key, p.id as project, b.sha256, b.md5, b.crc32, b.size, o.experiment,
                   o.version, o.kept_at
              from kept_original o
              join project p on p.key = o.project_key
              join blob b on b.key = o.blob_key
            """;

    private final Sql sql;

    OriginalTable(Sql sql) {
        this.sql = sql;
    }

    /// Keeps all objects of a waiting session.
    void keep(long session, long project, String experiment, long version) {
        sql.of(
                        """
                        insert into kept_original (project_key, blob_key, experiment, version)
                        select distinct cast(:project as bigint), f.blob_key, :experiment,
                               cast(:version as bigint)
                          from prearchive_file f
                         where f.session_key = :session and f.series_key is not null
                            on conflict do nothing\
                        """)
                .bind("project", project)
                .bind("experiment", experiment)
                .bind("version", version)
                .bind("session", session)
                .update();
    }

    List<Original> list(long project, int limit) {
        return sql.of(
                        SELECT
                                + """
                                 where o.project_key = :project
                                 order by o.key desc
                                 limit :limit\
                                """)
                .bind("project", project)
                .bind("limit", limit)
                .list(OriginalTable::original);
    }

    Optional<Original> find(long project, long id) {
        return sql.of(SELECT + " where o.project_key = :project and o.key = :id")
                .bind("project", project)
                .bind("id", id)
                .one(OriginalTable::original);
    }

    /// @return whether it was there
    boolean delete(long id) {
        return sql.of("delete from kept_original where key = :id").bind("id", id).update() > 0;
    }

    private static Original original(Row row) {
        return new Original(
                row.number("key"),
                BlobTable.digests(row),
                row.text("experiment"),
                row.number("version"),
                row.instant("kept_at"));
    }
}
