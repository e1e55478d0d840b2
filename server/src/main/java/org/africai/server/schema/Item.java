package org.africai.server.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.africai.server.http.Refusal;
import org.africai.server.schema.Resolution.Resolved;

/// The document of one object: a subject with its demographics and variables, a session with its
/// scans. Independent of how it is stored; immutable.
///
/// Blank values do not exist: a field is absent or has a value, which is in the canonical form of
/// its [SimpleType]. Neither do empty lists of nested documents.
///
/// @param xsiType wire name of its data type
/// @param fields values by path within the document, structures flattened with `/`
/// @param children nested documents by path; a [Field.Reference] has one
public record Item(String xsiType, Map<String, String> fields, Map<String, List<Item>> children) {
    /// The value with which clients delete a field.
    public static final String NULL = "NULL";

    public Item {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        Map<String, List<Item>> copy = new LinkedHashMap<>();
        children.forEach((path, items) -> copy.put(path, List.copyOf(items)));
        copy.values().removeIf(List::isEmpty);
        children = Collections.unmodifiableMap(copy);
    }

    /// A document without content.
    public static Item of(DataType type) {
        return new Item(type.name(), Map.of(), Map.of());
    }

    /// The value of a field of this document itself, by canonical path.
    public Optional<String> field(String path) {
        return Optional.ofNullable(fields.get(path));
    }

    /// The nested documents at a canonical path.
    public List<Item> children(String path) {
        return children.getOrDefault(path, List.of());
    }

    /// Whether it holds nothing.
    public boolean isEmpty() {
        return fields.isEmpty() && children.isEmpty();
    }

    /// The value a path leads to; the first when there are several.
    public Optional<String> get(Resolved path) {
        return all(path).stream().findFirst();
    }

    /// All values a path leads to, in the order of the document.
    public List<String> all(Resolved path) {
        return new ItemEdit(path).values(this);
    }

    /// The document with a field set, and the nested documents on the way created. [#NULL] or a
    /// blank value deletes the field, and with it a named value (a custom variable, a parameter) or
    /// a nested document that is then empty.
    ///
    /// @throws Refusal when the value is not one of the field, or the path starts at a type that
    ///   this document is not of
    public Item with(Resolved path, String value) {
        return new ItemEdit(path).set(this, value);
    }

    /// The document with one value replaced, by canonical path; taken as it is.
    public Item withField(String path, String canonicalValue) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.put(path, canonicalValue);
        return new Item(xsiType, changed, children);
    }

    /// The document without one value, by canonical path.
    public Item withoutField(String path) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.remove(path);
        return new Item(xsiType, changed, children);
    }

    /// The document with the nested documents at a canonical path replaced.
    public Item withChildren(String path, List<Item> items) {
        Map<String, List<Item>> changed = new LinkedHashMap<>(children);
        changed.put(path, items);
        return new Item(xsiType, fields, changed);
    }

    /// The document under another type name.
    public Item withType(DataType type) {
        return new Item(type.name(), fields, children);
    }
}
