package org.africai.server.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Merges a document a client sent into the one that is kept.
///
/// What the new document says wins. What it leaves out stays, or goes when deletion is allowed.
/// Nested documents of a list are the same when their keys are; without a key, when they are equal.
/// The numbers the archive gives (hidden fields) stay in either case.
public final class ItemMerge {
    private final TypeRegistry registry;
    private final boolean deletion;

    private ItemMerge(TypeRegistry registry, boolean deletion) {
        this.registry = registry;
        this.deletion = deletion;
    }

    /// Keeps what the new document leaves out: XNAT's `allowDataDeletion=false`, the default.
    public static ItemMerge keeping(TypeRegistry registry) {
        return new ItemMerge(registry, false);
    }

    /// Deletes what the new document leaves out: XNAT's `allowDataDeletion=true`.
    public static ItemMerge deleting(TypeRegistry registry) {
        return new ItemMerge(registry, true);
    }

    /// The merged document; of the new one's type.
    public Item merge(Item kept, Item sent) {
        DataType type = registry.get(sent.xsiType());
        Map<String, List<Item>> children = new LinkedHashMap<>();
        for (String path : paths(kept, sent)) {
            children.put(path, children(type, path, kept.children(path), sent.children(path)));
        }
        return new Item(type.name(), fields(type, kept, sent), children);
    }

    private static Set<String> paths(Item kept, Item sent) {
        Set<String> paths = new LinkedHashSet<>(kept.children().keySet());
        paths.addAll(sent.children().keySet());
        return paths;
    }

    private Map<String, String> fields(DataType type, Item kept, Item sent) {
        Map<String, String> fields = new LinkedHashMap<>(kept.fields());
        if (deletion) {
            fields.keySet().removeIf(p -> type.value(p).filter(Field.Value::hidden).isEmpty());
        }
        fields.putAll(sent.fields());
        return fields;
    }

    private List<Item> children(DataType type, String path, List<Item> kept, List<Item> sent) {
        if (sent.isEmpty()) {
            return deletion ? List.of() : kept;
        }
        return type.field(path).orElseThrow() instanceof Field.Repeated repeated
                ? list(repeated, kept, sent)
                : List.of(kept.isEmpty() ? sent.getFirst() : single(kept.getFirst(), sent));
    }

    private Item single(Item kept, List<Item> sent) {
        Item now = sent.getFirst();
        return kept.xsiType().equals(now.xsiType()) ? merge(kept, now) : now;
    }

    /// Keeps the order of what was there; new documents come last.
    private List<Item> list(Field.Repeated field, List<Item> kept, List<Item> sent) {
        List<Item> unused = new ArrayList<>(sent);
        List<Item> merged = new ArrayList<>();
        for (Item old : kept) {
            Optional<Item> same = unused.stream().filter(s -> same(field, old, s)).findFirst();
            same.ifPresent(unused::remove);
            same.map(s -> old.xsiType().equals(s.xsiType()) ? merge(old, s) : s)
                    .or(() -> deletion ? Optional.empty() : Optional.of(old))
                    .ifPresent(merged::add);
        }
        merged.addAll(unused);
        return merged;
    }

    private static boolean same(Field.Repeated field, Item old, Item sent) {
        Optional<String> key = Optional.ofNullable(field.key());
        Optional<String> name = key.flatMap(sent::field);
        return name.isPresent() ? name.equals(key.flatMap(old::field)) : old.equals(sent);
    }
}
