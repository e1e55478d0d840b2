package org.africai.server.studies;

import java.time.Duration;
import java.util.List;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;

/// Scans, and whether their snapshots have been seen to.
final class ScanSnapshotTable {
    private final Sql sql;

    ScanSnapshotTable(Sql sql) {
        this.sql = sql;
    }

    /// A scan that lacks snapshots, or has changed since it was looked at.
    ///
    /// @param session accession ID of its session
    /// @param id what it is called in the session
    /// @param seen its series and their revisions
    record Due(long scan, String session, String id, String seen) {}

    private static final String STATE =
            "(select string_agg(o.key || ':' || o.revision, ',' order by o.key)"
                    + " from dicom_series o where o.scan_key = s.key)";

    /// Scans that are due, and unchanged for a while.
    List<Due> due(Duration quiet, int limit) {
        return sql.of(
                        """
                        select s.key, e.id as session, s.id, {state} as seen
                          from scan s
                          join experiment e on e.key = s.session_key
                         where s.key in (select d.scan_key
                                           from dicom_series d
                                          where d.snapped <> d.revision
                                            and d.changed_at
                                                < now() - make_interval(secs => :quiet)
                                            and not exists
                                                (select 1
                                                   from dicom_series o
                                                  where o.scan_key = d.scan_key
                                                    and o.changed_at
                                                        >= now() - make_interval(secs => :quiet))
                                          order by d.changed_at
                                          limit :limit)
                         order by s.key\
                        """
                                .replace("{state}", STATE))
                .bind("quiet", quiet.toMillis() / 1000.0)
                .bind("limit", limit)
                .list(ScanSnapshotTable::due);
    }

    private static Due due(Row row) {
        return new Due(row.number("key"), row.text("session"), row.text("id"), row.text("seen"));
    }

    /// Whether the scan has a resource of one of these names, in any case.
    boolean hasResource(long scan, List<String> labels) {
        return sql.of(
                        """
                        select 1
                          from resource
                         where scan_key = :scan
                           and upper(label) = any(:labels)\
                        """)
                .bind("scan", scan)
                .bind("labels", labels.toArray(String[]::new))
                .any();
    }

    /// Notes that the scan has been seen to as it was; what has changed since is due again.
    void done(Due due) {
        sql.of(
                        """
                        update dicom_series d
                           set snapped = d.revision
                          from scan s
                         where s.key = :scan
                           and d.scan_key = s.key
                           and {state} = :seen\
                        """
                                .replace("{state}", STATE))
                .bind("scan", due.scan())
                .bind("seen", due.seen())
                .update();
    }
}
