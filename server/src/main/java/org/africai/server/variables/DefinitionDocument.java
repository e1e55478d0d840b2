package org.africai.server.variables;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.africai.server.http.Refusal;
import org.africai.server.schema.Item;
import org.africai.server.schema.TypeRegistry;

/// Reads the definitions of custom variables in a project's document:
///
/// ```
/// studyProtocol          @data-type=xnat:subjectData
///   definitions/definition     @ID: the set
///     fields/field             @name @type=custom @datatype @required
///       possibleValues/possibleValue
/// ```
final class DefinitionDocument {
    /// Most definitions of a project.
    static final int MAX_DEFINITIONS = 5_000;

    private static final int MAX_NAME = 255;

    private final TypeRegistry registry;
    private final Map<List<String>, Definition> definitions = new LinkedHashMap<>();

    private DefinitionDocument(TypeRegistry registry) {
        this.registry = registry;
    }

    /// @throws Refusal when one of them is no definition, naming its variable
    static List<Definition> read(TypeRegistry registry, Item project) {
        var document = new DefinitionDocument(registry);
        for (Item protocol : project.children("studyProtocol")) {
            for (Item set : protocol.children("definitions/definition")) {
                document.readSet(protocol, set);
            }
        }
        return List.copyOf(document.definitions.values());
    }

    private void readSet(Item protocol, Item set) {
        String type =
                set.field("data-type")
                        .or(() -> protocol.field("data-type"))
                        .map(name -> registry.get(name).name())
                        .orElseThrow(() ->
                                Refusal.invalid(
                                        "A set of custom variables has no data-type: "
                                                + set.field("ID").orElse("without ID")));
        String id = set.field("ID").orElse("default");
        for (Item field : set.children("fields/field")) {
            if (!field.field("type").filter("standard"::equals).isPresent()) {
                add(definition(type, id, field));
            }
        }
    }

    private void add(Definition definition) {
        Optional<Definition> other =
                definitions.values().stream()
                        .filter(d -> d.of().equals(definition.of()))
                        .filter(d -> d.name().equals(definition.name()))
                        .filter(d -> d.type() != definition.type())
                        .findFirst();
        if (other.isPresent()) {
            throw Refusal.invalid(
                    definition.inWords()
                            + " is defined as "
                            + other.get().type().word()
                            + " and as "
                            + definition.type().word()
                            + ".");
        }
        var key = List.of(definition.of(), definition.set(), definition.name());
        definitions.put(key, definition);
        if (definitions.size() > MAX_DEFINITIONS) {
            throw Refusal.invalid(
                    "A project defines at most " + MAX_DEFINITIONS + " custom variables.");
        }
    }

    private static Definition definition(String type, String set, Item field) {
        String name =
                field.field("name")
                        .filter(n -> !n.isBlank() && n.length() <= MAX_NAME)
                        .orElseThrow(() ->
                                Refusal.invalid(
                                        "A custom variable of the set '"
                                                + set
                                                + "' has no name of 1 to "
                                                + MAX_NAME
                                                + " characters."));
        String datatype = field.field("datatype").orElse("string");
        VariableType known =
                VariableType.named(datatype)
                        .orElseThrow(() ->
                                Refusal.invalid(
                                        "The custom variable '"
                                                + name
                                                + "' is string, integer, float, boolean or date,"
                                                + " not '"
                                                + datatype
                                                + "'."));
        var definition =
                new Definition(
                        type, set, name, known, isTrue(field.field("required")), values(field));
        definition.possibleValues().forEach(definition::withoutChoice);
        return definition;
    }

    private static boolean isTrue(Optional<String> flag) {
        return flag.filter(text -> text.equals("true") || text.equals("1")).isPresent();
    }

    private static List<String> values(Item field) {
        List<String> values = new ArrayList<>();
        for (Item value : field.children("possibleValues/possibleValue")) {
            value.field("possibleValue").ifPresent(values::add);
        }
        return values;
    }
}
