package org.africai.server.archive;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.africai.server.access.Access;
import org.africai.server.access.Caller;
import org.africai.server.access.Right;
import org.africai.server.access.Role;
import org.africai.server.access.Scope;
import org.africai.server.access.Sight;
import org.africai.server.http.ResultTable;
import org.africai.server.schema.DataType;
import org.africai.server.schema.TypeRegistry;
import org.jspecify.annotations.Nullable;

/// Lists of what is in the archive, with the columns, filters and order that a client asks for.
///
/// Rows are bounded by what the caller may see before they are filtered, sorted and counted, so
/// that no count and no order tells of what is hidden. One statement, whatever is asked; rows are
/// handed on as they come.
public final class Listings {
    private static final Scope NOTHING = new Scope(false, List.of());
    private static final String DEFAULT = "DEFAULT";
    private static final String XSI_TYPE = "xsiType";
    private static final String SUBJECT_ID = "subject_ID";
    private static final Pattern SUBJECT_OF_SESSION =
            Pattern.compile("xnat:(\\w+sessiondata|subjectassessordata)/subject_id");

    private final Access access;
    private final Locator locator;
    private final TypeRegistry registry;
    private final VariableRules rules;
    private final ListingTable table;

    Listings(
            Access access,
            Locator locator,
            TypeRegistry registry,
            VariableRules rules,
            ListingTable table) {
        this.access = access;
        this.locator = locator;
        this.registry = registry;
        this.rules = rules;
        this.table = table;
    }

    /// The list.
    ///
    /// @throws org.africai.server.http.Refusal when the caller may not read what is listed
    public ResultTable list(Caller caller, Listing wanted) {
        ListedSource source = source(caller, wanted.of());
        var parameters = new ListingParameters(source.parameters());
        var columns = new ListedColumns(registry, source, parameters, rules, null);
        List<Shown> shown = shown(source, columns, wanted);
        List<String> where = where(source, columns, parameters, wanted);
        List<String> orderBy = orderBy(source, columns, wanted.orders());
        return table(
                source,
                columns,
                shown,
                where,
                orderBy,
                byLabel(wanted.orders()),
                wanted.page(),
                parameters);
    }

    /// The first order, if it is by label.
    private static Listing.@Nullable Order byLabel(List<Listing.Order> orders) {
        return orders.stream()
                .limit(1)
                .filter(order -> order.name().equalsIgnoreCase("label"))
                .findFirst()
                .orElse(null);
    }

    /// The list that a search asks for.
    ///
    /// @throws org.africai.server.http.Refusal when a condition is about a column that is unknown,
    ///   or compares it with what cannot be compared
    public ResultTable search(Caller caller, Inquiry wanted) {
        DataType root = registry.get(wanted.root());
        ListedSource source = searched(caller, wanted.of(), root);
        var parameters = new ListingParameters(source.parameters());
        var columns = new ListedColumns(registry, source, parameters, rules, root);
        List<Shown> shown = new ArrayList<>();
        for (Inquiry.Column column : wanted.columns()) {
            shown.add(new Shown(column.header(), shown(columns, column.name())));
        }
        List<String> where = new ArrayList<>(source.where());
        if (wanted.condition() != null) {
            where.add(new ListedConditions(columns, parameters).sql(wanted.condition()));
        }
        where.addAll(ofType(source, columns, parameters, root.name()));
        List<String> orderBy = orderBy(source, columns, wanted.orders());
        return table(source, columns, shown, where, orderBy, null, wanted.page(), parameters);
    }

    private ResultTable table(
            ListedSource source,
            ListedColumns columns,
            List<Shown> shown,
            List<String> where,
            List<String> orderBy,
            Listing.@Nullable Order byLabel,
            Listing.Page page,
            ListingParameters parameters) {
        List<String> from = new ArrayList<>(List.of(source.from(byLabel)));
        from.addAll(columns.joins());
        var statement =
                new ListingTable.Statement(
                        shown.stream().map(Shown::sql).toList(),
                        String.join("\n", from),
                        where,
                        orderBy,
                        page,
                        parameters);
        return new ResultTable(
                source.title(),
                shown.stream().map(Shown::header).toList(),
                reader -> table.each(statement, reader));
    }

