package org.africai.dimse.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DatasetBuilder;
import org.africai.dicom.data.Element;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;
import org.africai.dimse.QueryOptions;

/// The keys of a query, against which data sets are matched in memory (PS3.4 §C.2.2.2): single
/// value, list of UID, universal, wild card, range and sequence matching; several values of a key
/// are alternatives. Immutable. A database does the same faster; this is for lists that are short,
/// and for what a database left undecided.
public final class QueryMatcher {
    /// What says how to ask, and not what for.
    private static final Set<Integer> CONTROLS =
            Set.of(
                    Tag.SpecificCharacterSet,
                    Tag.QueryRetrieveLevel,
                    Tag.QueryRetrieveView,
                    Tag.TimezoneOffsetFromUTC);

    private static final Map<Integer, Integer> TIME_OF_DATE =
            Map.of(
                    Tag.StudyDate, Tag.StudyTime,
                    Tag.SeriesDate, Tag.SeriesTime,
                    Tag.AcquisitionDate, Tag.AcquisitionTime,
                    Tag.ContentDate, Tag.ContentTime,
                    Tag.InstanceCreationDate, Tag.InstanceCreationTime,
                    Tag.PatientBirthDate, Tag.PatientBirthTime,
                    Tag.PerformedProcedureStepStartDate, Tag.PerformedProcedureStepStartTime);

    private final Dataset identifier;
    private final List<Key> keys;

    private QueryMatcher(Dataset identifier, List<Key> keys) {
        this.identifier = identifier;
        this.keys = keys;
    }

    /// The keys of an identifier.
    ///
    /// @param options what was negotiated: names that sound alike, dates and times combined
    /// @throws IllegalArgumentException when a key is malformed; the message names the element
    public static QueryMatcher of(Dataset identifier, QueryOptions options) {
        List<Key> keys = new ArrayList<>();
        Set<Integer> done = new HashSet<>(CONTROLS);
        if (options.isDateTimeCombined()) {
            TIME_OF_DATE.forEach((date, time) -> {
                if (isRange(identifier, date) && isRange(identifier, time)) {
                    keys.add(Key.combined(identifier, date, time));
                    done.add(date);
                    done.add(time);
                }
            });
        }
        for (Element element : identifier) {
            if (!done.contains(element.tag()) && !Tag.isGroupLength(element.tag())) {
                add(element, options, keys);
            }
        }
        return new QueryMatcher(identifier, List.copyOf(keys));
    }

    private static boolean isRange(Dataset identifier, int tag) {
        return identifier.string(tag).filter(text -> text.indexOf('-') >= 0).isPresent();
    }

    private static void add(Element element, QueryOptions options, List<Key> keys) {
        if (element.vr() != Vr.SQ) {
            Key.of(element, options.isFuzzy()).ifPresent(keys::add);
            return;
        }
        if (!element.items().isEmpty()) {
            QueryMatcher item = of(element.items().getFirst(), options);
            if (!item.keys.isEmpty()) {
                keys.add(Key.sequence(element.tag(), item));
            }
        }
    }

    /// Whether a data set matches all keys.
    public boolean matches(Dataset candidate) {
        return keys.stream().allMatch(key -> key.matches(candidate));
    }

    /// What is told of a match (PS3.4 §C.4.1.1.3.2): the elements of the identifier, with the
    /// values of the candidate, empty when it has none. Of a sequence whose item names elements,
    /// only those are told.
    public Dataset answer(Dataset candidate) {
        return answer(candidate, Dataset.builder());
    }

    private Dataset answer(Dataset candidate, DatasetBuilder builder) {
        for (Element wanted : identifier) {
            int tag = wanted.tag();
            if (tag == Tag.QueryRetrieveLevel) {
                builder.put(wanted);
            } else if (!CONTROLS.contains(tag) && !Tag.isGroupLength(tag)) {
                candidate
                        .element(tag)
                        .ifPresentOrElse(
                                found -> tell(wanted, found, builder),
                                () -> putEmpty(wanted, builder));
            }
        }
        return builder.build();
    }

    private static void putEmpty(Element wanted, DatasetBuilder builder) {
        if (wanted.vr() == Vr.SQ) {
            builder.put(wanted.tag(), List.of());
        } else {
            builder.put(wanted.tag(), wanted.vr(), new byte[0]);
        }
    }

    private static void tell(Element wanted, Element found, DatasetBuilder builder) {
        boolean isNarrowed =
                wanted.vr() == Vr.SQ
                        && !wanted.items().isEmpty()
                        && !wanted.items().getFirst().isEmpty();
        if (isNarrowed) {
            QueryMatcher item = new QueryMatcher(wanted.items().getFirst(), List.of());
            builder.put(
                    found.tag(),
                    found.items().stream()
                            .map(one -> item.answer(one, Dataset.itemBuilder()))
                            .toList());
        } else {
            builder.put(found);
        }
    }
}
