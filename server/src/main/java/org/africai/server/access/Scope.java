package org.africai.server.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.africai.server.db.Sql;

/// The projects a listing may draw from, in a form that SQL filters by before it counts:
///
/// ```sql
/// where (:everything or s.project_key = any(:projects))
/// ```
///
/// and, as members of a custom group have to do with some data types only, of what hangs on data:
///
/// ```sql
///   and {condition of Scope.covers("s.project_key", "'xnat:subjectData'")}
/// ```
///
/// @param everything whether there is no bound
/// @param projects keys of the projects, when there is one
/// @param limits of those projects of which only some data types count: which
public record Scope(boolean everything, List<Long> projects, Map<Long, Set<String>> limits) {
    public static final Scope EVERYTHING = new Scope(true, List.of());

    public Scope {
        projects = List.copyOf(projects);
        limits = Map.copyOf(limits);
    }

    public Scope(boolean everything, List<Long> projects) {
        this(everything, projects, Map.of());
    }

    /// One project, as far as a caller has the right there.
    public static Scope of(long project, Standing standing, Right right) {
        Grants grants = standing.grants();
        if (grants == null || right == Right.SEE || standing.mayWithAll(right)) {
            return new Scope(false, List.of(project));
        }
        return new Scope(false, List.of(project), Map.of(project, grants.types(right)));
    }

    /// One project, with the limits that it has in this scope.
    public Scope within(long project) {
        Set<String> types = limits.get(project);
        return new Scope(
                false, List.of(project), types == null ? Map.of() : Map.of(project, types));
    }

    /// Whether things of this data type in the project are within.
    public boolean covers(long project, String xsiType) {
        Set<String> types = limits.get(project);
        return everything
                || (projects.contains(project) && (types == null || types.contains(xsiType)));
    }

    /// The projects that are in this or in the other.
    public Scope or(Scope other) {
        List<Long> both = new ArrayList<>(projects);
        both.addAll(other.projects);
        Map<Long, Set<String>> limited = new HashMap<>();
        limits.forEach((project, types) -> limit(limited, project, types, other));
        other.limits.forEach((project, types) -> limit(limited, project, types, this));
        return new Scope(everything || other.everything, both, limited);
    }

    private static void limit(
            Map<Long, Set<String>> limited, long project, Set<String> types, Scope other) {
        Set<String> others = other.limits.get(project);
        if (others != null || !other.projects.contains(project)) {
            Set<String> all = new HashSet<>(types);
            all.addAll(others == null ? Set.of() : others);
            limited.put(project, all);
        }
    }

    /// Keys of the projects.
    public long[] keys() {
        return projects.stream().mapToLong(Long::longValue).toArray();
    }

    /// Keys of the projects that have limits.
    public long[] limited() {
        return limits.keySet().stream().mapToLong(Long::longValue).toArray();
    }

    /// What is within them: a project's key and a data type, `12 xnat:mrSessionData`.
    public String[] typed() {
        return limits.entrySet().stream()
                .flatMap(
                        limit -> limit.getValue().stream().map(type -> limit.getKey() + " " + type))
                .sorted()
                .toArray(String[]::new);
    }

    /// SQL that holds of things that the limits let through, where [#bindTo] has bound them.
    ///
    /// @param project SQL of the project's key
    /// @param xsiType SQL of the thing's data type
    public static String covers(String project, String xsiType) {
        return "(" + project + " <> all(:limited) or " + typed(project, xsiType, ":typed") + ")";
    }

    /// SQL that holds of things of which the project and data type are among those of a list that
    /// [#typed()] made.
    public static String typed(String project, String xsiType, String list) {
        return "cast(" + project + " as text) || ' ' || " + xsiType + " = any(" + list + ")";
    }

    /// Binds `:everything`, `:projects`, `:limited` and `:typed`.
    public Sql.Query bindTo(Sql.Query query) {
        return query.bind("everything", everything)
                .bind("projects", keys())
                .bind("limited", limited())
                .bind("typed", typed());
    }
}
