package org.africai.server.access;

import java.util.ArrayList;
import java.util.List;
import org.africai.server.db.Sql;

/// The projects a listing may draw from, in a form that SQL filters by before it counts:
///
/// ```sql
/// where (:everything or s.project_key = any(:projects))
/// ```
///
/// @param everything whether there is no bound
/// @param projects keys of the projects, when there is one
public record Scope(boolean everything, List<Long> projects) {
    public static final Scope EVERYTHING = new Scope(true, List.of());

    public Scope {
        projects = List.copyOf(projects);
    }

    /// The projects that are in this or in the other.
    public Scope or(Scope other) {
        List<Long> both = new ArrayList<>(projects);
        both.addAll(other.projects);
        return new Scope(everything || other.everything, both);
    }

    /// Binds `:everything` and `:projects`.
    public Sql.Query bindTo(Sql.Query query) {
        return query.bind("everything", everything)
                .bind("projects", projects.stream().mapToLong(Long::longValue).toArray());
    }
}
