package org.africai.server.schema;

import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;

/// One thing a [DataType] can hold, under a path relative to the type: the names of nested elements
/// and of an attribute joined by `/`, without `@` (`parameters/voxelRes/x`).
public sealed interface Field {
    /// Where it is, relative to its type.
    String path();

    /// Whether the schema demands it.
    boolean required();

    /// What the schema says about it; empty when nothing.
    String documentation();

    /// A text, number, date or the like.
    ///
    /// @param attribute whether XML writes it as an attribute
    /// @param hidden given by the archive, shown in JSON and lists, never in XML, never set by
    ///   clients
    record Value(
            String path,
            SimpleType datatype,
            Facets facets,
            boolean attribute,
            boolean hidden,
            boolean required,
            String documentation)
            implements Field {

        /// The text as it is kept.
        ///
        /// @throws Refusal with the field's name when the text is not a value of this field
        public String canonical(String text) {
            try {
                return facets.check(datatype.canonical(text));
            } catch (InvalidValue e) {
                throw Refusal.invalid(path + " " + e.getMessage());
            }
        }
    }

    /// At most one nested document, of the declared type or a subtype of it.
    ///
    /// @param type wire name of the declared type
    record Reference(String path, String type, boolean required, String documentation)
            implements Field {}

    /// Any number of nested documents, each of the declared type or a subtype of it.
    ///
    /// @param type wire name of the declared type; for a structure without a name of its own that
    ///   of its owner and the element, such as `xnat:subjectData_field`
    /// @param key path, within the nested type, of the value that tells siblings apart
    record Repeated(
            String path, String type, @Nullable String key, boolean required, String documentation)
            implements Field {}
}
