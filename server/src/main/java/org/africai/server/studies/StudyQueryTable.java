package org.africai.server.studies;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.jspecify.annotations.Nullable;

/// Queries over the index of studies.
///
/// A study, series or instance of one UID that is seen several times is answered once: as the copy
/// that was archived first has it.
final class StudyQueryTable {
    private static final String OTHER_STUDY =
            """
            exists (select 1
                      from dicom_study o
                      join experiment e2 on e2.key = o.session_key
                     where o.uid = st.uid and o.key %s st.key and
            """
                    + View.SEES_E2
                    + ")\n";

    private static final String STUDIES =
            """
            select st.key, st.uid, st.attributes, st.modalities, st.series, st.instances,
                   st.date, st.patient_id,
            """
                    + OTHER_STUDY.formatted(">")
                    + """
                     as has_copies
                      from dicom_study st
                      join experiment e on e.key = st.session_key
                     where
                    """
                    + View.SEES_E
                    + "and not "
                    + OTHER_STUDY.formatted("<");

    private static final String STUDIES_IN_ORDER =
            " order by st.date desc nulls last, st.key desc offset :offset limit :limit";

    private static final String PATIENTS =
            """
             group by p.patient_id
             order by p.patient_id
             offset :offset limit :limit
            """;

    private static final String SERIES =
            """
            select se.uid as series_uid, st.uid as study_uid, se.attributes, se.instances
              from dicom_series se
              join dicom_study st on st.key = se.study_key
              join experiment e on e.key = st.session_key
             where
            """
                    + View.SEES_E
                    + """
                    and not exists (
                            select 1
                              from dicom_series o
                              join dicom_study sto on sto.key = o.study_key
                              join experiment e2 on e2.key = sto.session_key
                             where o.uid = se.uid and o.key < se.key and sto.uid = st.uid and
                    """
                    + View.SEES_E2
                    + ")\n";

    private static final String SERIES_IN_ORDER =
            """
             order by st.date desc nulls last, st.uid, se.attributes #> '{00200011,Value,0}', se.key
             offset :offset limit :limit
            """;

    private static final String OF_INSTANCES =
            """
              from instance i
              join dicom_series se on se.key = i.series_key and se.scan_key = i.scan_key
              join dicom_study st on st.key = se.study_key
              join experiment e on e.key = st.session_key
            """;

    private static final String INSTANCES_SEEN =
            "where "
                    + View.SEES_E
                    + """
                    and not exists (
                            select 1
                              from instance o
                              join dicom_series so on so.key = o.series_key
                              join dicom_study sto on sto.key = so.study_key
                              join experiment e2 on e2.key = sto.session_key
                             where o.sop64 = i.sop64 and o.sop_uid = i.sop_uid
                               and o.file_key < i.file_key
                               and so.uid = se.uid and sto.uid = st.uid and
                    """
                    + View.SEES_E2
                    + ")\n";

    private static final String INSTANCES =
            """
            select se.uid as series_uid, st.uid as study_uid, se.attributes, i.sop_uid,
                   i.sop_class, i.transfer_syntax, i.number, i.frames, i.rows, i.columns,
                   i.bits_allocated
            """
                    + OF_INSTANCES
                    + INSTANCES_SEEN;

    private static final String INSTANCES_IN_ORDER =
            """
             order by st.date desc nulls last, st.uid, se.attributes #> '{00200011,Value,0}', se.uid,
                      i.number, i.file_key
             offset :offset limit :limit
            """;

    private static final String STORED =
            """
            select i.file_key, i.series_key, st.uid as study_uid, se.uid as series_uid, i.sop_uid,
                   i.sop_class, i.transfer_syntax, i.frames, b.sha256, b.md5, b.crc32, b.size,
                   b.damaged_at is not null as is_damaged, f.created_at
            """
                    + OF_INSTANCES
                    + """
                      join file f on f.key = i.file_key
                      join blob b on b.key = f.blob_key
                    """
                    + INSTANCES_SEEN;

    private final Sql sql;

    StudyQueryTable(Sql sql) {
        this.sql = sql;
    }

    /// @param patientId absent where the study says none
    record PatientRow(
            @Nullable String patientId,
            String attributes,
            int studies,
            long series,
            long instances) {}

    List<PatientRow> patients(View view, StudyQuery query, int limit) {
        var conditions = new Conditions();
        String text =
                """
                select p.patient_id, count(*) as studies,
                       cast(sum(p.series) as bigint) as series,
                       cast(sum(p.instances) as bigint) as instances,
                       (array_agg(p.attributes order by p.date desc nulls last, p.key desc))[1]
                       as attributes
                  from (\
                """
                        + STUDIES
                        + "and "
                        + conditions.of(Level.PATIENT, query.keys())
                        + ") p"
                        + PATIENTS;
        return bound(text, view, conditions, query, limit)
                .list(row ->
                        new PatientRow(
                                row.textOrNull("patient_id"),
                                row.text("attributes"),
                                row.integer("studies"),
                                row.number("series"),
                                row.number("instances")));
    }

