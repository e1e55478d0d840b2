package org.africai.server.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.africai.server.db.Row;
import org.africai.server.schema.DataType;
import org.africai.server.schema.Field;
import org.africai.server.schema.Item;
import org.africai.server.schema.ItemJson;
import org.africai.server.schema.TypeRegistry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How the document of a thing lies in its row: common fields in columns, custom variables in
/// `variables`, everything else in `item`. Nested things that have addresses of their own (scans,
/// resources, shares) have rows of their own and are in neither.
final class Documents {
    private static final String VARIABLES = "fields/field";
    private static final String VARIABLE_NAME = "name";
    private static final String VARIABLE_VALUE = "field";

    private static final String SCANS = "scans/scan";

    private static final Set<String> WITH_ROWS_OF_THEIR_OWN =
            Set.of(
                    "experiments/experiment",
                    "resources/resource",
                    "sharing/share",
                    SCANS,
                    "assessors/assessor",
                    "reconstructions/reconstructedImage",
                    "file",
                    "in/file",
                    "out/file");

    private static final JsonMapper JSON = new JsonMapper();

    private final TypeRegistry registry;

    Documents(TypeRegistry registry) {
        this.registry = registry;
    }

    /// Whether documents are stored without what is at this path, because it has rows of its own.
    /// Scans have when they are those of a session: assessors call scans what they say of them.
    ///
    /// @param itemType the data type of what is there
    static boolean isElsewhere(TypeRegistry registry, String path, String itemType) {
        return WITH_ROWS_OF_THEIR_OWN.contains(path)
                && (!path.equals(SCANS) || registry.isA(itemType, ScanTable.TYPE));
    }

    /// What the columns `item` and `variables` take.
    record Kept(String item, String variables) {}

    /// @param inColumns the fields that columns hold
    Kept keep(Item item, Set<String> inColumns) {
        Map<String, String> fields = new LinkedHashMap<>(item.fields());
        fields.keySet().removeAll(inColumns);
        Map<String, List<Item>> children = ownChildren(registry, item);
        children.remove(VARIABLES);
        return new Kept(
                ItemJson.toStorageText(new Item(item.xsiType(), fields, children)),
                JSON.writeValueAsString(variables(item)));
    }

    private static Map<String, String> variables(Item item) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Item variable : item.children(VARIABLES)) {
            variable.field(VARIABLE_NAME)
                    .ifPresent(
                            name -> variables.put(name, variable.field(VARIABLE_VALUE).orElse("")));
        }
        return variables;
    }

    /// The document in the columns `item` and, where there is one, `variables`.
    Item read(Row row, String xsiType) {
        Item item = stored(row.text("item"), xsiType);
        Map<String, String> variables = new LinkedHashMap<>();
        JSON.readTree(row.text("variables"))
                .properties()
                .forEach(e -> variables.put(e.getKey(), e.getValue().asString()));
        return withVariables(item, variables);
    }

    private Item stored(String json, String xsiType) {
        JsonNode node = JSON.readTree(json);
        return node.isEmpty() ? new Item(xsiType, Map.of(), Map.of()) : ItemJson.fromStorage(node);
    }

    private Item withVariables(Item item, Map<String, String> variables) {
        DataType type = registry.get(item.xsiType());
        if (!(type.field(VARIABLES).orElse(null) instanceof Field.Repeated repeated)) {
            return item;
        }
        List<Item> children = new ArrayList<>();
        variables.forEach((name, value) ->
                children.add(
                        new Item(
                                repeated.type(),
                                Map.of(VARIABLE_NAME, name, VARIABLE_VALUE, value),
                                Map.of())));
        return item.withChildren(VARIABLES, children);
    }

    /// The document without the nested things that have addresses of their own.
    static Item alone(TypeRegistry registry, Item item) {
        return new Item(item.xsiType(), item.fields(), ownChildren(registry, item));
    }

    private static Map<String, List<Item>> ownChildren(TypeRegistry registry, Item item) {
        Map<String, List<Item>> children = new LinkedHashMap<>(item.children());
        children.entrySet()
                .removeIf(child ->
                        isElsewhere(
                                registry, child.getKey(), child.getValue().getFirst().xsiType()));
        return children;
    }
}
