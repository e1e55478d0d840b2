package org.africai.server.studies;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.store.Sha256;
import org.jspecify.annotations.Nullable;

/// Rows of the index of studies, as it is made. Counts are the database's business.
final class StudyIndexTable {
    private final Sql sql;

    StudyIndexTable(Sql sql) {
        this.sql = sql;
    }

    /// An object whose header is to be read.
    ///
    /// @param file key of its file
    record Pending(long file, Sha256 blob) {}

    /// Scans with objects that are to be indexed, or with series that lack their leading one, from
    /// a key on.
    List<Long> scansToIndex(long after, int limit) {
        return sql.of(
                        """
                        select scan_key
                          from (select scan_key from instance where not header_read
                                         union
                                select scan_key from dicom_series where lead_file_key is null) s
                         where scan_key > :after
                         order by scan_key
                         limit :limit\
                        """)
                .bind("after", after)
                .bind("limit", limit)
                .list(row -> row.number("scan_key"));
    }

    /// Objects of the scan that are to be indexed.
    List<Pending> pending(long scan, int limit) {
        return sql.of(
                        """
                        select i.file_key, b.sha256
                          from instance i
                          join file f on f.key = i.file_key
                          join blob b on b.key = f.blob_key
                         where i.scan_key = :scan
                           and not i.header_read
                         order by i.file_key
                         limit :limit\
                        """)
                .bind("scan", scan)
                .bind("limit", limit)
                .list(StudyIndexTable::pending);
    }

    private static Pending pending(Row row) {
        return new Pending(row.number("file_key"), Sha256.of(row.bytes("sha256")));
    }

    /// Lets one transaction at a time index scans of the session, and keeps others from deleting
    /// the scan. The session is locked before the scan, as when something is archived.
    ///
    /// @return the key of its session, empty when it is gone
    Optional<Long> lockScan(long scan) {
        sql.of(
                        """
                        select e.key
                          from experiment e
                         where e.key = (select session_key from scan where key = :scan)
                           for no key update\
                        """)
                .bind("scan", scan)
                .list(_ -> true);
        return sql.of("select session_key from scan where key = :scan for update")
                .bind("scan", scan)
                .one(row -> row.number("session_key"));
    }

    /// The key of the study in the session, made where it is missing.
    long study(long session, String uid) {
        return sql.of(
                        """
                        insert into dicom_study (session_key, uid)
                        values (:session, :uid)
                        on conflict (session_key, uid) do update set uid = excluded.uid
                        returning key\
                        """)
                .bind("session", session)
                .bind("uid", uid)
                .only(row -> row.number("key"));
    }

    /// The key of the series in the scan, made where it is missing.
    long series(long study, long scan, String uid) {
        return sql.of(
                        """
                        insert into dicom_series (study_key, scan_key, uid)
                        values (:study, :scan, :uid)
                        on conflict (scan_key, study_key, uid) do update set uid = excluded.uid
                        returning key\
                        """)
                .bind("study", study)
                .bind("scan", scan)
                .bind("uid", uid)
                .only(row -> row.number("key"));
    }

    /// An object whose header has been read.
    ///
    /// @param series key of its series
    record Indexed(Pending object, long series, IndexedHeader header) {}

    /// Notes what was read, unless the object has got other bytes meanwhile.
    void index(List<Indexed> objects) {
        sql.batch(
                """
                update instance i
                   set header_read = true, series_key = :series, rows = cast(:rows as integer),
                       columns = cast(:columns as integer),
                       bits_allocated = cast(:bits as integer)
                  from file f
                  join blob b on b.key = f.blob_key
                 where i.file_key = :file
                   and f.key = i.file_key
                   and b.sha256 = :sha256\
                """,
                objects.stream().map(StudyIndexTable::parameters).toList());
    }

    private static Map<String, @Nullable Object> parameters(Indexed indexed) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("file", indexed.object().file());
        row.put("sha256", indexed.object().blob().bytes());
        row.put("series", indexed.series());
        row.put("rows", indexed.header().rows());
        row.put("columns", indexed.header().columns());
        row.put("bits", indexed.header().bitsAllocated());
        return row;
    }

    /// Notes which objects cannot be indexed: not tried again until they get other bytes.
    void giveUp(List<Pending> objects) {
        if (objects.isEmpty()) {
            return;
        }
        sql.of(
                        """
                        update instance i
                           set header_read = true, series_key = null
                          from file f
                          join blob b on b.key = f.blob_key
                         where i.file_key = any(:files)
                           and f.key = i.file_key
                           and b.sha256 = any(cast(:sha256 as bytea[]))\
                        """)
                .bind("files", objects.stream().mapToLong(Pending::file).toArray())
                .bind("sha256", objects.stream().map(o -> o.blob().bytes()).toArray(byte[][]::new))
                .update();
    }

    /// The object that leads a series.
    ///
    /// @param isNew whether another one, or none, has led it so far
    record Lead(long series, Pending object, boolean isNew) {}

    /// The leading objects of the scan's series: those with the lowest numbers.
    List<Lead> leads(long scan) {
        return sql.of(
                        """
                        select distinct on (s.key)
                               s.key, i.file_key, b.sha256,
                               i.file_key is distinct from s.lead_file_key as is_new
                          from dicom_series s
                          join instance i on i.scan_key = s.scan_key and i.series_key = s.key
                          join file f on f.key = i.file_key
                          join blob b on b.key = f.blob_key
                         where s.scan_key = :scan
                         order by s.key, i.number nulls last, i.file_key\
                        """)
                .bind("scan", scan)
                .list(row -> new Lead(row.number("key"), pending(row), row.flag("is_new")));
    }

    /// Makes what the leading object says the series' attributes.
    ///
    /// @param attributes DICOM JSON
    void lead(Lead lead, String attributes) {
        sql.of(
                        """
                        update dicom_series
                           set attributes = cast(:attributes as jsonb), lead_file_key = :file
                         where key = :series\
                        """)
                .bind("series", lead.series())
                .bind("file", lead.object().file())
                .bind("attributes", attributes)
                .update();
    }
}
