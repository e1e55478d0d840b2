package org.africai.server.archive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.africai.server.http.Refusal;
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
    /// Most subqueries for what belongs to a row.
    static final int MAX_ENTERED = 64;

    private static final String VARIABLE = "fields/field/field";
    private static final String VARIABLE_NAME = "fields/field/name";

    /// XNAT's name for a custom variable among the fields that can be searched.
    private static final Pattern FIELD_MAP = Pattern.compile("(\\w+:\\w+)/\\w+_FIELD_MAP=(.+)");

    private final TypeRegistry registry;
    private final ListedSource source;
    private final ListingParameters parameters;
    private final VariableRules rules;
    private final @Nullable DataType root;
    private final Map<ListedPart, Set<String>> joined = new LinkedHashMap<>();
    private final Map<Reach, Entered> newest = new LinkedHashMap<>();
    private final Map<String, Map<String, SimpleType>> datatypes = new HashMap<>();
    private final Set<String> ownTypes = new LinkedHashSet<>();
    private int aliases;

    /// @param root the data type whose things a search lists; without one, branches are out of
    ///   reach
    ListedColumns(
            TypeRegistry registry,
            ListedSource source,
            ListingParameters parameters,
            VariableRules rules,
            @Nullable DataType root) {
        this.registry = registry;
        this.source = source;
        this.parameters = parameters;
        this.rules = rules;
        this.root = root;
    }

    /// Things of one type of which each row may have several.
    record Reach(ListedBranch branch, DataType type) {}

    /// Their table under an alias of its own.
    ///
    /// @param ofType SQL that holds for those of the type
    record Entered(Reach reach, ListedPart part, String alias, String ofType) {
        /// The condition that one of them meets another condition.
        String any(String condition) {
            return reach.branch().any(alias, ofType, condition);
        }

        String join() {
            return reach.branch().join(alias, ofType);
        }
    }

    /// The column of that name; empty when it means nothing here. A column of things of which a row
    /// may have several is the newest one's.
    Optional<ListedColumn> find(String name) {
        Optional<ListedColumn> given = source.given(name);
        if (given.isPresent()) {
            return given;
        }
        Optional<String> xpath =
                source.shortcuts().find(name).filter(s -> !s.readOnly()).map(Shortcut::xpath);
        return xpath.isPresent() ? byShortcut(xpath.get()) : byPath(name);
    }

    /// What the name's type reaches beyond the row itself and what it belongs to, if anything.
    Optional<Reach> reach(String name) {
        return typeOf(name).filter(type -> partOf(type) == null).flatMap(this::branchOf);
    }

    /// @throws Refusal when there are more than the database should have to look through
    Entered enter(Reach reach) {
        if (aliases == MAX_ENTERED) {
            throw new Refusal(
                    Refusal.Reason.UNPROCESSABLE,
                    "A search looks into at most " + MAX_ENTERED + " sets of other things.");
        }
        String alias = "x" + aliases++;
        ListedPart part = reach.branch().part().apply(alias);
        String ofType =
                part.type() == null ? "true" : part.type() + " = any(" + types(reach.type()) + ")";
        return new Entered(reach, part, alias, ofType);
    }

    /// The column of that name of what was entered.
    Optional<ListedColumn> within(Entered entered, String name) {
        return column(entered.part(), entered.reach().type(), name);
    }

    /// The tables that the columns found so far need besides the source's own, in SQL.
    List<String> joins() {
        List<String> joins = new ArrayList<>();
        joined.forEach((part, types) ->
                joins.add(
                        part.join()
                                .replace(":types", parameters.add(types.toArray(String[]::new)))));
        newest.values().forEach(entered -> joins.add(entered.join()));
        return joins;
    }

    /// The data types of the things listed that paths named, families included.
    Set<String> ownTypes() {
        return ownTypes;
    }

    private String types(DataType type) {
        return parameters.add(
                registry.concrete(type).stream().map(DataType::name).toArray(String[]::new));
    }

    /// A short name is about any type that has such a field; it does not say which rows are wanted.
    private Optional<ListedColumn> byShortcut(String xpath) {
        DataType type = registry.get(xpath.substring(0, xpath.indexOf('/')));
        return resolve(type, xpath).flatMap(r -> column(source.own(), type, r));
    }

    private Optional<DataType> typeOf(String name) {
        int slash = name.indexOf('/');
        return slash < 0 || name.length() > XnatPath.MAX_LENGTH
                ? Optional.empty()
                : registry.find(name.substring(0, slash));
    }

    private Optional<ListedColumn> byPath(String name) {
        Optional<DataType> named = typeOf(name);
        if (named.isEmpty()) {
            DataType base = registry.get(source.own().base());
            boolean isPath = XnatPath.parse(name).filter(path -> path.type() == null).isPresent();
            return isPath
                    ? resolve(base, name).flatMap(r -> column(source.own(), base, r))
                    : Optional.empty();
        }
        DataType type = named.get();
        ListedPart part = partOf(type);
        if (part == null) {
            return branchOf(type)
                    .flatMap(reach -> within(newest.computeIfAbsent(reach, this::enter), name))
                    .or(() -> byNested(name));
        }
        Optional<ListedColumn> column = column(part, type, name);
        column.ifPresent(_ -> need(part, type));
        return column;
    }

    /// A path that begins with the type of what is nested in the things listed, such as
    /// `xnat:demographicData/gender` of a subject.
    private Optional<ListedColumn> byNested(String name) {
        DataType type = root == null ? registry.get(source.own().base()) : root;
        return resolve(type, name).flatMap(r -> column(source.own(), type, r));
    }

    private Optional<ListedColumn> column(ListedPart part, DataType type, String name) {
        Matcher variable = FIELD_MAP.matcher(name);
        if (variable.matches()) {
            return part.variables() == null
                    ? Optional.empty()
                    : Optional.of(inAnyCase(part.variables(), type, variable.group(2)));
        }
        Optional<ListedColumn> given = part.given(name.substring(name.indexOf('/') + 1));
        return given.isPresent() ? given : resolve(type, name).flatMap(r -> column(part, type, r));
    }

    /// The one table that has things of that type for each row.
    private @Nullable ListedPart partOf(DataType type) {
        if (root != null) {
            if (type.isA(root) || root.isA(type)) {
                return source.own();
            }
            return source.parts().stream()
                    .skip(1)
                    .filter(p -> type.isA(p.base()))
                    .findFirst()
                    .orElse(null);
        }
        return source.parts().stream().filter(p -> type.isA(p.base())).findFirst().orElse(null);
    }

    private Optional<Reach> branchOf(DataType type) {
        return root == null
                ? Optional.empty()
                : source.branches().stream()
                        .filter(branch -> type.isA(branch.base()))
                        .findFirst()
                        .map(branch -> new Reach(branch, type));
    }

    private void need(ListedPart part, DataType type) {
        if (part.equals(source.own())) {
            if (!type.name().equals(part.base())) {
                ownTypes.add(type.name());
            }
            return;
        }
        if (!part.join().isEmpty()) {
            Set<String> types = joined.computeIfAbsent(part, _ -> new LinkedHashSet<>());
            registry.concrete(type).forEach(concrete -> types.add(concrete.name()));
        }
    }

    private Optional<Resolved> resolve(DataType type, String path) {
        return switch (registry.resolve(type, path)) {
            case Resolved resolved -> Optional.of(resolved);
            case Resolution.Unknown _ -> Optional.empty();
        };
    }

    private Optional<ListedColumn> column(ListedPart part, DataType type, Resolved resolved) {
        if (!(resolved.field() instanceof Field.Value field) || isOutOfReach(resolved)) {
            return Optional.empty();
        }
        String path = resolved.path();
        ListedColumn held = part.columns().get(path.toLowerCase(Locale.ROOT));
        if (held != null) {
            return Optional.of(held);
        }
        if (part.variables() != null && List.of(VARIABLE, VARIABLE_NAME).contains(path)) {
            return Optional.of(variable(part.variables(), type, resolved));
        }
        String json = parameters.add(ItemJson.jsonPath(resolved));
        String value =
                "(jsonb_path_query_first(%s, cast(%s as jsonpath)) #>> '{}')"
                        .formatted(part.item(), json);
        return Optional.of(new ListedColumn(value, kind(field.datatype())));
    }

    /// Whether a search would look for the field where nothing is stored.
    private boolean isOutOfReach(Resolved resolved) {
        if (root == null || resolved.hops().isEmpty()) {
            return false;
        }
        Field first = resolved.hops().getFirst().field();
        return Documents.isElsewhere(registry, first.path(), typeOf(first));
    }

    private static String typeOf(Field field) {
        return switch (field) {
            case Field.Repeated repeated -> repeated.type();
            case Field.Reference reference -> reference.type();
            case Field.Value _ -> "";
        };
    }

    /// A custom variable by name; without one, the first of all, or its name.
    private ListedColumn variable(String variables, DataType type, Resolved resolved) {
        String name = resolved.hops().getLast().where().get("name");
        if (name != null) {
            String sql = "(%s ->> %s)".formatted(variables, parameters.add(name));
            return new ListedColumn(sql, kind(type, name));
        }
        String wanted = resolved.path().equals(VARIABLE) ? "value" : "key";
        return ListedColumn.text(
                "(select f.%s from jsonb_each_text(%s) f order by f.key limit 1)"
                        .formatted(wanted, variables));
    }

    /// A custom variable whose name is given without regard to case, as xnatpy does: most likely it
    /// is spelled as it was defined, or as it was sent.
    private ListedColumn inAnyCase(String variables, DataType type, String name) {
        String spelling =
                known(type).keySet().stream()
                        .filter(name::equalsIgnoreCase)
                        .findFirst()
                        .orElse(name);
        String sql =
                """
                coalesce(%s ->> %s,
                         (select f.value from jsonb_each_text(%s) f
                           where lower(f.key) = lower(%s) order by f.key limit 1))\
                """
                        .formatted(
                                variables,
                                parameters.add(spelling),
                                variables,
                                parameters.add(name));
        return new ListedColumn(sql, kind(type, name));
    }

    private ListedColumn.Kind kind(DataType type, String variable) {
        return known(type).entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(variable))
                .findFirst()
                .map(entry -> kind(entry.getValue()))
                .orElse(ListedColumn.Kind.TEXT);
    }

    private Map<String, SimpleType> known(DataType type) {
        return datatypes.computeIfAbsent(
                type.name(), _ -> rules.datatypes(source.projects(), type));
    }

    private static ListedColumn.Kind kind(SimpleType type) {
        return switch (type) {
            case INTEGER, LONG, FLOAT, DOUBLE -> ListedColumn.Kind.NUMBER;
            case DATE -> ListedColumn.Kind.DATE;
            case TIME -> ListedColumn.Kind.TIME;
            case DATE_TIME -> ListedColumn.Kind.DATE_TIME;
            case STRING, URI, BOOLEAN, DURATION -> ListedColumn.Kind.TEXT;
        };
    }
}
