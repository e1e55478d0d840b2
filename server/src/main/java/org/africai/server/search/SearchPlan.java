package org.africai.server.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.africai.server.archive.Inquiry;
import org.africai.server.archive.Inquiry.Comparison;
import org.africai.server.archive.Inquiry.Condition;
import org.africai.server.archive.Listing;
import org.africai.server.http.Refusal;
import org.africai.server.http.Refusal.Reason;
import org.africai.server.schema.DataType;
import org.africai.server.schema.TypeRegistry;
import org.africai.server.search.SearchDocument.CriteriaSet;
import org.africai.server.search.SearchDocument.Criterion;
import org.jspecify.annotations.Nullable;

/// What a search document means: the ids of its fields turned into paths, its criteria into
/// conditions.
final class SearchPlan {
    /// Most criteria of a search. pyxnat writes one for each subject of an intermediate result.
    static final int MAX_CRITERIA = 50_000;

    private static final String SHARE = "/sharing/share/project";

    /// What a path reaches through lists of things that are searched under types of their own.
    private static final Pattern NESTED =
            Pattern.compile(
                    "\\w+:\\w+/(scans/scan|assessors/assessor|experiments/experiment)"
                            + "(?:\\[@?xsi:type=['\"]?([\\w:]+)['\"]?])?/(.+)");

    private static final Map<String, String> TYPE_OF_NESTED =
            Map.of(
                    "scans/scan", SearchElement.SCAN,
                    "assessors/assessor", SearchElement.IMAGE_ASSESSOR,
                    "experiments/experiment", SearchElement.EXPERIMENT);

    /// What a thing is called in a project: `SUB_PROJECT_IDENTIFIER=P`, `MR_PROJECT_IDENTIFIER=P`.
    private static final Pattern IN_PROJECT = Pattern.compile("(\\w+_)?PROJECT_IDENTIFIER(=.*)?");

    private static final Pattern WILDCARD = Pattern.compile("[*%]");

    private final TypeRegistry registry;
    private final SearchDocument search;
    private final SearchElement root;
    private int criteria;

    /// @throws Refusal when the root element's things cannot be searched
    SearchPlan(TypeRegistry registry, SearchDocument search) {
        this.registry = registry;
        this.search = search;
        this.root =
                SearchElement.find(registry, search.root())
                        .orElseThrow(() ->
                                unusable(
                                        "Things of the data type '"
                                                + cut(search.root())
                                                + "' cannot be searched."));
    }

    SearchElement root() {
        return root;
    }

    /// The columns of the answer: those asked for, then those that clients make addresses of. What
    /// would be called the same is there once.
    List<SearchColumn> columns() {
        Map<String, SearchColumn> columns = new LinkedHashMap<>();
        for (SearchDocument.Field field : search.fields()) {
            SearchColumn column = column(field);
            columns.putIfAbsent(column.key(), column);
        }
        if (search.fields().isEmpty()) {
            root.defaults().forEach(id -> columns.putIfAbsent(key(id), usual(id)));
        }
        root.always().forEach(id -> columns.putIfAbsent(key(id), usual(id)));
        return List.copyOf(columns.values());
    }

