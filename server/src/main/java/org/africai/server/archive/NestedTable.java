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

    /// The keys of a subject's experiments that live in one of the scope's projects.
    List<Long> experimentsOfSubject(long subject, Scope scope) {
        return scope.bindTo(
                        sql.of(
                                """
                                select e.key
                                  from experiment e
                                 where e.subject_key = :subject
                                   and (:everything
                                        or e.project_key = any(:projects)
                                        or exists (select 1 from experiment_share h
                                                    where h.experiment_key = e.key
                                                      and h.project_key = any(:projects)))
                                 order by e.key\
                                """))
                .bind("subject", subject)
                .list(row -> row.number("key"));
    }

    /// The keys of a session's assessors that live in one of the scope's projects.
    List<Long> assessorsOfSession(long session, Scope scope) {
        return scope.bindTo(
                        sql.of(
                                """
                                select e.key
                                  from experiment e
                                 where e.session_key = :session
                                   and (:everything
                                        or e.project_key = any(:projects)
                                        or exists (select 1 from experiment_share h
                                                    where h.experiment_key = e.key
                                                      and h.project_key = any(:projects)))
                                 order by e.key\
                                """))
                .bind("session", session)
                .list(row -> row.number("key"));
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
