package org.africai.dicom.data;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A range as queries give it (PS3.4 §C.2.2.2.5): `from-to`, `from-`, `-to`, or one value that
/// stands for all it can mean.
///
/// @param from the first moment, `null` for no limit
/// @param to the last moment, `null` for no limit
/// @param <T> the type of moments
public record TemporalRange<T extends Comparable<? super T>>(@Nullable T from, @Nullable T to) {
    /// The first and the last moment of one value.
    private record Span<T>(T first, T last) {}

    /// Reads a range of dates; empty when `text` is none.
    public static Optional<TemporalRange<LocalDate>> ofDates(String text) {
        return parse(text, side -> DicomDate.parse(side).map(date -> new Span<>(date, date)));
    }

    /// Reads a range of times; empty when `text` is none.
    public static Optional<TemporalRange<LocalTime>> ofTimes(String text) {
        return parse(
                text,
                side ->
                        DicomTime.parse(side)
                                .map(time -> new Span<>(time.earliest(), time.latest())));
    }

    /// Reads a range of moments; empty when `text` is none. Offsets from UTC are read and left out.
    public static Optional<TemporalRange<LocalDateTime>> ofDateTimes(String text) {
        return parse(
                text,
                side ->
                        DicomDateTime.parse(side)
                                .map(time -> new Span<>(time.earliest(), time.latest())));
    }

    /// A hyphen may also start an offset from UTC, so that each one is tried.
    private static <T extends Comparable<? super T>> Optional<TemporalRange<T>> parse(
            String text, Function<String, Optional<Span<T>>> parser) {
        Optional<Span<T>> single = parser.apply(text);
        if (single.isPresent()) {
            return Optional.of(new TemporalRange<>(single.get().first, single.get().last));
        }
        for (int at = text.indexOf('-'); at >= 0; at = text.indexOf('-', at + 1)) {
            Optional<TemporalRange<T>> range =
                    between(text.substring(0, at), text.substring(at + 1), parser);
            if (range.isPresent()) {
                return range;
            }
        }
        return Optional.empty();
    }

    private static <T extends Comparable<? super T>> Optional<TemporalRange<T>> between(
            String from, String to, Function<String, Optional<Span<T>>> parser) {
        Optional<Span<T>> first = parser.apply(from.strip());
        Optional<Span<T>> last = parser.apply(to.strip());
        boolean isForm =
                (from.isBlank() || first.isPresent())
                        && (to.isBlank() || last.isPresent())
                        && (first.isPresent() || last.isPresent());
        return isForm
                ? Optional.of(
                        new TemporalRange<>(
                                first.map(Span::first).orElse(null),
                                last.map(Span::last).orElse(null)))
                : Optional.empty();
    }

    /// Whether a moment is within the range, limits included.
    public boolean contains(T moment) {
        return (from == null || from.compareTo(moment) <= 0)
                && (to == null || to.compareTo(moment) >= 0);
    }
}
