package org.africai.server.archive;

import java.util.List;
import org.africai.server.access.Accessibility;
import org.africai.server.access.Scope;
import org.africai.server.archive.Overview.Contents;
import org.africai.server.archive.Overview.ProjectCard;
import org.africai.server.archive.Overview.SessionCard;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;

/// Statements of the [Overview].
public final class OverviewTable {
    private final Sql sql;

    public OverviewTable(Sql sql) {
        this.sql = sql;
    }

    /// @param seen the projects that are listed
    /// @param read those among them whose contents are counted
    List<ProjectCard> projects(Scope seen, Scope read, int limit) {
        Sql.Query query =
                sql.of(
                        """
                        select p.id, p.name, p.description, p.accessibility,
                               (:readsAll or p.key = any(:read)) as readable,
                               case when :readsAll or p.key = any(:read) then
                                   (select count(*) from subject s
                                     where s.project_key = p.key and {subjects})
                                 + (select count(*) from subject_share h
                                     where h.project_key = p.key and {subjects})
                               else 0 end as subjects,
                               case when :readsAll or p.key = any(:read) then
                                   (select count(*) from experiment e
                                     where e.project_key = p.key
                                       and e.subject_key is not null
                                       and e.session_key is null
                                       and {sessions})
                                 + (select count(*) from experiment_share h
                                      join experiment e on e.key = h.experiment_key
                                     where h.project_key = p.key
                                       and e.subject_key is not null
                                       and e.session_key is null
                                       and {sessions})
                               else 0 end as sessions
                          from project p
                         where :everything or p.key = any(:projects)
                         order by lower(p.name), p.key
                         limit :limit\
                        """
                                .replace("{subjects}", SubjectTable.covered("p.key"))
                                .replace("{sessions}", Scope.covers("p.key", "e.xsi_type")));
        return seen.bindTo(query)
                .bind("readsAll", read.everything())
                .bind("read", read.keys())
                .bind("limited", read.limited())
                .bind("typed", read.typed())
                .bind("limit", limit)
                .list(OverviewTable::project);
    }

    long projectCount(Scope seen) {
        Sql.Query query =
                sql.of(
                        """
                        select count(*) as projects
                          from project p
                         where :everything or p.key = any(:projects)\
                        """);
        return seen.bindTo(query).only(row -> row.number("projects"));
    }

    List<SessionCard> recentSessions(Scope read, int limit) {
        Sql.Query query =
                sql.of(
                        """
                        select e.id, e.label, p.id as project, e.modality, e.date, e.created_at
                          from experiment e
                          join project p on p.key = e.project_key
                         where (:everything or e.project_key = any(:projects))
                           and {covered}
                           and e.subject_key is not null
                           and e.session_key is null
                           and e.status <> 'quarantine'
                         order by e.key desc
                         limit :limit\
                        """
                                .replace("{covered}", Scope.covers("e.project_key", "e.xsi_type")));
        return read.bindTo(query).bind("limit", limit).list(OverviewTable::session);
    }

    private static ProjectCard project(Row row) {
        return new ProjectCard(
                row.text("id"),
                row.text("name"),
                row.text("description"),
                Accessibility.named(row.text("accessibility")).orElseThrow(),
                row.flag("readable")
                        ? new Contents(row.number("subjects"), row.number("sessions"))
                        : null);
    }

    private static SessionCard session(Row row) {
        return new SessionCard(
                row.text("id"),
                row.text("label"),
                row.text("project"),
                row.textOrNull("modality"),
                row.dateOrNull("date"),
                row.instant("created_at"));
    }
}
