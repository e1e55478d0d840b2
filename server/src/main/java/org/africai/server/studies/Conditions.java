package org.africai.server.studies;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.africai.dicom.dict.Dictionary;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.server.db.Sql;
import org.africai.server.http.Refusal;

/// Makes SQL of the keys of a query. Names of columns are constants, values are bound.
///
/// In the statements a study is `st`, a series `se` and an instance `i`. A key of a deeper level
/// than the query's asks whether there is such a series or instance.
final class Conditions {
    /// Sorts behind every digit: `11~` is behind all times of that hour.
    private static final String LAST = "~";

    private static final int MAX_DEPTH = 8;

    private static final Map<Integer, String> COLUMNS =
            Map.ofEntries(
                    Map.entry(Tag.StudyInstanceUID, "st.uid"),
                    Map.entry(Tag.StudyDate, "st.date"),
                    Map.entry(Tag.AccessionNumber, "st.accession_number"),
                    Map.entry(Tag.PatientID, "st.patient_id"),
                    Map.entry(Tag.PatientName, "st.patient_name"),
                    Map.entry(Tag.SeriesInstanceUID, "se.uid"),
                    Map.entry(Tag.Modality, "se.modality"),
                    Map.entry(Tag.SOPClassUID, "i.sop_class"),
                    Map.entry(Tag.SOPClassesInStudy, "i.sop_class"),
                    Map.entry(Tag.SOPInstanceUID, "i.sop_uid"),
                    Map.entry(Tag.AvailableTransferSyntaxUID, "i.transfer_syntax"),
                    Map.entry(Tag.InstanceNumber, "i.number"),
                    Map.entry(Tag.NumberOfFrames, "i.frames"),
                    Map.entry(Tag.Rows, "i.rows"),
                    Map.entry(Tag.Columns, "i.columns"),
                    Map.entry(Tag.BitsAllocated, "i.bits_allocated"));

    private final Map<String, Object> values = new HashMap<>();
    private int items;

    /// The condition for results of a level; `true` when all match.
    ///
    /// @throws Refusal when a key cannot be asked for
    String of(Level level, List<QueryKey> keys) {
        Map<Level, List<String>> byLevel = new HashMap<>();
        for (QueryKey key : keys) {
            if (!(key.matching() instanceof Matching.Universal)) {
                byLevel.computeIfAbsent(levelOf(key.tag()), _ -> new ArrayList<>()).add(one(key));
            }
        }
        String ofStudy = all(byLevel.getOrDefault(Level.STUDY, List.of()));
        String ofSeries = all(byLevel.getOrDefault(Level.SERIES, List.of()));
        String ofInstance = all(byLevel.getOrDefault(Level.INSTANCE, List.of()));
        return switch (level) {
            case PATIENT, STUDY -> ofStudy + " and " + hasSeries(ofSeries, hasInstance(ofInstance));
            case SERIES -> ofStudy + " and " + ofSeries + " and " + hasInstance(ofInstance);
            case INSTANCE -> ofStudy + " and " + ofSeries + " and " + ofInstance;
        };
    }

