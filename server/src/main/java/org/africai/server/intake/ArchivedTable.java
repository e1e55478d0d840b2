package org.africai.server.intake;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.server.intake.mapping.ScanFields;
import org.africai.store.Sha256;
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

    /// The session as it is now.
    Optional<ArchivedSession> session(long key) {
        return sql.of(
                        """
                        select e.key, e.xsi_type, e.uid, s.label as subject
                          from experiment e
                          left join subject s on s.key = e.subject_key
                         where e.key = :key\
                        """)
                .bind("key", key)
                .one(ArchivedTable::session);
    }

    private static ArchivedSession session(Row row) {
        return new ArchivedSession(
                row.number("key"),
                row.text("xsi_type"),
                row.textOrNull("uid"),
                row.textOrEmpty("subject"));
    }

    /// Keeps others from changing or deleting the session until the transaction ends.
    ///
    /// @return empty when it is gone or has another label by now
    Optional<ArchivedSession> lockSession(long key, String label) {
        return sql.of(
                        """
                        select e.key, e.xsi_type, e.uid, s.label as subject
                          from experiment e
                          left join subject s on s.key = e.subject_key
                         where e.key = :key and e.label = :label
                           for update of e\
                        """)
                .bind("key", key)
                .bind("label", label)
                .one(ArchivedTable::session);
    }

    /// The session's scans as they are now.
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

    /// How many objects of a waiting session the archived session has already, by UID.
    long objectsThere(long session, long waiting) {
        return sql.of(
                        """
                        select count(distinct f.sop_uid) as objects
                          from prearchive_file f
                          join prearchive_series s on s.key = f.series_key
                          join scan c on c.session_key = :session and c.uid = s.uid
                          join instance i on i.scan_key = c.key and i.sop_uid = f.sop_uid
                         where f.session_key = :waiting\
                        """)
                .bind("session", session)
                .bind("waiting", waiting)
                .only(row -> row.number("objects"));
    }

    /// The session's scans, which others cannot change or delete until the transaction ends.
    List<ArchivedScan> lockScans(long session) {
        return sql.of(
                        """
                        select c.key, c.id, c.xsi_type, c.uid,
                               (select count(*) from instance i where i.scan_key = c.key) as files
                          from scan c
                         where c.session_key = :session
                         order by c.key
                           for update of c\
                        """)
                .bind("session", session)
                .list(ArchivedTable::scan);
    }

    /// A scan and what people call it.
    record NamedScan(
            long key,
            String id,
            String xsiType,
            @Nullable String type,
            @Nullable String seriesDescription) {
        /// Whether nobody has given it a type of its own.
        boolean isUntyped() {
            return type == null
                    || type.isBlank()
                    || type.equalsIgnoreCase(ScanFields.UNKNOWN_TYPE)
                    || type.equals(seriesDescription);
        }
    }

    List<NamedScan> namedScans(long session) {
        return sql.of(
                        """
                        select key, id, xsi_type, type, series_description
                          from scan
                         where session_key = :session
                         order by key\
                        """)
                .bind("session", session)
                .list(row ->
                        new NamedScan(
                                row.number("key"),
                                row.text("id"),
                                row.text("xsi_type"),
                                row.textOrNull("type"),
                                row.textOrNull("series_description")));
    }

    /// The type that people have given most often to scans with this description in other sessions
    /// of the project; none where the project does not want that.
    Optional<String> usualType(long project, String seriesDescription, long exceptSession) {
        return sql.of(
                        """
                        select c.type
                          from scan c
                          join experiment e on e.key = c.session_key
                          join project p on p.key = e.project_key
                         where e.project_key = :project
                           and p.scan_type_mapping
                           and e.key <> :session
                           and c.series_description = :description
                           and c.type <> c.series_description
                           and lower(c.type) not in ('', 'unknown')
                         group by c.type
                         order by count(*) desc, c.type
                         limit 1\
                        """)
                .bind("project", project)
                .bind("session", exceptSession)
                .bind("description", seriesDescription)
                .one(row -> row.text("type"));
    }

    /// An object of a scan.
    record ArchivedObject(
            Sha256 blob, String sopClass, @Nullable Integer number, @Nullable Integer frames) {}

    void eachObject(long scan, Consumer<ArchivedObject> reader) {
        sql.of(
                        """
                        select b.sha256, i.sop_class, i.number, i.frames
                          from instance i
                          join file f on f.key = i.file_key
                          join blob b on b.key = f.blob_key
                         where i.scan_key = :scan
                         order by i.number, i.file_key\
                        """)
                .bind("scan", scan)
                .each(row ->
                        reader.accept(
                                new ArchivedObject(
                                        Sha256.of(row.bytes("sha256")),
                                        row.text("sop_class"),
                                        integer(row, "number"),
                                        integer(row, "frames"))));
    }

    private static @Nullable Integer integer(Row row, String column) {
        Long value = row.numberOrNull(column);
        return value == null ? null : Math.toIntExact(value);
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

    /// The label of the subject that the project knows by this name in any case, or by this
    /// accession ID: its own, or one shared into it.
    Optional<String> subject(long project, String name) {
        return sql.of(
                        """
                        select label
                          from (select label, id, key
                                  from subject
                                 where project_key = :project
                                 union all
                                select h.label, s.id, s.key
                                  from subject_share h
                                  join subject s on s.key = h.subject_key
                                 where h.project_key = :project) known
                         where lower(label) = lower(:name) or id = :name
                         order by label <> :name, lower(label) <> lower(:name), key
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
