package org.africai.server.studies;

import java.util.List;
import java.util.function.Consumer;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.jspecify.annotations.Nullable;

/// Rows of what was made of series in advance.
final class MetadataTable {
    private static final String OBJECTS =
            """
            select i.file_key, i.series_key, st.uid as study_uid, se.uid as series_uid,
                   i.sop_uid, i.sop_class, i.transfer_syntax, i.frames,
                   b.sha256, b.md5, b.crc32, b.size,
                   b.damaged_at is not null as is_damaged, f.created_at
              from dicom_series se
              join dicom_study st on st.key = se.study_key
              join instance i on i.scan_key = se.scan_key and i.series_key = se.key
              join file f on f.key = i.file_key
              join blob b on b.key = f.blob_key
            """;

    private final Sql sql;

    MetadataTable(Sql sql) {
        this.sql = sql;
    }

    /// A series at a revision.
    record Revision(long series, long revision) {}

    /// Series that have not been described since they changed, and that are quiet for a while.
    List<Revision> undescribed(double quietSeconds, int limit) {
        return sql.of(
                        """
                        select key, revision
                          from dicom_series
                         where described <> revision
                           and changed_at < now() - make_interval(secs => :quiet)
                         order by changed_at
                         limit :limit\
                        """)
                .bind("quiet", quietSeconds)
                .bind("limit", limit)
                .list(row -> new Revision(row.number("key"), row.number("revision")));
    }

    /// Hands out the objects of a series by their numbers.
    void eachObject(long series, Consumer<StoredInstance> reader) {
        sql.of(OBJECTS + " where se.key = :series order by i.number, i.file_key")
                .bind("series", series)
                .each(row -> reader.accept(StoredInstance.of(row)));
    }

    /// Hands out the objects of a scan by series and number.
    void eachObjectOf(long scan, Consumer<StoredInstance> reader) {
        sql.of(OBJECTS + " where se.scan_key = :scan order by se.key, i.number, i.file_key")
                .bind("scan", scan)
                .each(row -> reader.accept(StoredInstance.of(row)));
    }

    /// Keeps a series' metadata, unless it has changed meanwhile.
    void store(Revision of, byte[] document) {
        sql.of(
                        """
                        insert into dicom_metadata (series_key, revision, document)
                        select key, revision, :document
                          from dicom_series
                         where key = :series and revision = :revision
                        on conflict (series_key)
                        do update set revision = excluded.revision, document = excluded.document\
                        """)
                .bind("series", of.series())
                .bind("revision", of.revision())
                .bind("document", document)
                .update();
    }

    /// Notes that metadata of this revision was made, or cannot be.
    void described(Revision of) {
        sql.of("update dicom_series set described = :revision where key = :series")
                .bind("series", of.series())
                .bind("revision", of.revision())
                .update();
    }

    /// A series that is seen.
    ///
    /// @param document its metadata as it is now, absent when it is yet to be made
    record Described(long series, long revision, @Nullable KeptBytes document) {}

    List<Described> of(View view, String study, String series) {
        return view.bindTo(
                        sql.of(
                                """
                                select se.key, se.revision, m.document
                                  from dicom_series se
                                  join dicom_study st on st.key = se.study_key
                                  join experiment e on e.key = st.session_key
                                  left join dicom_metadata m
                                    on m.series_key = se.key and m.revision = se.revision
                                 where se.uid = :series and st.uid = :study and
                                """
                                        + View.SEES_E
                                        + " order by se.key"))
                .bind("study", study)
                .bind("series", series)
                .list(MetadataTable::described);
    }

    private static Described described(Row row) {
        byte[] document = row.bytesOrNull("document");
        return new Described(
                row.number("key"),
                row.number("revision"),
                document == null ? null : new KeptBytes(document));
    }
}
