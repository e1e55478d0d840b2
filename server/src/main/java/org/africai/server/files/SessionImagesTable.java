package org.africai.server.files;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.server.files.SessionImages.Series;
import org.africai.server.files.SessionImages.Volume;
import org.africai.store.EntryName;

/// What sessions have to look at.
public final class SessionImagesTable {
    private static final String SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4";
    private static final String CONTOURS = "1.2.840.10008.5.1.4.1.1.481.3";
    private static final String[] OVERLAYS = {SEGMENTATION, CONTOURS};

    /// Storage classes whose objects are no pictures (PS3.4 §B.5): spectroscopy, waveforms,
    /// presentation states, raw data and registrations, reports, encapsulated documents, plans and
    /// records of radiotherapy.
    private static final String NO_PICTURES =
            "^1\\.2\\.840\\.10008\\.5\\.1\\.4\\.(1\\.1\\.(4\\.2$|9\\.|11\\.|66($|\\.)|67$|68\\.|78\\."
                    + "|79\\.|88\\.|90\\.|104\\.|131$|200\\.|201\\.|481\\.([3-9]|[1-9][0-9]))|34\\.|38\\.|43\\.|44\\.|45\\.)";

    private final Sql sql;

    public SessionImagesTable(Sql sql) {
        this.sql = sql;
    }

    /// The Study Instance UID of the session with this key, if it has one.
    Optional<String> study(long session) {
        return sql.of("select uid from experiment where key = :session and uid <> ''")
                .bind("session", session)
                .one(row -> row.text("uid"));
    }

    /// Those of the sessions with these accession IDs that have something to look at.
    Set<String> viewable(Collection<String> sessions) {
        List<String> found =
                sql.of(
                                """
                                select e.id
                                  from experiment e
                                 where e.id = any(:sessions)
                                   and (e.uid <> '' and exists (
                                            select 1
                                              from scan c
                                              join instance i on i.scan_key = c.key
                                             where c.session_key = e.key
                                               and c.uid is not null
                                               and i.sop_class !~ :noPictures)
                                     or exists (
                                            select 1
                                              from scan c
                                              join resource r on r.scan_key = c.key
                                              join file f on f.resource_key = r.key
                                             where c.session_key = e.key
                                               and lower(f.path) ~ '[.]nii([.]gz)?$')
                                     or exists (
                                            select 1
                                              from resource r
                                              join file f on f.resource_key = r.key
                                             where r.experiment_key = e.key
                                               and r.side = 'resources'
                                               and lower(f.path) ~ '[.]nii([.]gz)?$'))\
                                """)
                        .bind("sessions", sessions.toArray(String[]::new))
                        .bind("noPictures", NO_PICTURES)
                        .list(row -> row.text("id"));
        return Set.copyOf(found);
    }

    List<Series> series(long session) {
        return sql.of(
                        """
                        select c.id, c.uid, c.series_description, c.modality,
                               count(*) filter (where i.sop_class !~ :noPictures) as images,
                               coalesce(sum(coalesce(i.frames, 1))
                                          filter (where i.sop_class !~ :noPictures), 0) as frames,
                               count(*) filter (where i.sop_class = any(:overlays)) as overlays
                          from scan c
                          join instance i on i.scan_key = c.key
                         where c.session_key = :session
                           and c.uid is not null
                           and (i.sop_class !~ :noPictures or i.sop_class = any(:overlays))
                         group by c.key
                         order by c.key\
                        """)
                .bind("session", session)
                .bind("noPictures", NO_PICTURES)
                .bind("overlays", OVERLAYS)
                .list(SessionImagesTable::series);
    }

    List<Volume> volumes(long session) {
        return sql.of(
                        """
                        select null as scan, null as scan_key, r.label, f.path, b.size
                          from resource r
                          join file f on f.resource_key = r.key
                          join blob b on b.key = f.blob_key
                         where r.experiment_key = :session
                           and r.side = 'resources'
                           and lower(f.path) ~ '[.]nii([.]gz)?$'
                        union all
                        select c.id, c.key, r.label, f.path, b.size
                          from scan c
                          join resource r on r.scan_key = c.key
                          join file f on f.resource_key = r.key
                          join blob b on b.key = f.blob_key
                         where c.session_key = :session
                           and lower(f.path) ~ '[.]nii([.]gz)?$'
                         order by scan_key nulls first, label, path
                         limit :limit\
                        """)
                .bind("session", session)
                .bind("limit", SessionImages.MAX_VOLUMES)
                .list(SessionImagesTable::volume);
    }

    private static Series series(Row row) {
        return new Series(
                row.text("id"),
                row.text("uid"),
                row.textOrEmpty("series_description"),
                row.textOrEmpty("modality"),
                row.number("images"),
                row.number("frames"),
                row.number("overlays"));
    }

    private static Volume volume(Row row) {
        return new Volume(
                row.textOrNull("scan"),
                row.text("label"),
                new EntryName(row.text("path")),
                row.number("size"));
    }
}
