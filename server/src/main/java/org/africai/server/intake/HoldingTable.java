package org.africai.server.intake;

import java.util.Collection;
import java.util.List;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.server.intake.Holdings.Held;
import org.africai.store.Sha256;

/// Objects of a project by the digest of their bytes.
final class HoldingTable {
    private final Sql sql;

    HoldingTable(Sql sql) {
        this.sql = sql;
    }

    /// Each digest once: archived ones before those that wait.
    List<Held> among(ProjectRef project, Collection<Sha256> digests) {
        return sql.of(
                        """
                        select distinct on (sha256) sha256, timestamp, folder
                          from (select b.sha256, '' as timestamp, '' as folder
                                  from blob b
                                  join file f on f.blob_key = b.key
                                  join instance i on i.file_key = f.key
                                  join scan c on c.key = i.scan_key
                                  join experiment e on e.key = c.session_key
                                 where b.sha256 = any(cast(:digests as bytea[]))
                                   and e.project_key = :project
                                 union all
                                select b.sha256, s.timestamp, s.folder
                                  from blob b
                                  join prearchive_file f on f.blob_key = b.key
                                  join prearchive_session s on s.key = f.session_key
                                 where b.sha256 = any(cast(:digests as bytea[]))
                                   and s.project_key = :project) held
                         order by sha256, timestamp, folder\
                        """)
                .bind("digests", digests.stream().map(Sha256::bytes).toArray(byte[][]::new))
                .bind("project", project.key())
                .list(row -> held(row, project.id()));
    }

    private static Held held(Row row, String project) {
        String timestamp = row.text("timestamp");
        return new Held(
                Sha256.of(row.bytes("sha256")),
                timestamp.isEmpty()
                        ? ""
                        : "/data/prearchive/projects/"
                                + project
                                + "/"
                                + timestamp
                                + "/"
                                + row.text("folder"));
    }
}
