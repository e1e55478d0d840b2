package org.africai.server.files;

import java.util.List;
import org.africai.server.access.Scope;
import org.africai.server.archive.Located.Kind;
import org.africai.server.db.Sql;

/// What lies below a thing: the subjects of a project, the scans of a session.
public final class OwnerTable {
    private final Sql sql;

    public OwnerTable(Sql sql) {
        this.sql = sql;
    }

    /// The owners and all that lies below them.
    ///
    /// @param scope the projects from which subjects and experiments may be drawn
    Owners withDescendants(Owners owners, Scope scope) {
        Owners all = owners.plus(Kind.SUBJECT, subjects(owners));
        all = all.plus(Kind.EXPERIMENT, experiments(all, scope));
        all = all.plus(Kind.EXPERIMENT, assessors(all, scope));
        all = all.plus(Kind.SCAN, scans(all));
        return all.plus(Kind.RECONSTRUCTION, reconstructions(all));
    }

    private List<Long> subjects(Owners owners) {
        return sql.of(
                        """
                        select key from subject where project_key = any(:projects)
                        union
                        select subject_key from subject_share where project_key = any(:projects)\
                        """)
                .bind("projects", owners.keys(Kind.PROJECT))
                .list(row -> row.number("key"));
    }

    private List<Long> experiments(Owners owners, Scope scope) {
        return scope.bindTo(
                        sql.of(
                                """
                                select e.key
                                  from experiment e
                                 where (e.subject_key = any(:subjects)
                                        or e.project_key = any(:owners)
                                        or e.key in (select experiment_key
                                                       from experiment_share
                                                      where project_key = any(:owners)))
                                   and (:everything
                                        or e.project_key = any(:projects)
                                        or exists (select 1
                                                     from experiment_share h
                                                    where h.experiment_key = e.key
                                                      and h.project_key = any(:projects)))\
                                """))
                .bind("subjects", owners.keys(Kind.SUBJECT))
                .bind("owners", owners.keys(Kind.PROJECT))
                .list(row -> row.number("key"));
    }

    private List<Long> assessors(Owners owners, Scope scope) {
        return scope.bindTo(
                        sql.of(
                                """
                                select a.key
                                  from experiment a
                                  join experiment e on e.key = a.session_key
                                 where e.key = any(:sessions)
                                   and (:everything
                                        or a.project_key = e.project_key
                                        or a.project_key = any(:projects)
                                        or exists (select 1
                                                     from experiment_share h
                                                    where h.experiment_key = a.key
                                                      and h.project_key = any(:projects)))\
                                """))
                .bind("sessions", owners.keys(Kind.EXPERIMENT))
                .list(row -> row.number("key"));
    }

    private List<Long> scans(Owners owners) {
        return sql.of("select key from scan where session_key = any(:sessions)")
                .bind("sessions", owners.keys(Kind.EXPERIMENT))
                .list(row -> row.number("key"));
    }

    private List<Long> reconstructions(Owners owners) {
        return sql.of("select key from reconstruction where session_key = any(:sessions)")
                .bind("sessions", owners.keys(Kind.EXPERIMENT))
                .list(row -> row.number("key"));
    }
}
