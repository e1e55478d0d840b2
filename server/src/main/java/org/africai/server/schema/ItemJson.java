package org.africai.server.schema;

import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The two JSON forms of an [Item].
///
/// The stored form is ours: `{"xsiType": …, "fields": {path: text}, "children": {path: [item]}}`,
/// empty parts left out. A value is reached as `children → path → n → fields → path`; [#jsonPath]
/// gives that as an SQL/JSON path.
///
/// The wire form is XNAT's: `{"items": [{"meta", "data_fields", "children": [{"field",
/// "items"}]}]}` with numbers as JSON numbers and everything else as strings.
public final class ItemJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = new JsonMapper();

    /// As `java.util.Date` prints: xnatpy parses exactly this.
    private static final DateTimeFormatter START_DATE =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final TypeRegistry registry;

    public ItemJson(TypeRegistry registry) {
        this.registry = registry;
    }

    /// The stored form.
    public static ObjectNode toStorage(Item item) {
        ObjectNode node = NODES.objectNode().put("xsiType", item.xsiType());
        if (!item.fields().isEmpty()) {
            ObjectNode fields = node.putObject("fields");
            item.fields().forEach(fields::put);
        }
        if (!item.children().isEmpty()) {
            ObjectNode children = node.putObject("children");
            item.children().forEach((path, items) -> children.set(path, array(items)));
        }
        return node;
    }

    private static ArrayNode array(List<Item> items) {
        ArrayNode array = NODES.arrayNode();
        items.forEach(i -> array.add(toStorage(i)));
        return array;
    }

    /// The stored form as text, for a `jsonb` parameter.
    public static String toStorageText(Item item) {
        return MAPPER.writeValueAsString(toStorage(item));
    }

    /// The document of a stored form.
    ///
    /// @throws IllegalStateException when it is not one
    public static Item fromStorage(JsonNode node) {
        JsonNode type = node.path("xsiType");
        if (!type.isString()) {
            throw new IllegalStateException("a stored item has no xsiType");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        node.path("fields").properties().forEach(e -> fields.put(e.getKey(), text(e.getValue())));
        Map<String, List<Item>> children = new LinkedHashMap<>();
        node.path("children")
                .properties()
                .forEach(e -> children.put(e.getKey(), items(e.getValue())));
        return new Item(type.stringValue(), fields, children);
    }

    private static String text(JsonNode value) {
        if (!value.isString()) {
            throw new IllegalStateException("a stored field is not a string");
        }
        return value.stringValue();
    }

    private static List<Item> items(JsonNode array) {
        List<Item> items = new ArrayList<>();
        array.forEach(n -> items.add(fromStorage(n)));
        return items;
    }

    /// The document of a stored form read from a `jsonb` column.
    public static Item fromStorageText(String json) {
        return fromStorage(MAPPER.readTree(json));
    }

    /// Writes the wire form: an object whose `items` holds this one.
    ///
    /// @param startedAt when this version of the document was made
    public void write(JsonGenerator json, Item item, @Nullable Instant startedAt) {
        json.writeStartObject();
        json.writeArrayPropertyStart("items");
        writeItem(json, item, new Meta(startedAt, null, null));
        json.writeEndArray();
        json.writeEndObject();
    }

    /// Writes the wire form: an object whose `items` holds this one and what it was before.
    ///
    /// @param startedAt when this version of the document was made
    /// @param earlier versions before it, the newest first
    public void write(JsonGenerator json, Item item, Instant startedAt, List<Earlier> earlier) {
        json.writeStartObject();
        json.writeArrayPropertyStart("items");
        writeItem(json, item, new Meta(startedAt, null, null));
        for (Earlier one : earlier) {
            writeItem(json, one.item(), new Meta(one.startedAt(), one.endedAt(), one.endedBy()));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /// What a document was before a change.
    ///
    /// @param startedAt when it became so
    /// @param endedAt when it was changed
    /// @param endedBy number of the change, where it is known
    public record Earlier(Item item, Instant startedAt, Instant endedAt, @Nullable Long endedBy) {}

    /// Of which version of a document a nested one is, too.
    private record Meta(
            @Nullable Instant startedAt, @Nullable Instant endedAt, @Nullable Long endedBy) {}

    /// The wire form as text.
    public String toWire(Item item, @Nullable Instant startedAt) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            write(json, item, startedAt);
        }
        return text.toString();
    }

    private void writeItem(JsonGenerator json, Item item, Meta meta) {
        json.writeStartObject();
        writeMeta(json, item, meta);
        writeFields(json, item);
        json.writeArrayPropertyStart("children");
        Optional<DataType> type = registry.find(item.xsiType());
        for (String path : ordered(type, item.children().keySet())) {
            json.writeStartObject();
            json.writeStringProperty("field", path);
            json.writeArrayPropertyStart("items");
            item.children(path).forEach(i -> writeItem(json, i, meta));
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeMeta(JsonGenerator json, Item item, Meta meta) {
        json.writeObjectPropertyStart("meta");
        json.writeStringProperty("xsi:type", item.xsiType());
        json.writeBooleanProperty("isHistory", meta.endedAt() != null);
        if (meta.startedAt() != null) {
            json.writeStringProperty("start_date", START_DATE.format(meta.startedAt()));
        }
        if (meta.endedAt() != null) {
            json.writeStringProperty("end_date", START_DATE.format(meta.endedAt()));
        }
        if (meta.endedBy() != null) {
            json.writeNumberProperty("modified_event_id", meta.endedBy());
        }
        json.writeEndObject();
    }

    private void writeFields(JsonGenerator json, Item item) {
        json.writeObjectPropertyStart("data_fields");
        Optional<DataType> type = registry.find(item.xsiType());
        for (String path : ordered(type, item.fields().keySet())) {
            json.writeName(path);
            String value = item.field(path).orElseThrow();
            if (isNumber(type, path, value)) {
                json.writeNumber(value);
            } else {
                json.writeString(value);
            }
        }
        json.writeEndObject();
    }

    /// JSON has no NaN and no infinities; those are strings.
    private static boolean isNumber(Optional<DataType> type, String path, String value) {
        return type.flatMap(t -> t.value(path)).filter(f -> f.datatype().isNumber()).isPresent()
                && !Character.isLetter(value.charAt(value.length() - 1));
    }

    /// In the schema's order; what the schema does not know comes last.
    private static Set<String> ordered(Optional<DataType> type, Set<String> paths) {
        Set<String> ordered = new LinkedHashSet<>();
        type.ifPresent(t -> ordered.addAll(t.fields().keySet()));
        ordered.retainAll(paths);
        ordered.addAll(paths);
        return ordered;
    }

    /// The place of a field in the stored form as an SQL/JSON path (ISO 9075-2 §9.39), for
    /// PostgreSQL's `jsonb_path_query`; every name and value in it is quoted.
    public static String jsonPath(Resolution.Resolved path) {
        StringBuilder json = new StringBuilder("$");
        for (Resolution.Hop hop : path.hops()) {
            json.append(".\"children\".").append(quoted(hop.field().path()));
            json.append(hop.index() == null ? "[*]" : "[" + hop.index() + "]");
            if (hop.named() != null) {
                json.append(" ? (").append(anyOf(hop.types().keySet())).append(')');
            }
            hop.where()
                    .forEach((field, value) ->
                            json.append(" ? (@.\"fields\".")
                                    .append(quoted(field))
                                    .append(" == ")
                                    .append(quoted(value))
                                    .append(')'));
        }
        String part = path.field() instanceof Field.Value ? "fields" : "children";
        return json.append(".\"")
                .append(part)
                .append("\".")
                .append(quoted(path.field().path()))
                .toString();
    }

    private static String anyOf(Set<String> types) {
        return types.stream()
                .map(type -> "@.\"xsiType\" == " + quoted(type))
                .collect(Collectors.joining(" || "));
    }

    /// JSON's and SQL/JSON's string literals agree.
    private static String quoted(String text) {
        return MAPPER.writeValueAsString(text);
    }
}
