package org.africai.server.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
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
    /// @param types types that a document on the way may have, by wire name: those that have the
    ///   rest of the path; a document that has to be created gets the first
    /// @param named wire name of the type that the path named, of which all of those are
    /// @param index position among the documents of a repeated field, from 0
    /// @param where values, by path within the document, that it must have
    record Hop(
            Field field,
            Map<String, DataType> types,
            @Nullable String named,
            @Nullable Integer index,
            Map<String, String> where) {
        public Hop {
            types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
            where = Map.copyOf(where);
        }

        /// The type of a document that has to be created.
        public DataType type() {
            return types.values().iterator().next();
        }

        boolean admits(Item item) {
            return meets(item) && types.containsKey(item.xsiType());
        }

        /// Whether it has the values demanded, of whatever type it is.
        boolean meets(Item item) {
            return where.entrySet().stream()
                    .allMatch(e -> e.getValue().equals(item.fields().get(e.getKey())));
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(field.path());
            if (index != null) {
                text.append('[').append(index).append(']');
            }
            if (named != null) {
                text.append("[@xsi:type=").append(named).append(']');
            }
            where.forEach((k, v) -> text.append('[').append(k).append('=').append(v).append(']'));
            return text.toString();
        }
    }
}
