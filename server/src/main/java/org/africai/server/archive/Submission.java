package org.africai.server.archive;

import java.util.List;
import java.util.Optional;
import org.africai.server.schema.Item;
import org.jspecify.annotations.Nullable;

/// What a client wants a thing to be: a document, single values, or both. Single values win over
/// the document, later ones over earlier ones; what neither names stays as it is.
///
/// @param xsiType the data type that the client names, if it does
/// @param document the document sent, if one was
/// @param assignments single values
/// @param deletesAbsent whether what the document leaves out is deleted: XNAT's `allowDataDeletion`
public record Submission(
        @Nullable String xsiType,
        @Nullable Item document,
        List<Assignment> assignments,
        boolean deletesAbsent) {
    /// A submission that says nothing: the thing shall exist.
    public static final Submission EMPTY = new Submission(null, null, List.of(), false);

    /// One value for one field.
    ///
    /// @param path a short name or a path: `gender`, `xnat:subjectData/group`
    /// @param value the value as sent; [Item#NULL] or blank deletes the field
    public record Assignment(String path, String value) {}

    public Submission {
        assignments = List.copyOf(assignments);
    }

    /// Single values for a thing of the named type.
    public static Submission of(String xsiType, List<Assignment> assignments) {
        return new Submission(xsiType, null, assignments, false);
    }

    /// The data type that the client names outright.
    Optional<String> namedType() {
        return document != null ? Optional.of(document.xsiType()) : Optional.ofNullable(xsiType);
    }

    /// The data type that the client names, outright or by the first whole path it uses.
    Optional<String> anyType() {
        return namedType()
                .or(() ->
                        assignments.stream()
                                .map(Assignment::path)
                                .filter(Submission::beginsWithType)
                                .map(path -> path.substring(0, path.indexOf('/')))
                                .findFirst());
    }

    private static boolean beginsWithType(String path) {
        int colon = path.indexOf(':');
        return colon > 0 && path.indexOf('/') > colon;
    }
}
