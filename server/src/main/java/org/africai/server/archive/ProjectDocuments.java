package org.africai.server.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.africai.server.schema.DataType;
import org.africai.server.schema.Field;
import org.africai.server.schema.Item;
import org.africai.server.schema.TypeRegistry;

/// Completes a project's document with what its row does not have: aliases, resources, and a
/// protocol for each data type in use, where clients look for definitions of custom variables.
final class ProjectDocuments {
    private static final String PROTOCOLS = "studyProtocol";
    private static final String PROTOCOL = "xnat:datatypeProtocol";
    private static final String VARIABLES = "fields/field";

    private final TypeRegistry registry;
    private final ProjectNameTable names;
    private final NestedTable nested;

    ProjectDocuments(TypeRegistry registry, ProjectNameTable names, NestedTable nested) {
        this.registry = registry;
        this.names = names;
        this.nested = nested;
    }

    /// @param data whether the caller reads the project's data, and not only its description
    Item complete(Project project, boolean data) {
        Item document = withAliases(project.document(), names.aliases(project.key()));
        if (!data) {
            return document.withChildren(VARIABLES, List.of()).withChildren(PROTOCOLS, List.of());
        }
        String uri = "/data/projects/" + project.id();
        return withProtocols(document, project)
                .withChildren("resources/resource", nested.resourcesOfProject(project.key(), uri));
    }

    Item withAliases(Item document, List<String> aliases) {
        DataType type = registry.get(document.xsiType());
        if (!(type.field(ProjectName.ALIASES).orElse(null) instanceof Field.Repeated field)) {
            throw new IllegalStateException(type.name() + " has no aliases");
        }
        return document.withChildren(
                ProjectName.ALIASES,
                aliases.stream()
                        .map(alias -> new Item(field.type(), Map.of("alias", alias), Map.of()))
                        .toList());
    }

    private Item withProtocols(Item document, Project project) {
        List<Item> protocols = new ArrayList<>(document.children(PROTOCOLS));
        Set<String> known =
                protocols.stream()
                        .flatMap(protocol -> protocol.field("ID").stream())
                        .collect(Collectors.toSet());
        for (Item protocol : defaults(project)) {
            if (!known.contains(protocol.fields().get("ID"))) {
                protocols.add(protocol);
            }
        }
        return document.withChildren(PROTOCOLS, protocols);
    }

    private List<Item> defaults(Project project) {
        List<Item> protocols = new ArrayList<>();
        protocols.add(protocol(project, SubjectTable.TYPE));
        nested.experimentTypes(project.key())
                .forEach(type -> protocols.add(protocol(project, type)));
        return protocols;
    }

    private Item protocol(Project project, String type) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("ID", project.id() + "_" + type.replace(':', '_'));
        fields.put("name", registry.get(type).plural());
        fields.put("data-type", type);
        return new Item(PROTOCOL, fields, Map.of());
    }
}
