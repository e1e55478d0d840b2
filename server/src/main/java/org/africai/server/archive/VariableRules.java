package org.africai.server.archive;

import java.util.Map;
import org.africai.server.access.Scope;
import org.africai.server.schema.DataType;
import org.africai.server.schema.Item;
import org.africai.server.schema.SimpleType;

/// What projects say about their custom variables, as far as the archive has to obey it. Part of
/// the caller's transaction.
public interface VariableRules {
    /// Takes over the definitions that a project's document holds.
    ///
    /// @throws org.africai.server.http.Refusal when a definition is none, naming its variable
    void define(long project, Item document);

    /// Checks the custom variables that a thing of a project gets.
    ///
    /// @param before the document so far, empty for a new thing
    /// @return the revised document with each value in the form of its datatype
    /// @throws org.africai.server.http.Refusal when a value is not one of its variable, naming it
    Item check(long project, Item before, Item revised);

    /// The datatypes of the variables that things of a type, its bases or its subtypes have in the
    /// given projects, by name; those on which the projects do not agree are left out.
    Map<String, SimpleType> datatypes(Scope projects, DataType type);
}
