package org.africai.server.archive;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.africai.server.access.Scope;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.server.schema.Item;

/// What hangs on a thing and is shown nested in its document: one statement for each kind, however
/// many there are.
final class NestedTable {
    private static final String SHARED = Scope.covers("o.project_key", "e.xsi_type");
    private static final String OWN = Scope.covers("e.project_key", "e.xsi_type");
    private static final String COVERED = Scope.covers("p.key", "e.xsi_type");
    private static final String SHOWN = ListingTable.shown("e", "p.key");

    /// Experiments that hang on `{within}`, in the view of a scope's projects: each once, in the
    /// project that owns it when that is one of them, else in the first that it is shared into.
    private static final String VIEWED =
            """
            select e.key, e.project_key as owner, p.id as project,
                   coalesce(h.label, e.label) as label
              from experiment e
              left join lateral (
                   select o.project_key, o.label
                     from experiment_share o
                    where o.experiment_key = e.key
                      and o.project_key = any(:projects)
                      and {shared}
                    order by o.project_key
                    limit 1) h
                on not :everything
               and (e.project_key <> all(:projects) or not {own})
              join project p
                on p.key = coalesce(h.project_key, e.project_key)
             where {within}
               and (:everything or p.key = any(:projects))
               and {covered}
               and {shown}
             order by e.key\
            """
                    .replace("{shared}", SHARED)
                    .replace("{own}", OWN)
                    .replace("{covered}", COVERED)
                    .replace("{shown}", SHOWN);

    private final Sql sql;
    private final ResourceDocument resources;

    NestedTable(Sql sql, ResourceDocument resources) {
        this.sql = sql;
        this.resources = resources;
    }

    /// A nested document and the key of what it hangs on.
    ///
    /// @param side the list it is in, for those that have several: `in`, `out`
    record Hanging(long owner, String side, Item item) {}

    List<Item> resourcesOfProject(long project, String uri) {
        return sql.of(
                        """
                        select key, project_key as owner, side, label, xsi_type, format, content,
                               description, tags, note, file_count, file_size
                          from resource
                         where project_key = :project
                         order by key\
                        """)
                .bind("project", project)
                .list(row -> resource(row, _ -> uri).item());
    }

    List<Item> resourcesOfSubject(long subject, String uri) {
        return sql.of(
                        """
                        select key, subject_key as owner, side, label, xsi_type, format, content,
                               description, tags, note, file_count, file_size
                          from resource
                         where subject_key = :subject
                         order by key\
                        """)
                .bind("subject", subject)
                .list(row -> resource(row, _ -> uri).item());
    }

    /// @param uris the address of each experiment, by key
    List<Hanging> resourcesOfExperiments(Map<Long, String> uris) {
        return sql.of(
                        """
                        select key, experiment_key as owner, side, label, xsi_type, format, content,
                               description, tags, note, file_count, file_size
                          from resource
                         where experiment_key = any(:owners)
                         order by key\
                        """)
                .bind("owners", keys(uris))
                .list(row -> resource(row, owner -> uris.getOrDefault(owner, "")));
    }

    /// @param uris the address of each scan, by key
    List<Hanging> resourcesOfScans(Map<Long, String> uris) {
        return sql.of(
                        """
                        select key, scan_key as owner, side, label, xsi_type, format, content,
                               description, tags, note, file_count, file_size
                          from resource
                         where scan_key = any(:owners)
                         order by key\
                        """)
                .bind("owners", keys(uris))
                .list(row -> resource(row, owner -> uris.getOrDefault(owner, "")));
    }

    /// @param uris the address of each reconstruction, by key
    List<Hanging> resourcesOfReconstructions(Map<Long, String> uris) {
        return sql.of(
                        """
                        select key, reconstruction_key as owner, side, label, xsi_type, format,
                               content, description, tags, note, file_count, file_size
                          from resource
                         where reconstruction_key = any(:owners)
                         order by key\
                        """)
                .bind("owners", keys(uris))
                .list(row -> resource(row, owner -> uris.getOrDefault(owner, "")));
    }

    /// An experiment in the view of one project: its own or one that it is shared into.
    ///
    /// @param owner key of the project that owns it
    /// @param project ID of the project in whose view it is
    /// @param label what it is called there
    record Viewed(long key, long owner, String project, String label) {}

    /// A subject's experiments that live in one of the scope's projects; assessors are within their
    /// sessions, not beside them.
    ///
    /// @param reviewed the projects whose quarantined experiments are shown
    List<Viewed> experimentsOfSubject(long subject, Scope scope, Scope reviewed) {
        return viewed(
                "e.subject_key = :holder and e.session_key is null", subject, scope, reviewed);
    }

    /// A session's assessors that live in one of the scope's projects.
    ///
    /// @param reviewed the projects whose quarantined assessors are shown
    List<Viewed> assessorsOfSession(long session, Scope scope, Scope reviewed) {
        return viewed("e.session_key = :holder", session, scope, reviewed);
    }

    private List<Viewed> viewed(String within, long holder, Scope scope, Scope reviewed) {
        Sql.Query query =
                scope.bindTo(sql.of(VIEWED.replace("{within}", within))).bind("holder", holder);
        ListingTable.reviewed(reviewed).forEach(query::bind);
        return query.list(row ->
                new Viewed(
                        row.number("key"),
                        row.number("owner"),
                        row.text("project"),
                        row.text("label")));
    }

    /// The types of a project's own experiments.
    List<String> experimentTypes(long project) {
        return sql.of(
                        """
                        select distinct xsi_type
                          from experiment
                         where project_key = :project
                         order by xsi_type\
                        """)
                .bind("project", project)
                .list(row -> row.text("xsi_type"));
    }

    private Hanging resource(Row row, Function<Long, String> uri) {
        long owner = row.number("owner");
        return new Hanging(owner, row.text("side"), resources.of(row, uri.apply(owner)));
    }

    private static long[] keys(Map<Long, String> uris) {
        return uris.keySet().stream().mapToLong(Long::longValue).toArray();
    }
}