    private record Shown(String header, String sql) {}

    private ListedSource source(Caller caller, Listing.Of of) {
        return switch (of) {
            case Listing.Of.Projects(var stakes) -> projects(caller, stakes, NOTHING);
            case Listing.Of.Subjects(var project) -> subjects(caller, project, NOTHING);
            case Listing.Of.Experiments experiments -> experiments(caller, experiments);
            case Listing.Of.Scans(var session) ->
                    ScanListTable.ofSession(locator.find(caller, Right.READ, session).key());
            case Listing.Of.AllScans(var project) when project == null -> {
                Sight sight = access.sight(caller);
                yield ScanListTable.inScope(sight.read(), sight.reviewed());
            }
            case Listing.Of.AllScans(var project) ->
                    ScanListTable.inProject(scope(caller, project), reviewed(caller));
            case Listing.Of.Reconstructions(var session) ->
                    ScanListTable.reconstructionsOfSession(
                            locator.find(caller, Right.READ, session).key());
            case Listing.Of.Assessors(var address) -> {
                Located session = locator.find(caller, Right.READ, address);
                Sight sight = access.sight(caller);
                yield ExperimentListTable.ofSession(
                        view(sight, address.project(), session), session.key(), sight.reviewed());
            }
        };
    }

    /// As [#source], with what a search reaches beyond it.
    private ListedSource searched(Caller caller, Listing.Of of, DataType root) {
        return switch (of) {
            case Listing.Of.Projects(var stakes) -> projects(caller, stakes, reviewed(caller));
            case Listing.Of.Subjects(var project) -> subjects(caller, project, reviewed(caller));
            case Listing.Of.Experiments experiments ->
                    ExperimentListTable.searched(
                            experiments(caller, experiments), includesAssessors(root));
            case Listing.Of.Scans _,
                    Listing.Of.AllScans _,
                    Listing.Of.Assessors _,
                    Listing.Of.Reconstructions _ ->
                    source(caller, of);
        };
    }

    private ListedSource projects(Caller caller, Set<ProjectStake> stakes, Scope reviewed) {
        return ProjectListTable.of(
                listed(caller, stakes), access.scope(caller, Right.READ), reviewed);
    }

    private ListedSource subjects(Caller caller, @Nullable String project, Scope reviewed) {
        return project == null
                ? SubjectListTable.inScope(access.scope(caller, Right.READ), reviewed)
                : SubjectListTable.inProject(scope(caller, project), reviewed);
    }

    private Scope listed(Caller caller, Set<ProjectStake> stakes) {
        return stakes.isEmpty()
                ? access.scope(caller, Right.SEE)
                : stakes.stream()
                        .map(stake -> scope(caller, stake))
                        .reduce(new Scope(false, List.of()), Scope::or);
    }

    private Scope scope(Caller caller, ProjectStake stake) {
        Right right = stake.right();
        Role role = stake.role();
        if (role != null) {
            return access.scope(caller, role);
        }
        return access.scope(caller, right == null ? Right.SEE : right);
    }

    private ListedSource experiments(Caller caller, Listing.Of.Experiments of) {
        String project = of.project();
        String subject = of.subject();
        Sight sight = access.sight(caller);
        Scope reviewed = sight.reviewed();
        if (subject == null) {
            return project == null
                    ? ExperimentListTable.inScope(sight.read(), reviewed)
                    : ExperimentListTable.inProject(scope(caller, project), reviewed);
        }
        Located found = locator.find(caller, Right.READ, new Address.OfSubject(project, subject));
        Scope read = sight.read();
        return project == null
                ? ExperimentListTable.ofSubject(read, found.key(), reviewed)
                : ExperimentListTable.ofSubjectInProject(
                        read.within(found.asked().key()), found.key(), reviewed);
    }

    private Scope reviewed(Caller caller) {
        return access.scope(caller, Right.REVIEW);
    }

    private Scope scope(Caller caller, String project) {
        Entry entry = locator.enter(caller, Right.READ, project);
        return Scope.of(entry.project().key(), entry.standing(), Right.READ);
    }