    private static String key(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    private SearchColumn usual(String id) {
        SearchField field = root.field(id).orElseThrow();
        String type = root.type().name();
        return new SearchColumn(
                key(id), type, id, type + "/" + field.column(), field.header(), field.type());
    }

    private SearchColumn column(SearchDocument.Field field) {
        boolean isPath = registry.find(field.id().split("/", 2)[0]).isPresent();
        boolean saysAll = field.value().isEmpty() || field.id().contains("=");
        String id = saysAll ? field.id() : field.id() + "=" + field.value();
        String element = field.element().isEmpty() ? root.type().name() : field.element();
        String path = isPath ? path(id) : path(element + "/" + id);
        boolean isOwn = isPath || element.equalsIgnoreCase(search.root());
        String name = field.value().isEmpty() ? id : id.replaceFirst("=", "_");
        String key = isOwn ? key(name) : key(element.replace(':', '_') + "_" + name);
        return new SearchColumn(key, element, id, path, field.header(), field.type());
    }

    /// The path that a field's name means: ids of fields become the paths they stand for.
    private String path(String name) {
        String whole = name;
        int dot = name.indexOf('.');
        if (name.indexOf('/') < 0 && dot > 0) {
            whole = name.substring(0, dot) + "/" + name.substring(dot + 1);
        }
        if (whole.endsWith(SHARE)) {
            whole = whole.substring(0, whole.length() - SHARE.length()) + "/project";
        }
        Matcher nested = NESTED.matcher(whole);
        if (nested.matches()) {
            String type = nested.group(2) == null ? typeOf(nested.group(1)) : nested.group(2);
            whole = type + "/" + nested.group(3);
        }
        int slash = whole.indexOf('/');
        if (slash < 0) {
            return root.type().name() + "/" + column(root, whole).orElse(whole);
        }
        String type = whole.substring(0, slash);
        String id = whole.substring(slash + 1);
        return SearchElement.find(registry, type)
                .flatMap(element -> column(element, id))
                .map(column -> type + "/" + column)
                .orElse(whole);
    }

    private static String typeOf(String list) {
        return Objects.requireNonNull(TYPE_OF_NESTED.get(list));
    }

    private static Optional<String> column(SearchElement element, String id) {
        return IN_PROJECT.matcher(id).matches() && !element.isProjects()
                ? Optional.of("label")
                : element.field(id).map(SearchField::column);
    }

    /// The list that answers the search.
    ///
    /// @param readable whether the caller reads a project
    /// @throws Refusal when a criterion compares in a way that there is not
    Inquiry inquiry(Listing.Page page, List<Listing.Order> orders, Predicate<String> readable) {
        Condition condition = condition();
        List<Listing.Order> all = new ArrayList<>(orders);
        SearchDocument.Field sortBy = search.sortBy();
        if (sortBy != null) {
            all.add(new Listing.Order(column(sortBy).path(), false));
        }
        return new Inquiry(
                of(projectOf(condition).filter(readable).orElse(null)),
                root.type().name(),
                columns().stream().map(c -> new Inquiry.Column(c.key(), c.path())).toList(),
                condition,
                all,
                page);
    }

    private Listing.Of of(@Nullable String project) {
        DataType type = root.type();
        if (type.isA(SearchElement.PROJECT)) {
            return new Listing.Of.Projects();
        }
        if (type.isA(SearchElement.SUBJECT)) {
            return new Listing.Of.Subjects(project);
        }
        return type.isA(SearchElement.SCAN)
                ? new Listing.Of.AllScans(project)
                : new Listing.Of.Experiments(project, null);
    }

    private Condition condition() {
        return new Condition.All(search.where().stream().map(this::condition).toList());
    }

    private Condition condition(CriteriaSet set) {
        List<Condition> conditions = new ArrayList<>();
        set.criteria().forEach(criterion -> conditions.add(condition(criterion)));
        set.sets().stream()
                .filter(child -> !child.criteria().isEmpty() || !child.sets().isEmpty())
                .forEach(child -> conditions.add(condition(child)));
        return set.all() || conditions.isEmpty()
                ? new Condition.All(conditions)
                : new Condition.Any(conditions);
    }

    private Condition condition(Criterion criterion) {
        if (++criteria > MAX_CRITERIA) {
            throw unusable("A search has at most " + MAX_CRITERIA + " criteria.");
        }
        String path = path(criterion.field());
        return new Condition.Compared(path, comparison(criterion), criterion.value());
    }

    private static Comparison comparison(Criterion criterion) {
        String words = criterion.comparison().strip().toUpperCase(Locale.ROOT);
        boolean isNull = criterion.value().equalsIgnoreCase("NULL");
        return switch (words.replaceAll("\\s+", " ")) {
            case "=", "==" -> isNull ? Comparison.ABSENT : Comparison.EQUAL;
            case "!=", "<>" -> isNull ? Comparison.PRESENT : Comparison.NOT_EQUAL;
            case "<" -> Comparison.LESS;
            case "<=" -> Comparison.AT_MOST;
            case ">" -> Comparison.MORE;
            case ">=" -> Comparison.AT_LEAST;
            case "LIKE", "%" -> Comparison.LIKE;
            case "NOT LIKE" -> Comparison.NOT_LIKE;
            case "IN" -> Comparison.IN;
            case "NOT IN" -> Comparison.NOT_IN;
            case "BETWEEN" -> Comparison.BETWEEN;
            case "IS NULL" -> Comparison.ABSENT;
            case "IS NOT NULL" -> Comparison.PRESENT;
            case "IS" -> is(criterion.value());
            case "IS NOT" -> isNull ? Comparison.PRESENT : Comparison.NOT_EQUAL;
            default ->
                    throw unusable("There is no comparison '" + cut(criterion.comparison()) + "'.");
        };
    }

    private static Comparison is(String value) {
        return switch (value.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ")) {
            case "NULL", "" -> Comparison.ABSENT;
            case "NOT NULL" -> Comparison.PRESENT;
            default -> Comparison.EQUAL;
        };
    }

    /// The one project whose things can meet the condition, if it says so: they are then listed as
    /// that project sees them, those shared into it included.
    private Optional<String> projectOf(Condition condition) {
        return switch (condition) {
            case Condition.All(var all) ->
                    all.stream().flatMap(one -> projectOf(one).stream()).findFirst();
            case Condition.Any(var any) -> {
                List<Optional<String>> each = any.stream().map(this::projectOf).distinct().toList();
                yield each.size() == 1 ? each.getFirst() : Optional.empty();
            }
            case Condition.Compared(var name, var comparison, var value) ->
                    comparison == Comparison.EQUAL
                                    && !value.isEmpty()
                                    && !WILDCARD.matcher(value).find()
                                    && isProject(name)
                            ? Optional.of(value)
                            : Optional.empty();
        };
    }

    private boolean isProject(String name) {
        int slash = name.indexOf('/');
        String path = name.substring(slash + 1);
        String type = name.substring(0, Math.max(slash, 0));
        return registry.find(type)
                .filter(t ->
                        t.isA(SearchElement.PROJECT)
                                ? path.equalsIgnoreCase("ID")
                                : path.equalsIgnoreCase("project")
                                        && (t.isA(root.type()) || root.type().isA(t)))
                .isPresent();
    }

    private static String cut(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    private static Refusal unusable(String message) {
        return new Refusal(Reason.UNPROCESSABLE, message);
    }
}
