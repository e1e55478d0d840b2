package org.africai.server.archive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.africai.server.db.Row;
import org.africai.server.schema.Field;
import org.africai.server.schema.Item;
import org.africai.server.schema.TypeRegistry;

/// The document of a resource, as it is nested in that of its owner.
final class ResourceDocument {
    private static final String TAGS = "tags/tag";

    private final TypeRegistry registry;

    ResourceDocument(TypeRegistry registry) {
        this.registry = registry;
    }

    /// @param owner address of what the resource belongs to
    Item of(Row row, String owner) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("xnat_abstractresource_id", Long.toString(row.number("key")));
        fields.put("label", row.text("label"));
        fields.put("URI", owner + "/resources/" + row.number("key"));
        fields.put("format", row.text("format"));
        fields.put("content", row.text("content"));
        fields.put("description", row.text("description"));
        fields.put("note", row.text("note"));
        fields.put("file_count", Long.toString(row.number("file_count")));
        fields.put("file_size", Long.toString(row.number("file_size")));
        fields.values().removeIf(String::isEmpty);
        String type = row.text("xsi_type");
        return new Item(type, fields, Map.of(TAGS, tags(type, row.texts("tags"))));
    }

    private List<Item> tags(String type, List<String> tags) {
        List<Item> items = new ArrayList<>();
        if (registry.get(type).field(TAGS).orElse(null) instanceof Field.Repeated repeated) {
            tags.forEach(tag -> items.add(new Item(repeated.type(), Map.of("tag", tag), Map.of())));
        }
        return items;
    }
}
