package org.africai.server.archive;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.africai.server.schema.DataType;
import org.africai.server.schema.Field;
import org.africai.server.schema.ItemJson;
import org.africai.server.schema.Resolution;
import org.africai.server.schema.Resolution.Resolved;
import org.africai.server.schema.Shortcuts.Shortcut;
import org.africai.server.schema.SimpleType;
import org.africai.server.schema.TypeRegistry;
import org.africai.server.schema.XnatPath;
import org.jspecify.annotations.Nullable;

/// Finds the columns of one list by the names that a client uses, and notes what they need: tables
/// to join, data types that the rows must have, parameters.
///
/// A name becomes SQL only through the type registry and the fragments of the `…ListTable` classes;
/// what a client wrote itself is bound as a parameter.
final class ListedColumns {
    private static final String VARIABLE = "fields/field/field";
    private static final String VARIABLE_NAME = "fields/field/name";

    private final TypeRegistry registry;
    private final ListedSource source;
    private final ListingParameters parameters;
    private final Map<ListedPart, Set<String>> joined = new LinkedHashMap<>();
    private final Set<String> ownTypes = new LinkedHashSet<>();

    ListedColumns(TypeRegistry registry, ListedSource source, ListingParameters parameters) {
        this.registry = registry;
        this.source = source;
        this.parameters = parameters;
    }

    /// The column of that name; empty when it means nothing here.
    Optional<ListedColumn> find(String name) {
        Optional<ListedColumn> given = source.given(name);
        if (given.isPresent()) {
            return given;
        }
        Optional<String> xpath =
                source.shortcuts().find(name).filter(s -> !s.readOnly()).map(Shortcut::xpath);
        return xpath.isPresent() ? byShortcut(xpath.get()) : byPath(name);
    }

    /// The tables that the columns found so far need besides the source's own, each with the data
    /// types that were asked for.
    Map<ListedPart, Set<String>> joined() {
        return joined;
    }

    /// The data types of the things listed that paths named, families included.
    Set<String> ownTypes() {
        return ownTypes;
    }

    /// A short name is about any type that has such a field; it does not say which rows are wanted.
    private Optional<ListedColumn> byShortcut(String xpath) {
        String type = xpath.substring(0, xpath.indexOf('/'));
        return resolve(registry.get(type), xpath).flatMap(r -> column(source.own(), r));
    }

    private Optional<ListedColumn> byPath(String name) {
        String typeName = XnatPath.parse(name).map(XnatPath::type).orElse(null);
        if (typeName == null) {
            return resolve(registry.get(source.own().base()), name)
                    .flatMap(r -> column(source.own(), r));
        }
        DataType type = registry.find(typeName).orElse(null);
        ListedPart part = type == null ? null : partOf(type);
        if (type == null || part == null) {
            return Optional.empty();
        }
        Optional<ListedColumn> column = resolve(type, name).flatMap(r -> column(part, r));
        column.ifPresent(_ -> need(part, type));
        return column;
    }

    private @Nullable ListedPart partOf(DataType type) {
        return source.parts().stream().filter(p -> type.isA(p.base())).findFirst().orElse(null);
    }

    private void need(ListedPart part, DataType type) {
        if (part.equals(source.own())) {
            if (!type.name().equals(part.base())) {
                ownTypes.add(type.name());
            }
            return;
        }
        Set<String> types = joined.computeIfAbsent(part, _ -> new LinkedHashSet<>());
        registry.concrete(type).forEach(concrete -> types.add(concrete.name()));
    }

    private Optional<Resolved> resolve(DataType type, String path) {
        return switch (registry.resolve(type, path)) {
            case Resolved resolved -> Optional.of(resolved);
            case Resolution.Unknown _ -> Optional.empty();
        };
    }

    private Optional<ListedColumn> column(ListedPart part, Resolved resolved) {
        if (!(resolved.field() instanceof Field.Value field)) {
            return Optional.empty();
        }
        String path = resolved.path();
        ListedColumn held = part.columns().get(path.toLowerCase(Locale.ROOT));
        if (held != null) {
            return Optional.of(held);
        }
        if (part.variables() != null && List.of(VARIABLE, VARIABLE_NAME).contains(path)) {
            return Optional.of(variable(part.variables(), resolved));
        }
        String value =
                "(jsonb_path_query_first(%s, cast(%s as jsonpath)) #>> '{}')"
                        .formatted(part.item(), parameters.add(ItemJson.jsonPath(resolved)));
        return Optional.of(new ListedColumn(value, kind(field.datatype())));
    }

    /// A custom variable by name; without one, the first of all, or its name.
    private ListedColumn variable(String variables, Resolved resolved) {
        String name = resolved.hops().getLast().where().get("name");
        if (name != null) {
            return ListedColumn.text("(%s ->> %s)".formatted(variables, parameters.add(name)));
        }
        String wanted = resolved.path().equals(VARIABLE) ? "value" : "key";
        return ListedColumn.text(
                "(select f.%s from jsonb_each_text(%s) f order by f.key limit 1)"
                        .formatted(wanted, variables));
    }

    private static ListedColumn.Kind kind(SimpleType type) {
        return switch (type) {
            case INTEGER, LONG, FLOAT, DOUBLE -> ListedColumn.Kind.NUMBER;
            case DATE -> ListedColumn.Kind.DATE;
            case TIME -> ListedColumn.Kind.TIME;
            case STRING, URI, BOOLEAN, DURATION, DATE_TIME -> ListedColumn.Kind.TEXT;
        };
    }
}