    private static String all(List<String> conditions) {
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    private static String hasSeries(String ofSeries, String hasInstance) {
        return ofSeries.equals("true") && hasInstance.equals("true")
                ? "true"
                : "exists (select 1 from dicom_series se where se.study_key = st.key and "
                        + ofSeries
                        + " and "
                        + hasInstance
                        + ")";
    }

    private static String hasInstance(String ofInstance) {
        return ofInstance.equals("true")
                ? "true"
                : "exists (select 1 from instance i where i.scan_key = se.scan_key"
                        + " and i.series_key = se.key and "
                        + ofInstance
                        + ")";
    }

    Sql.Query bindTo(Sql.Query query) {
        values.forEach(query::bind);
        return query;
    }

    private static Level levelOf(int tag) {
        if (IndexedAttributes.PATIENT.contains(tag)
                || IndexedAttributes.STUDY.contains(tag)
                || tag == Tag.ModalitiesInStudy) {
            return Level.STUDY;
        }
        if (IndexedAttributes.SERIES.contains(tag)) {
            return Level.SERIES;
        }
        if (IndexedAttributes.INSTANCE.contains(tag) || tag == Tag.SOPClassesInStudy) {
            return Level.INSTANCE;
        }
        throw Refusal.invalid(
                QueryKey.name(tag) + " is not in the index: it cannot be searched for.");
    }

    private String one(QueryKey key) {
        int tag = key.tag();
        if (tag == Tag.ModalitiesInStudy) {
            return "exists (select 1 from unnest(st.modalities) m where "
                    + scalar(tag, Vr.CS, "m", key.matching())
                    + ")";
        }
        if (tag == Tag.SOPInstanceUID && key.matching() instanceof Matching.AnyOf(var uids)) {
            long[] hashes =
                    uids.stream().mapToLong(org.africai.server.files.ScanObject::sop64).toArray();
            return "i.sop64 = any(" + bound(hashes) + ") and " + anyOf("i.sop_uid", uids);
        }
        String column = COLUMNS.get(tag);
        if (column != null) {
            return scalar(tag, Dictionary.vr(tag), column, key.matching());
        }
        boolean isOfStudy = !IndexedAttributes.SERIES.contains(tag);
        return json(key, isOfStudy ? "st.attributes" : "se.attributes", 0);
    }

    // ---- columns

    private String scalar(int tag, Vr vr, String column, Matching matching) {
        if (vr == Vr.IS || vr == Vr.US) {
            return column + " = " + bound(whole(tag, matching));
        }
        return switch (matching) {
            case Matching.Universal _ -> "true";
            case Matching.Single(String value) ->
                    vr == Vr.PN ? name(column, value) : column + " = " + bound(value);
            case Matching.AnyOf(List<String> several) ->
                    vr == Vr.PN
                            ? several.stream()
                                    .map(value -> name(column, value))
                                    .collect(Collectors.joining(" or ", "(", ")"))
                            : anyOf(column, several);
            case Matching.Wildcard(String pattern) ->
                    vr == Vr.PN ? name(column, pattern) : column + " like " + bound(like(pattern));
            case Matching.Range range -> range(vr, column, range);
            case Matching.Fuzzy(List<String> words) -> fuzzy(column, words);
            case Matching.Sequence _ ->
                    throw Refusal.invalid(QueryKey.name(tag) + " is no sequence.");
        };
    }

    private String anyOf(String column, List<String> several) {
        return column + " = any(" + bound(several.toArray(String[]::new)) + ")";
    }

    private static int whole(int tag, Matching matching) {
        if (matching instanceof Matching.Single(String value) && value.matches("-?\\d{1,9}")) {
            return Integer.parseInt(value);
        }
        throw Refusal.invalid(QueryKey.name(tag) + " is matched by one whole number.");
    }

    /// A name matches as a whole or by one of its groups.
    private String name(String column, String pattern) {
        String like = like(QueryKey.upper(pattern));
        String name = "upper(" + column + ")";
        if (pattern.indexOf('=') >= 0) {
            return name + " like " + bound(like);
        }
        return "("
                + name
                + " like "
                + bound(like)
                + " or "
                + name
                + " like "
                + bound(like + "=%")
                + " or "
                + name
                + " like "
                + bound("%=" + like)
                + " or "
                + name
                + " like "
                + bound("%=" + like + "=%")
                + ")";
    }

    private String fuzzy(String column, List<String> words) {
        String text = "'^' || translate(upper(" + column + "), ' =,-', '^^^^')";
        return all(
                words.stream()
                        .map(word -> text + " like " + bound("%^" + like(word) + "%"))
                        .toList());
    }

    private String range(Vr vr, String column, Matching.Range range) {
        List<String> ends = new ArrayList<>();
        if (range.from() != null) {
            ends.add(column + " >= " + bound(range.from()));
        }
        if (range.to() != null) {
            ends.add(column + " <= " + bound(vr == Vr.DA ? range.to() : range.to() + LAST));
        }
        return all(ends);
    }

    // ---- attributes in JSON

    /// @param object the expression of the JSON object that has the attribute
    private String json(QueryKey key, String object, int depth) {
        Vr vr = Dictionary.vr(key.tag());
        String array = object + " #> '{" + Tag.toHex(key.tag()) + ",Value}'";
        if (key.matching() instanceof Matching.Sequence(List<QueryKey> keys)) {
            return items(key.tag(), array, keys, depth);
        }
        if (vr == Vr.PN) {
            return "exists (select 1 from jsonb_array_elements("
                    + array
                    + ") v, jsonb_each_text(case when jsonb_typeof(v) = 'object' then v"
                    + " else '{}' end) g where "
                    + scalar(key.tag(), vr, "g.value", key.matching())
                    + ")";
        }
        if (vr == Vr.IS || vr == Vr.DS) {
            return "exists (select 1 from jsonb_array_elements("
                    + array
                    + ") v where v = to_jsonb(cast("
                    + bound(number(key))
                    + " as numeric)))";
        }
        return "exists (select 1 from jsonb_array_elements_text("
                + array
                + ") t (v) where "
                + scalar(key.tag(), vr, "t.v collate \"C\"", key.matching())
                + ")";
    }

    private String items(int tag, String array, List<QueryKey> keys, int depth) {
        if (depth == MAX_DEPTH) {
            throw Refusal.invalid(QueryKey.name(tag) + " is nested too deeply.");
        }
        String item = "q" + items++;
        List<String> conditions = new ArrayList<>();
        for (QueryKey key : keys) {
            if (!(key.matching() instanceof Matching.Universal)) {
                conditions.add(json(key, item + ".value", depth + 1));
            }
        }
        return conditions.isEmpty()
                ? "true"
                : "exists (select 1 from jsonb_array_elements("
                        + array
                        + ") "
                        + item
                        + " where "
                        + all(conditions)
                        + ")";
    }

    private static BigDecimal number(QueryKey key) {
        if (key.matching() instanceof Matching.Single(String value)
                && value.matches("[+-]?\\d{1,16}(\\.\\d{1,16})?")) {
            return new BigDecimal(value);
        }
        throw Refusal.invalid(QueryKey.name(key.tag()) + " is matched by one number.");
    }

    // ---- values

    private String bound(Object value) {
        String name = "k" + values.size();
        values.put(name, value);
        return ":" + name;
    }

    private static String like(String pattern) {
        return pattern.replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_")
                .replace('*', '%')
                .replace('?', '_');
    }
}