    /// The projects whose view is shown: the one in the address, or all that the caller reads.
    private static Scope view(Sight sight, @Nullable String project, Located found) {
        return project == null ? sight.read() : sight.read().within(found.asked().key());
    }

    /// The columns asked for, and always ID and URI, by which clients find each other's rows; and
    /// the type, which may be one of a family, where pyxnat has asked for things of one.
    private static List<Shown> shown(ListedSource source, ListedColumns columns, Listing wanted) {
        Set<String> names = new LinkedHashSet<>();
        for (String name : wanted.columns().isEmpty() ? List.of(DEFAULT) : wanted.columns()) {
            if (name.equals(DEFAULT)) {
                names.addAll(source.defaults());
            } else {
                names.add(name);
            }
        }
        names.add("ID");
        if (wanted.xsiType() != null && source.given(XSI_TYPE).isPresent()) {
            names.add(XSI_TYPE);
        }
        names.add("URI");
        List<Shown> shown = new ArrayList<>();
        for (String name : names) {
            shown.add(new Shown(header(name), shown(columns, name)));
        }
        return shown;
    }

    private static String shown(ListedColumns columns, String name) {
        return columns.find(name).map(ListingFilters::shown).orElse("''");
    }

    /// Short names come back as they were spelled, paths in lower case.
    private static String header(String name) {
        if (name.indexOf('/') < 0) {
            return name;
        }
        String path = name.toLowerCase(Locale.ROOT);
        return SUBJECT_OF_SESSION.matcher(path).matches() ? SUBJECT_ID : path;
    }

    private List<String> where(
            ListedSource source,
            ListedColumns columns,
            ListingParameters parameters,
            Listing wanted) {
        List<String> where = new ArrayList<>(source.where());
        var filters = new ListingFilters(parameters);
        for (Listing.Filter filter : wanted.filters()) {
            columns.find(filter.name())
                    .flatMap(column -> filters.condition(column, filter.value()))
                    .ifPresent(where::add);
        }
        Integer days = wanted.recentDays();
        if (days != null) {
            source.given("insert_date")
                    .ifPresent(made -> where.add(filters.youngerThan(made, days)));
        }
        where.addAll(ofType(source, columns, parameters, wanted.xsiType()));
        return where;
    }

    /// Rows have the type that is asked for or, where none is, the one that the columns and filters
    /// name, if they agree on one.
    private List<String> ofType(
            ListedSource source,
            ListedColumns columns,
            ListingParameters parameters,
            @Nullable String xsiType) {
        List<String> conditions = new ArrayList<>();
        Optional<String> inferred =
                columns.ownTypes().size() == 1
                        ? columns.ownTypes().stream().findFirst()
                        : Optional.empty();
        String name = xsiType == null ? inferred.orElse(null) : xsiType;
        Optional<DataType> type = Optional.ofNullable(name).flatMap(registry::find);
        if (name != null) {
            conditions.add(hasType(source.own(), type, parameters));
        }
        boolean assessors = type.filter(this::includesAssessors).isPresent();
        if (!assessors) {
            conditions.addAll(source.usually());
        }
        return conditions;
    }

    private boolean includesAssessors(DataType type) {
        DataType assessor = registry.get(ExperimentTable.IMAGE_ASSESSOR);
        return type.isA(assessor) || assessor.isA(type);
    }

    private String hasType(ListedPart own, Optional<DataType> type, ListingParameters parameters) {
        List<String> names =
                type.map(registry::concrete).orElse(List.of()).stream()
                        .map(DataType::name)
                        .toList();
        if (own.type() == null) {
            return names.contains(own.base()) ? "true" : "false";
        }
        return own.type() + " = any(" + parameters.add(names.toArray(String[]::new)) + ")";
    }

    private static List<String> orderBy(
            ListedSource source, ListedColumns columns, List<Listing.Order> orders) {
        List<String> orderBy = new ArrayList<>();
        for (Listing.Order order : orders) {
            columns.find(order.name())
                    .ifPresent(column ->
                            orderBy.add(
                                    ListingFilters.typed(column)
                                            + (order.descending() ? " desc" : "")));
        }
        orderBy.add(source.key());
        return orderBy;
    }
}
