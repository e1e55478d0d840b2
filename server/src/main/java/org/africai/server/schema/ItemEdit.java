package org.africai.server.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.africai.server.http.Refusal;
import org.africai.server.schema.Resolution.Hop;
import org.africai.server.schema.Resolution.Resolved;

/// Reads and changes what one path means within an [Item].
final class ItemEdit {
    private final Resolved path;

    ItemEdit(Resolved path) {
        this.path = path;
    }

    List<String> values(Item item) {
        Stream<Item> items = Stream.of(item);
        for (Hop hop : path.hops()) {
            items = items.flatMap(i -> matching(i, hop).stream());
        }
        return items.flatMap(i -> i.field(path.field().path()).stream()).toList();
    }

    private static List<Item> matching(Item item, Hop hop) {
        List<Item> all = item.children(hop.field().path());
        Integer index = hop.index();
        if (index != null) {
            all = index < all.size() ? all.subList(index, index + 1) : List.of();
        }
        return all.stream().filter(hop::admits).toList();
    }

    Item set(Item item, String value) {
        if (!path.type().name().equals(item.xsiType())) {
            throw Refusal.invalid(
                    path.xpath() + " is not a field of this object, a " + item.xsiType());
        }
        boolean delete = value.isBlank() || value.equals(Item.NULL);
        return delete ? delete(item, 0) : set(item, 0, value);
    }

    private Item set(Item item, int depth, String value) {
        if (depth == path.hops().size()) {
            Field.Value field = settable(item);
            return item.withField(field.path(), field.canonical(value));
        }
        Hop hop = path.hops().get(depth);
        List<Item> items = new ArrayList<>(item.children(hop.field().path()));
        int at = position(items, hop);
        if (at == items.size()) {
            items.add(create(hop));
        }
        items.set(at, set(items.get(at), depth + 1, value));
        return item.withChildren(hop.field().path(), items);
    }

    /// The field as the document's own type has it: a subtype may limit it differently.
    private Field.Value settable(Item item) {
        DataType type =
                path.hops().isEmpty()
                        ? path.type()
                        : path.hops().getLast().types().get(item.xsiType());
        return Optional.ofNullable(type)
                .flatMap(t -> t.value(path.field().path()))
                .filter(f -> !f.hidden())
                .orElseThrow(() -> Refusal.invalid(path.xpath() + " cannot be set"));
    }

    /// Where in the list the document is that a hop means; the list's end when it is to be created.
    private int position(List<Item> items, Hop hop) {
        Integer index = hop.index();
        if (index != null) {
            return checkedIndex(items, hop, index);
        }
        boolean unique = hop.field() instanceof Field.Reference || !hop.where().isEmpty();
        for (int i = 0; i < items.size(); i++) {
            if (hop.admits(items.get(i))) {
                return i;
            }
            if (unique && hop.meets(items.get(i))) {
                throw mismatch(hop);
            }
        }
        if (hop.field() instanceof Field.Reference && !items.isEmpty()) {
            throw mismatch(hop);
        }
        return items.size();
    }

    private int checkedIndex(List<Item> items, Hop hop, int index) {
        boolean single = hop.field() instanceof Field.Reference;
        if (index > items.size() || (single && index > 0)) {
            throw Refusal.invalid(path.xpath() + ": there are only " + items.size());
        }
        if (index < items.size() && !hop.admits(items.get(index))) {
            throw mismatch(hop);
        }
        return index;
    }

    private Refusal mismatch(Hop hop) {
        return Refusal.conflict(path.xpath() + ": what is there is not " + hop);
    }

    private static Item create(Hop hop) {
        Item item = Item.of(hop.type());
        for (Map.Entry<String, String> condition : hop.where().entrySet()) {
            Field.Value field = hop.type().value(condition.getKey()).orElseThrow();
            item = item.withField(field.path(), field.canonical(condition.getValue()));
        }
        return item;
    }

    private Item delete(Item item, int depth) {
        if (depth == path.hops().size()) {
            return path.field() instanceof Field.Value
                    ? item.withoutField(settable(item).path())
                    : item.withChildren(path.field().path(), List.of());
        }
        Hop hop = path.hops().get(depth);
        List<Item> all = item.children(hop.field().path());
        List<Item> meant = matching(item, hop);
        List<Item> left =
                all.stream()
                        .flatMap(
                                i -> meant.contains(i) ? deleteIn(i, depth).stream() : Stream.of(i))
                        .toList();
        return item.withChildren(hop.field().path(), left);
    }

    /// What is left of a nested document; nothing when it is empty or a name without its value.
    private Optional<Item> deleteIn(Item item, int depth) {
        Item left = delete(item, depth + 1);
        boolean innermost = depth + 1 == path.hops().size();
        Field.Value text = path.hops().get(depth).type().shape().text();
        boolean valueGone = innermost && text != null && text.path().equals(path.field().path());
        return left.isEmpty() || valueGone ? Optional.empty() : Optional.of(left);
    }
}
