package org.africai.server.studies;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a key of a query matches (PS3.4 §C.2.2.2).
public sealed interface Matching {
    /// Everything, also what lacks the attribute: the attribute is only asked for.
    record Universal() implements Matching {}

    /// One value. Names of persons match in any case, each of their component groups by itself;
    /// everything else matches exactly.
    record Single(String value) implements Matching {}

    /// Any of these values, which are mostly UIDs.
    record AnyOf(List<String> values) implements Matching {
        public AnyOf {
            values = List.copyOf(values);
        }
    }

    /// Text in which `*` stands for any characters and `?` for one.
    record Wildcard(String pattern) implements Matching {}

    /// Dates, times or moments from one to the other, both included.
    ///
    /// @param from as DICOM writes it, absent for no limit
    /// @param to as DICOM writes it, absent for no limit
    record Range(@Nullable String from, @Nullable String to) implements Matching {}

    /// Names of persons that have words beginning with each of these, in any order and case.
    record Fuzzy(List<String> words) implements Matching {
        public Fuzzy {
            words = List.copyOf(words);
        }
    }

    /// An item that all of these keys match.
    record Sequence(List<QueryKey> keys) implements Matching {
        public Sequence {
            keys = List.copyOf(keys);
        }
    }
}
