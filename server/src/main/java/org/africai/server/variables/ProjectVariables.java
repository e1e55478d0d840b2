package org.africai.server.variables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.africai.server.access.Scope;
import org.africai.server.archive.VariableRules;
import org.africai.server.db.Sql;
import org.africai.server.http.Refusal;
import org.africai.server.schema.DataType;
import org.africai.server.schema.Item;
import org.africai.server.schema.SimpleType;
import org.africai.server.schema.TypeRegistry;

/// What projects say about their custom variables, and whether values keep to it.
///
/// A variable that no project defines takes any text. One that is defined takes values of its
/// datatype, and only possible ones. Sets of variables are filled in as a whole: who gives one of a
/// set a value gives one to all that are required, and those keep theirs. What was stored before
/// its definition stays until it is written again.
public final class ProjectVariables implements VariableRules {
    private static final String VARIABLES = "fields/field";

    private final TypeRegistry registry;
    private final DefinitionTable table;

    public ProjectVariables(TypeRegistry registry, Sql sql) {
        this.registry = registry;
        this.table = new DefinitionTable(sql);
    }

    @Override
    public void define(long project, Item document) {
        table.replace(project, DefinitionDocument.read(registry, document));
    }

    @Override
    public Item check(long project, Item before, Item revised) {
        Map<String, String> old = values(before);
        Map<String, String> now = values(revised);
        Set<String> written = new HashSet<>();
        now.forEach((name, value) -> {
            if (!value.equals(old.get(name))) {
                written.add(name);
            }
        });
        Set<String> touched = new HashSet<>(written);
        old.keySet().stream().filter(name -> !now.containsKey(name)).forEach(touched::add);
        if (touched.isEmpty()) {
            return revised;
        }
        DataType type = registry.get(revised.xsiType());
        List<Definition> definitions = table.find(project, withBases(type));
        requireWhole(definitions, touched, now);
        return canonical(definitions, written, revised);
    }

    @Override
    public Map<String, SimpleType> datatypes(Scope projects, DataType type) {
        List<String> types = new ArrayList<>(withBases(type));
        registry.concrete(type).forEach(concrete -> types.add(concrete.name()));
        return table.datatypes(projects, types);
    }

    private static List<String> withBases(DataType type) {
        List<String> names = new ArrayList<>();
        for (Optional<DataType> t = Optional.of(type); t.isPresent(); t = t.get().base()) {
            names.add(t.get().name());
        }
        return names;
    }

    private static Map<String, String> values(Item item) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Item variable : item.children(VARIABLES)) {
            variable.field("name")
                    .ifPresent(name -> values.put(name, variable.field("field").orElse("")));
        }
        return values;
    }

    /// Refuses when a set that was written to, or anything taken from, lacks a required value.
    private static void requireWhole(
            List<Definition> definitions, Set<String> touched, Map<String, String> now) {
        for (Definition definition : definitions) {
            boolean given = !now.getOrDefault(definition.name(), "").isBlank();
            if (definition.required() && !given && isTouched(definitions, definition, touched)) {
                throw Refusal.invalid(
                        definition.inWords()
                                + " is required in the set '"
                                + definition.set()
                                + "' and has no value.");
            }
        }
    }

    private static boolean isTouched(
            List<Definition> definitions, Definition one, Set<String> touched) {
        return definitions.stream()
                .filter(d -> d.set().equals(one.set()) && d.of().equals(one.of()))
                .anyMatch(d -> touched.contains(d.name()));
    }

    private static Item canonical(List<Definition> definitions, Set<String> written, Item revised) {
        List<Item> variables = new ArrayList<>();
        for (Item variable : revised.children(VARIABLES)) {
            boolean isWritten = written.contains(variable.field("name").orElse(""));
            variables.add(isWritten ? canonical(definitions, variable) : variable);
        }
        return revised.withChildren(VARIABLES, variables);
    }

    private static Item canonical(List<Definition> definitions, Item variable) {
        String name = variable.field("name").orElse("");
        String value = variable.field("field").orElse("");
        if (value.isBlank()) {
            return variable;
        }
        for (Definition definition : definitions) {
            if (definition.name().equals(name)) {
                value = definition.canonical(value);
            }
        }
        return variable.withField("field", value);
    }
}
