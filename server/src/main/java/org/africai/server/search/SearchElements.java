package org.africai.server.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.access.Scope;
import org.africai.server.access.Sight;
import org.africai.server.archive.VariableRules;
import org.africai.server.db.Sql;
import org.africai.server.schema.DataType;
import org.africai.server.schema.SimpleType;
import org.africai.server.schema.TypeRegistry;

/// The data types that can be searched, as one caller sees them.
public final class SearchElements {
    private final Access access;
    private final TypeRegistry registry;
    private final VariableRules variables;
    private final ElementTable table;

    public SearchElements(Access access, TypeRegistry registry, VariableRules variables, Sql sql) {
        this.access = access;
        this.registry = registry;
        this.variables = variables;
        this.table = new ElementTable(sql);
    }

    /// @param count how many things of the type the projects have that the caller reads
    public record Counted(SearchElement element, long count) {}

    /// Those that clients are told of: the usual ones, and those in use where the caller reads.
    public List<Counted> announced(Caller caller) {
        Sight sight = access.sight(caller);
        Map<String, Long> counts = table.counts(sight.seen(), sight.read());
        Set<String> names = new LinkedHashSet<>(SearchElement.ANNOUNCED);
        names.addAll(counts.keySet());
        List<Counted> announced = new ArrayList<>();
        for (String name : names) {
            SearchElement.find(registry, name)
                    .map(element -> new Counted(element, counts.getOrDefault(name, 0L)))
                    .ifPresent(announced::add);
        }
        return announced;
    }

    /// The one data type that everybody may see all of.
    public SearchElement unsecured() {
        return SearchElement.investigators(registry);
    }

    /// Which of the data types that clients are told of they want, in which order.
    public enum Display {
        /// Those of which the caller sees something.
        BROWSEABLE,
        /// Those of them of which the caller may add something somewhere.
        BROWSEABLE_CREATEABLE,
        /// Those of which the caller may add something somewhere.
        CREATEABLE,
        /// All.
        SEARCHABLE,
        /// All, by what one thing is called.
        SEARCHABLE_BY_DESC,
        /// All, by what several are called.
        SEARCHABLE_BY_PLURAL_DESC
    }

    /// The data types that a page offers to the caller.
    public List<DataType> displayed(Caller caller, Display display) {
        List<Counted> all = announced(caller);
        return switch (display) {
            case BROWSEABLE -> types(all, SearchElements::isBrowseable);
            case BROWSEABLE_CREATEABLE -> {
                Scope creates = access.scope(caller, Right.CREATE);
                yield types(all, one -> isBrowseable(one) && mayAdd(creates, one));
            }
            case CREATEABLE -> {
                Scope creates = access.scope(caller, Right.CREATE);
                yield types(all, one -> mayAdd(creates, one));
            }
            case SEARCHABLE -> types(all, _ -> true);
            case SEARCHABLE_BY_DESC -> sorted(all, DataType::singular);
            case SEARCHABLE_BY_PLURAL_DESC -> sorted(all, DataType::plural);
        };
    }

    private static boolean isBrowseable(Counted element) {
        return element.count() > 0;
    }

    /// Projects are not added to a project.
    private static boolean mayAdd(Scope creates, Counted element) {
        String type = element.element().type().name();
        return !type.equals(Access.PROJECT_TYPE)
                && (creates.everything()
                        || creates.projects().stream()
                                .anyMatch(project -> creates.covers(project, type)));
    }

    private static List<DataType> types(List<Counted> all, Predicate<Counted> wanted) {
        return all.stream().filter(wanted).map(one -> one.element().type()).toList();
    }

    private static List<DataType> sorted(List<Counted> all, Function<DataType, String> name) {
        return all.stream()
                .map(one -> one.element().type())
                .sorted(Comparator.comparing(name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    /// The data type of this name with its fields, the custom variables among them that projects
    /// define which the caller reads.
    public Optional<SearchElement> find(Caller caller, String name) {
        return SearchElement.find(registry, name).map(element -> withVariables(caller, element));
    }

    private SearchElement withVariables(Caller caller, SearchElement element) {
        Map<String, SimpleType> defined =
                variables.datatypes(access.scope(caller, Right.READ), element.type());
        List<SearchField> fields = new ArrayList<>(element.fields());
        String stem =
                element.type().name().replace(':', '_').toUpperCase(Locale.ROOT) + "_FIELD_MAP=";
        defined.forEach((variable, type) -> {
            String id = stem + variable.toLowerCase(Locale.ROOT);
            fields.add(new SearchField(id, variable, word(type), id));
        });
        return new SearchElement(element.type(), fields, element.defaults(), element.always());
    }

    private static String word(SimpleType type) {
        return switch (type) {
            case INTEGER, LONG -> "integer";
            case FLOAT, DOUBLE -> "float";
            case DATE -> "date";
            case DATE_TIME, TIME -> "datetime";
            case BOOLEAN, STRING, URI, DURATION -> "string";
        };
    }
}
