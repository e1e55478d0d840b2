package org.africai.server.studies;

import java.util.List;
import java.util.Optional;
import org.africai.server.db.Sql;
import org.africai.server.studies.MetadataTable.Revision;
import org.africai.server.studies.Thumbnails.Kept;

/// Rows of small pictures of series.
final class ThumbnailTable {
    private final Sql sql;

    ThumbnailTable(Sql sql) {
        this.sql = sql;
    }

    /// Series of which no picture has been made since they changed, and that are quiet for a while.
    List<Revision> unpictured(double quietSeconds, int limit) {
        return sql.of(
                        """
                        select key, revision
                          from dicom_series
                         where pictured <> revision
                           and changed_at < now() - make_interval(secs => :quiet)
                         order by changed_at
                         limit :limit\
                        """)
                .bind("quiet", quietSeconds)
                .bind("limit", limit)
                .list(row -> new Revision(row.number("key"), row.number("revision")));
    }

    /// Keeps a series' picture, unless it has changed meanwhile.
    void store(Revision of, Kept picture) {
        sql.of(
                        """
                        insert into dicom_thumbnail (series_key, revision, sop_uid, jpeg)
                        select key, revision, :sop, :jpeg
                          from dicom_series
                         where key = :series and revision = :revision
                        on conflict (series_key)
                        do update set revision = excluded.revision, sop_uid = excluded.sop_uid,
                                      jpeg = excluded.jpeg\
                        """)
                .bind("series", of.series())
                .bind("revision", of.revision())
                .bind("sop", picture.sopUid())
                .bind("jpeg", picture.jpeg().array())
                .update();
    }

    /// Notes that a picture of this revision was made, or cannot be.
    void pictured(Revision of) {
        sql.of("update dicom_series set pictured = :revision where key = :series")
                .bind("series", of.series())
                .bind("revision", of.revision())
                .update();
    }

    /// The picture of the first of the series that are seen and that has one.
    Optional<Kept> of(View view, Selection selection) {
        return view.bindTo(
                        sql.of(
                                """
                                select t.series_key, t.revision, t.sop_uid, t.jpeg
                                  from dicom_series se
                                  join dicom_study st on st.key = se.study_key
                                  join experiment e on e.key = st.session_key
                                  join dicom_thumbnail t
                                    on t.series_key = se.key and t.revision = se.revision
                                 where st.uid = any(:studies)
                                   and (:anySeries or se.uid = any(:series))
                                   and (:anyObject or t.sop_uid = any(:objects))
                                   and
                                """
                                        + View.SEES_E
                                        + " order by se.key limit 1"))
                .bind("studies", selection.studies().toArray(String[]::new))
                .bind("anySeries", selection.series().isEmpty())
                .bind("series", selection.series().toArray(String[]::new))
                .bind("anyObject", selection.instances().isEmpty())
                .bind("objects", selection.instances().toArray(String[]::new))
                .one(row ->
                        new Kept(
                                row.text("sop_uid"),
                                new KeptBytes(row.bytes("jpeg")),
                                row.number("series_key") + "-" + row.number("revision")));
    }
}
