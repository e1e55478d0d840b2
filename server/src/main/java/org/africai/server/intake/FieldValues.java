package org.africai.server.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.africai.server.archive.Submission.Assignment;
import org.africai.server.http.Refusal;
import org.africai.server.schema.DataType;
import org.africai.server.schema.Field;
import org.africai.server.schema.SimpleType;
import org.africai.server.schema.TypeRegistry;

/// Makes what headers say fit a data type: a value that is none of its field is left out, a text
/// that is too long is cut. A header must never keep a session from being archived.
final class FieldValues {
    private final TypeRegistry registry;

    FieldValues(TypeRegistry registry) {
        this.registry = registry;
    }

    /// @param fields values by path relative to the type
    /// @param except the paths that are not to be set
    List<Assignment> assignments(String xsiType, Map<String, String> fields, Set<String> except) {
        DataType type = registry.get(xsiType);
        List<Assignment> assignments = new ArrayList<>();
        fields.forEach((path, value) -> {
            if (!except.contains(path)) {
                type.value(path)
                        .flatMap(field -> fitting(field, value))
                        .map(fit -> new Assignment(type.name() + "/" + path, fit))
                        .ifPresent(assignments::add);
            }
        });
        return assignments;
    }

    private static Optional<String> fitting(Field.Value field, String value) {
        int most = field.facets().maxLength();
        boolean isLong = field.datatype() == SimpleType.STRING && value.length() > most;
        try {
            return Optional.of(field.canonical(isLong ? cut(value, most) : value));
        } catch (Refusal notAValue) {
            return Optional.empty();
        }
    }

    private static String cut(String value, int most) {
        int end = Character.isHighSurrogate(value.charAt(most - 1)) ? most - 1 : most;
        return value.substring(0, end);
    }
}
