package org.africai.server.schema;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a path means for a type.
public sealed interface Resolution {
    /// The path names no field of the type.
    ///
    /// @param reason what is wrong with it, for a message or a log
    record Unknown(String reason) implements Resolution {}

    /// The path names a field.
    ///
    /// @param type the type the path starts at: the asked one or, when only a subtype has the
    ///   field, that subtype
    /// @param hops the nested documents on the way, outermost first
    /// @param field the field of the innermost document
    record Resolved(DataType type, List<Hop> hops, Field field) implements Resolution {
        public Resolved {
            hops = List.copyOf(hops);
        }

        /// The path without type and conditions (`demographics/gender`, `fields/field/field`).
        public String path() {
            return hops.stream().map(h -> h.field().path() + "/").collect(Collectors.joining())
                    + field.path();
        }

        /// The whole path as clients may send it back
        /// (`xnat:subjectData/demographics[@xsi:type=xnat:demographicData]/gender`).
        public String xpath() {
            return type.name()
                    + "/"
                    + hops.stream().map(h -> h + "/").collect(Collectors.joining())
                    + field.path();
        }
    }

    /// A step into a nested document.
    ///
    /// @param field the [Field.Reference] or [Field.Repeated] stepped through
    /// @param type type of the document meant, and of one that has to be created
    /// @param typed whether the path named the type, so that documents of other types do not count
    /// @param index position among the documents of a repeated field, from 0
    /// @param where values, by path within the document, that it must have
    record Hop(
            Field field,
            DataType type,
            boolean typed,
            @Nullable Integer index,
            Map<String, String> where) {
        public Hop {
            where = Map.copyOf(where);
        }

        boolean admits(Item item) {
            return (!typed || item.xsiType().equals(type.name()))
                    && where.entrySet().stream()
                            .allMatch(e -> e.getValue().equals(item.fields().get(e.getKey())));
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(field.path());
            if (index != null) {
                text.append('[').append(index).append(']');
            }
            if (typed) {
                text.append("[@xsi:type=").append(type.name()).append(']');
            }
            where.forEach((k, v) -> text.append('[').append(k).append('=').append(v).append(']'));
            return text.toString();
        }
    }
}
