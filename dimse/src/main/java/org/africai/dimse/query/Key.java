package org.africai.dimse.query;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.africai.dicom.data.Dataset;
import org.africai.dicom.data.DicomDate;
import org.africai.dicom.data.DicomDateTime;
import org.africai.dicom.data.DicomTime;
import org.africai.dicom.data.Element;
import org.africai.dicom.data.TemporalRange;
import org.africai.dicom.dict.Tag;

/// What one element of a query demands. A candidate without a value does not match, because nothing
/// is known of it.
@FunctionalInterface
interface Key {
    boolean matches(Dataset candidate);

    /// The demand of an element; empty when all match (universal matching, PS3.4 §C.2.2.2.3).
    ///
    /// @param isFuzzy whether names that sound alike match
    /// @throws IllegalArgumentException when a date, time or number is none
    static Optional<Key> of(Element element, boolean isFuzzy) {
        List<String> values = element.strings();
        boolean isUniversal =
                element.length() == 0
                        || values.stream().allMatch(String::isEmpty)
                        || values.stream().anyMatch(Wildcard::isUniversal);
        if (!element.vr().isText()) {
            return values.isEmpty() ? Optional.empty() : Optional.of(integers(element));
        }
        return isUniversal ? Optional.empty() : Optional.of(text(element, values, isFuzzy));
    }

    private static Key text(Element element, List<String> values, boolean isFuzzy) {
        int tag = element.tag();
        return switch (element.vr()) {
            case UI -> any(tag, Set.copyOf(values)::contains);
            case DA -> temporal(tag, values, TemporalRange::ofDates, DicomDate::parse);
            case TM ->
                    temporal(
                            tag,
                            values,
                            TemporalRange::ofTimes,
                            text -> DicomTime.parse(text).map(DicomTime::earliest));
            case DT ->
                    temporal(
                            tag,
                            values,
                            TemporalRange::ofDateTimes,
                            text -> DicomDateTime.parse(text).map(DicomDateTime::earliest));
            case IS, DS -> decimals(element);
            case PN -> names(tag, values, isFuzzy);
            default ->
                    any(tag, text -> values.stream().anyMatch(key -> Wildcard.matches(key, text)));
        };
    }

    private static Key any(int tag, Predicate<String> isMatch) {
        return candidate -> candidate.strings(tag).stream().anyMatch(isMatch);
    }

    private static Key names(int tag, List<String> values, boolean isFuzzy) {
        List<NameKey> exact = values.stream().map(NameKey::new).toList();
        List<FuzzyName> fuzzy = isFuzzy ? values.stream().map(FuzzyName::new).toList() : List.of();
        return any(
                tag,
                name ->
                        exact.stream().anyMatch(key -> key.matches(name))
                                || fuzzy.stream().anyMatch(key -> key.matches(name)));
    }

    private static <T extends Comparable<? super T>> Key temporal(
            int tag,
            List<String> values,
            Function<String, Optional<TemporalRange<T>>> ranges,
            Function<String, Optional<T>> moments) {
        List<TemporalRange<T>> wanted =
                values.stream()
                        .map(value -> ranges.apply(value).orElseThrow(() -> invalid(tag)))
                        .toList();
        return any(
                tag,
                text ->
                        moments.apply(text)
                                .filter(m -> wanted.stream().anyMatch(r -> r.contains(m)))
                                .isPresent());
    }

    private static IllegalArgumentException invalid(int tag) {
        return new IllegalArgumentException(Tag.toString(tag) + " is not what its VR demands");
    }

    private static Key integers(Element element) {
        if (element.integers().length == 0) {
            return decimals(element);
        }
        long[] wanted = element.integers();
        return candidate ->
                Arrays.stream(candidate.integers(element.tag()))
                        .anyMatch(value -> Arrays.stream(wanted).anyMatch(w -> w == value));
    }

    private static Key decimals(Element element) {
        double[] wanted = element.decimals();
        if (wanted.length == 0) {
            throw invalid(element.tag());
        }
        return candidate ->
                Arrays.stream(candidate.decimals(element.tag()))
                        .anyMatch(value ->
                                Arrays.stream(wanted).anyMatch(w -> Double.compare(w, value) == 0));
    }

    /// A sequence matches when one of its items matches all keys of the item (PS3.4 §C.2.2.2.6).
    static Key sequence(int tag, QueryMatcher item) {
        return candidate -> candidate.sequence(tag).stream().anyMatch(item::matches);
    }

    /// A range of dates and one of times, taken as one range of moments (PS3.4 §C.2.2.2.5.4).
    ///
    /// @throws IllegalArgumentException when one of them is no range
    static Key combined(Dataset identifier, int dateTag, int timeTag) {
        TemporalRange<LocalDate> dates =
                identifier
                        .string(dateTag)
                        .flatMap(TemporalRange::ofDates)
                        .orElseThrow(() -> invalid(dateTag));
        TemporalRange<LocalTime> times =
                identifier
                        .string(timeTag)
                        .flatMap(TemporalRange::ofTimes)
                        .orElseThrow(() -> invalid(timeTag));
        TemporalRange<LocalDateTime> moments =
                new TemporalRange<>(
                        dates.from() == null
                                ? null
                                : dates.from()
                                        .atTime(
                                                times.from() == null
                                                        ? LocalTime.MIN
                                                        : times.from()),
                        dates.to() == null
                                ? null
                                : dates.to()
                                        .atTime(times.to() == null ? LocalTime.MAX : times.to()));
        return candidate ->
                candidate.date(dateTag).isPresent()
                        && candidate
                                .dateTime(dateTag, timeTag)
                                .filter(moments::contains)
                                .isPresent();
    }
}