    /// @param hasCopies whether the caller sees the study in other sessions, too
    record StudyRow(
            String uid,
            String attributes,
            List<String> modalities,
            int series,
            int instances,
            boolean hasCopies) {
        StudyRow with(Counts counts) {
            return new StudyRow(
                    uid,
                    attributes,
                    counts.modalities(),
                    counts.series(),
                    counts.instances(),
                    true);
        }
    }

    List<StudyRow> studies(View view, StudyQuery query, int limit) {
        var conditions = new Conditions();
        String text =
                STUDIES + "and " + conditions.of(Level.STUDY, query.keys()) + STUDIES_IN_ORDER;
        return bound(text, view, conditions, query, limit)
                .list(row ->
                        new StudyRow(
                                row.text("uid"),
                                row.text("attributes"),
                                row.texts("modalities"),
                                row.integer("series"),
                                row.integer("instances"),
                                row.flag("has_copies")));
    }

    /// What all copies of a study have together.
    record Counts(List<String> modalities, int series, int instances) {}

    Map<String, Counts> counts(View view, Collection<String> studies) {
        Map<String, Counts> counts = new HashMap<>();
        view.bindTo(
                        sql.of(
                                """
                                select st.uid, count(distinct se.uid) as series,
                                       count(distinct i.sop_uid) as instances,
                                       array_agg(distinct se.modality)
                                       filter (where se.modality is not null) as modalities
                                """
                                        + OF_INSTANCES
                                        + "where st.uid = any(:uids) and "
                                        + View.SEES_E
                                        + "group by st.uid"))
                .bind("uids", studies.toArray(String[]::new))
                .each(row ->
                        counts.put(
                                row.text("uid"),
                                new Counts(
                                        row.texts("modalities"),
                                        row.integer("series"),
                                        row.integer("instances"))));
        return counts;
    }

    record SeriesRow(String studyUid, String uid, String attributes, int instances) {}

    List<SeriesRow> series(View view, StudyQuery query, int limit) {
        var conditions = new Conditions();
        String text = SERIES + "and " + conditions.of(Level.SERIES, query.keys()) + SERIES_IN_ORDER;
        return bound(text, view, conditions, query, limit)
                .list(row ->
                        new SeriesRow(
                                row.text("study_uid"),
                                row.text("series_uid"),
                                row.text("attributes"),
                                row.integer("instances")));
    }

    record InstanceRow(
            String studyUid,
            String seriesUid,
            String attributes,
            String sopUid,
            String sopClass,
            String transferSyntax,
            @Nullable Long number,
            @Nullable Long frames,
            @Nullable Long rows,
            @Nullable Long columns,
            @Nullable Long bitsAllocated) {}

    List<InstanceRow> instances(View view, StudyQuery query, int limit) {
        var conditions = new Conditions();
        String text =
                INSTANCES
                        + "and "
                        + conditions.of(Level.INSTANCE, query.keys())
                        + INSTANCES_IN_ORDER;
        return bound(text, view, conditions, query, limit).list(StudyQueryTable::instance);
    }

    private static InstanceRow instance(Row row) {
        return new InstanceRow(
                row.text("study_uid"),
                row.text("series_uid"),
                row.text("attributes"),
                row.text("sop_uid"),
                row.text("sop_class"),
                row.text("transfer_syntax"),
                row.numberOrNull("number"),
                row.numberOrNull("frames"),
                row.numberOrNull("rows"),
                row.numberOrNull("columns"),
                row.numberOrNull("bits_allocated"));
    }

    private Sql.Query bound(
            String text, View view, Conditions conditions, StudyQuery query, int limit) {
        return view.bindTo(conditions.bindTo(sql.of(text)))
                .bind("offset", query.offset())
                .bind("limit", limit);
    }

    /// Archived objects in the order of their files, behind one of them.
    List<StoredInstance> stored(View view, List<QueryKey> keys, long after, int limit) {
        var conditions = new Conditions();
        String text =
                STORED
                        + "and "
                        + conditions.of(Level.INSTANCE, keys)
                        + " and i.file_key > :after order by i.file_key limit :limit";
        return view.bindTo(conditions.bindTo(sql.of(text)))
                .bind("after", after)
                .bind("limit", limit)
                .list(StoredInstance::of);
    }

    /// The object of a file, from wherever it is seen.
    List<StoredInstance> storedFile(View view, long file) {
        return view.bindTo(
                        sql.of(
                                STORED.substring(0, STORED.indexOf("where "))
                                        + "where i.file_key = :file and "
                                        + View.SEES_E))
                .bind("file", file)
                .list(StoredInstance::of);
    }
}
