package org.africai.server.intake;

import java.util.List;
import java.util.Optional;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.jspecify.annotations.Nullable;

/// What the archive has that an arriving session might be added to. Read only: the archive's own
/// services change it.
final class ArchivedTable {
    private final Sql sql;

    ArchivedTable(Sql sql) {
        this.sql = sql;
    }

    /// @param uid StudyInstanceUID, absent when nobody has said it
    /// @param subject the label of its subject
    record ArchivedSession(long key, String xsiType, @Nullable String uid, String subject) {}

    /// @param uid SeriesInstanceUID, absent when nobody has said it
    /// @param files how many DICOM objects it has
    record ArchivedScan(long key, String id, String xsiType, @Nullable String uid, long files) {}

    Optional<ArchivedSession> session(long key) {
        return sql.of(
                        """
                        select e.key, e.xsi_type, e.uid, s.label as subject
                          from experiment e
                          left join subject s on s.key = e.subject_key
                         where e.key = :key
                           for update of e\
                        """)
                .bind("key", key)
                .one(row ->
                        new ArchivedSession(
                                row.number("key"),
                                row.text("xsi_type"),
                                row.textOrNull("uid"),
                                row.textOrEmpty("subject")));
    }

    List<ArchivedScan> scans(long session) {
        return sql.of(
                        """
                        select c.key, c.id, c.xsi_type, c.uid,
                               (select count(*) from instance i where i.scan_key = c.key) as files
                          from scan c
                         where c.session_key = :session
                         order by c.key\
                        """)
                .bind("session", session)
                .list(ArchivedTable::scan);
    }

    /// How many frames the objects of a scan have together.
    long frames(long scan) {
        return sql.of(
                        """
                        select coalesce(sum(coalesce(greatest(frames, 1), 1)), 0) as frames
                          from instance
                         where scan_key = :scan\
                        """)
                .bind("scan", scan)
                .only(row -> row.number("frames"));
    }

    /// The label of the subject that the project knows by this name in any case: its own, or one
    /// shared into it.
    Optional<String> subject(long project, String name) {
        return sql.of(
                        """
                        select label
                          from (select label, key from subject where project_key = :project
                                 union all
                                select label, subject_key from subject_share
                                 where project_key = :project) known
                         where lower(label) = lower(:name)
                         order by label <> :name, key
                         limit 1\
                        """)
                .bind("project", project)
                .bind("name", name)
                .one(row -> row.text("label"));
    }

    /// What becomes of sessions that arrive for the project.
    int prearchiveCode(long project) {
        return sql.of("select prearchive_code from project where key = :project")
                .bind("project", project)
                .only(row -> row.integer("prearchive_code"));
    }

    private static ArchivedScan scan(Row row) {
        return new ArchivedScan(
                row.number("key"),
                row.text("id"),
                row.text("xsi_type"),
                row.textOrNull("uid"),
                row.number("files"));
    }
}
