package org.africai.server.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a `Range` header asks of a representation of known size (RFC 9110 §14.2).
///
/// A header that cannot be read, is in another unit, or asks for more bytes than there are (by
/// ranges that overlap) or for more than a hundred ranges is passed over, as the standard allows:
/// the whole is sent.
public sealed interface RequestedRanges {
    int MAX_RANGES = 100;

    /// The whole representation.
    record Whole() implements RequestedRanges {}

    /// @param ranges one or more, as asked and in that order, cut at the representation's end
    record Parts(List<ByteRange> ranges) implements RequestedRanges {
        public Parts {
            ranges = List.copyOf(ranges);
        }
    }

    /// None of the ranges has a byte in the representation.
    record Unsatisfiable() implements RequestedRanges {}

    static RequestedRanges parse(@Nullable String header, long size) {
        if (header == null || !header.startsWith("bytes=")) {
            return new Whole();
        }
        String[] specs = header.substring("bytes=".length()).split(",");
        if (specs.length > MAX_RANGES) {
            return new Whole();
        }
        List<ByteRange> ranges = new ArrayList<>();
        for (String text : specs) {
            Optional<Spec> spec = Spec.parse(text.strip());
            if (spec.isEmpty()) {
                return new Whole();
            }
            spec.get().within(size).ifPresent(ranges::add);
        }
        return chosen(ranges, size);
    }

    private static RequestedRanges chosen(List<ByteRange> ranges, long size) {
        if (ranges.isEmpty()) {
            return new Unsatisfiable();
        }
        long asked = 0;
        for (ByteRange range : ranges) {
            asked += range.length();
            if (asked > size) {
                return new Whole();
            }
        }
        return new Parts(ranges);
    }

    /// One range as written: `0-499`, `500-`, `-500`.
    ///
    /// @param first absent for the last so many bytes
    /// @param last absent for all to the end; how many when `first` is absent
    record Spec(@Nullable Long first, @Nullable Long last) {
        private static final Pattern SYNTAX = Pattern.compile("(\\d*)-(\\d*)");

        private static Optional<Spec> parse(String text) {
            Matcher match = SYNTAX.matcher(text);
            if (!match.matches()) {
                return Optional.empty();
            }
            Long first = number(match.group(1));
            Long last = number(match.group(2));
            boolean reversed = first != null && last != null && last < first;
            return (first == null && last == null) || reversed
                    ? Optional.empty()
                    : Optional.of(new Spec(first, last));
        }

        /// More digits than any size has are as good as the largest number.
        private static @Nullable Long number(String digits) {
            if (digits.isEmpty()) {
                return null;
            }
            return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
        }

        private Optional<ByteRange> within(long size) {
            long from = first != null ? first : size - Math.min(size, last == null ? 0 : last);
            long to = first == null || last == null ? size - 1 : Math.min(last, size - 1);
            return from <= to ? Optional.of(new ByteRange(from, to)) : Optional.empty();
        }
    }
}
