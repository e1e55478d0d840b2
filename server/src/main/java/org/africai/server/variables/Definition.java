package org.africai.server.variables;

import java.util.List;
import org.africai.server.http.Refusal;
import org.africai.server.schema.Facets;
import org.africai.server.schema.Field;

/// What a project says about one custom variable.
///
/// @param of whose variable it is, `xnat:subjectData`; also of its subtypes
/// @param set the set it belongs to, which is filled in as a whole
/// @param required whether whoever fills in the set must give it a value
/// @param possibleValues the only values it can have; empty for any
record Definition(
        String of,
        String set,
        String name,
        VariableType type,
        boolean required,
        List<String> possibleValues) {
    Definition {
        possibleValues = List.copyOf(possibleValues);
    }

    /// The text as it is kept.
    ///
    /// @throws Refusal with the variable's name when the text is not a value of it
    String canonical(String text) {
        return field(possibleValues.stream().map(this::withoutChoice).toList()).canonical(text);
    }

    /// The possible values in the form in which values are kept.
    ///
    /// @throws Refusal with the variable's name when one of them is of another datatype
    String withoutChoice(String text) {
        return field(List.of()).canonical(text);
    }

    private Field.Value field(List<String> values) {
        var facets = new Facets(Facets.LONG_TEXT, values, null, null);
        return new Field.Value(inWords(), type.type(), facets, false, false, required, "");
    }

    String inWords() {
        return "The custom variable '" + name + "'";
    }
}
