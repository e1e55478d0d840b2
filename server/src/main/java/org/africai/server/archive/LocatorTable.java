package org.africai.server.archive;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.africai.server.access.Scope;
import org.africai.server.archive.Located.Kind;
import org.africai.server.archive.Located.ProjectRef;
import org.africai.server.archive.Located.SessionRef;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.jspecify.annotations.Nullable;

/// Look-ups by identifier and label, own or shared, for [Locator].
public final class LocatorTable {
    private final Sql sql;

    public LocatorTable(Sql sql) {
        this.sql = sql;
    }

    /// The project with this ID or alias, in any case.
    Optional<ProjectRef> project(String name) {
        return sql.of(
                        """
                        select p.key, p.id
                          from project_name n
                          join project p on p.key = n.project_key
                         where n.name = :name
                           and n.kind in ('id', 'alias')\
                        """)
                .bind("name", name.toLowerCase(Locale.ROOT))
                .one(LocatorTable::projectRow);
    }

    Optional<Located> subject(String id) {
        return sql.of(
                        """
                        select s.key, s.id, s.label, 'xnat:subjectData' as xsi_type,
                               p.key as project_key, p.id as project_id,
                               p.key as asked_key, p.id as asked_id
                          from subject s
                          join project p on p.key = s.project_key
                         where s.id = :id\
                        """)
                .bind("id", id)
                .one(LocatorTable::subjectRow);
    }

    Optional<Located> subject(ProjectRef asked, String name) {
        return sql.of(
                        """
                        select s.key, s.id, coalesce(h.label, s.label) as label,
                               'xnat:subjectData' as xsi_type,
                               p.key as project_key, p.id as project_id,
                               :asked as asked_key, :askedId as asked_id
                          from subject s
                          join project p on p.key = s.project_key
                          left join subject_share h
                            on h.subject_key = s.key and h.project_key = :asked
                         where s.key in (
                                   select key from subject
                                    where project_key = :asked and label = :name
                                   union all
                                   select subject_key from subject_share
                                    where project_key = :asked and label = :name
                                   union all
                                   select key from subject where id = :name)
                           and (s.project_key = :asked or h.project_key is not null)
                         order by s.id = :name
                         limit 1\
                        """)
                .bind("asked", asked.key())
                .bind("askedId", asked.id())
                .bind("name", name)
                .one(LocatorTable::subjectRow);
    }

    /// The projects that a subject is shared into.
    List<ProjectRef> subjectShares(long subject) {
        return sql.of(
                        """
                        select p.key, p.id
                          from subject_share h
                          join project p on p.key = h.project_key
                         where h.subject_key = :subject
                         order by p.key\
                        """)
                .bind("subject", subject)
                .list(LocatorTable::projectRow);
    }

    Optional<Located> experiment(String id) {
        return sql.of(
                        """
                        select e.key, e.id, e.label, e.xsi_type,
                               p.key as project_key, p.id as project_id,
                               p.key as asked_key, p.id as asked_id
                          from experiment e
                          join project p on p.key = e.project_key
                         where e.id = :id\
                        """)
                .bind("id", id)
                .one(LocatorTable::experimentRow);
    }

    /// @param subject where given, the experiment must belong to it
    Optional<Located> experiment(ProjectRef asked, @Nullable String subject, String name) {
        return sql.of(
                        """
                        select e.key, e.id, coalesce(h.label, e.label) as label, e.xsi_type,
                               p.key as project_key, p.id as project_id,
                               :asked as asked_key, :askedId as asked_id
                          from experiment e
                          join project p on p.key = e.project_key
                          left join experiment_share h
                            on h.experiment_key = e.key and h.project_key = :asked
                         where e.key in (
                                   select key from experiment
                                    where project_key = :asked and label = :name
                                   union all
                                   select experiment_key from experiment_share
                                    where project_key = :asked and label = :name
                                   union all
                                   select key from experiment where id = :name)
                           and (e.project_key = :asked or h.project_key is not null)
                           and (cast(:subject as text) is null or e.subject_key in (
                                   select key from subject
                                    where id = :subject
                                       or project_key = :asked and label = :subject
                                   union all
                                   select subject_key from subject_share
                                    where project_key = :asked and label = :subject))
                         order by e.id = :name
                         limit 1\
                        """)
                .bind("asked", asked.key())
                .bind("askedId", asked.id())
                .bind("subject", subject)
                .bind("name", name)
                .one(LocatorTable::experimentRow);
    }

    boolean isQuarantined(long experiment) {
        return sql.of("select 1 from experiment where key = :key and status = 'quarantine'")
                .bind("key", experiment)
                .any();
    }

    /// Whether somebody has closed the experiment to changes.
    boolean isLocked(long experiment) {
        return sql.of("select 1 from experiment where key = :key and status = 'locked'")
                .bind("key", experiment)
                .any();
    }

    /// The projects that an experiment is shared into.
    List<ProjectRef> experimentShares(long experiment) {
        return sql.of(
                        """
                        select p.key, p.id
                          from experiment_share h
                          join project p on p.key = h.project_key
                         where h.experiment_key = :experiment
                         order by p.key\
                        """)
                .bind("experiment", experiment)
                .list(LocatorTable::projectRow);
    }

    /// The scans with these IDs; where there is none with an ID, those of that type.
    List<Located> scans(Located session, Tokens scans) {
        return sql.of(
                        """
                        select c.key, c.id, c.id as label, c.xsi_type
                          from scan c
                         where c.session_key = :session
                           and (:all
                                or c.id = any(:names)
                                or (c.type = any(:names) or c.type is null and 'NULL' = any(:names))
                                   and not exists (
                                       select 1 from scan o
                                        where o.session_key = :session
                                          and o.id = any(:names)
                                          and o.id = c.type))
                         order by c.key\
                        """)
                .bind("session", session.key())
                .bind("all", scans.all())
                .bind("names", scans.toArray())
                .list(row -> child(row, session, Kind.SCAN));
    }

    List<Located> reconstructions(Located session, Tokens reconstructions) {
        return sql.of(
                        """
                        select r.key, r.id, r.id as label,
                               'xnat:reconstructedImageData' as xsi_type
                          from reconstruction r
                         where r.session_key = :session
                           and (:all or r.id = any(:names))
                         order by r.key\
                        """)
                .bind("session", session.key())
                .bind("all", reconstructions.all())
                .bind("names", reconstructions.toArray())
                .list(row -> child(row, session, Kind.RECONSTRUCTION));
    }

    /// The session's assessors with these accession IDs, labels or types, of those that live in one
    /// of the scope's projects.
    List<Located> assessors(Located session, Scope scope, Tokens assessors) {
        return scope.bindTo(
                        sql.of(
                                """
                                select a.key, a.id, coalesce(h.label, a.label) as label, a.xsi_type,
                                       p.key as project_key, p.id as project_id
                                  from experiment a
                                  join project p on p.key = a.project_key
                                  left join experiment_share h
                                    on h.experiment_key = a.key and h.project_key = :asked
                                 where a.session_key = :session
                                   and (:everything
                                        or a.project_key = any(:projects) and {own}
                                        or exists (select 1 from experiment_share o
                                                    where o.experiment_key = a.key
                                                      and o.project_key = any(:projects)
                                                      and {shared}))
                                   and (:all
                                        or a.id = any(:names)
                                        or coalesce(h.label, a.label) = any(:names)
                                        or a.xsi_type = any(:names))
                                 order by a.key\
                                """
                                        .replace(
                                                "{own}",
                                                Scope.covers("a.project_key", "a.xsi_type"))
                                        .replace(
                                                "{shared}",
                                                Scope.covers("o.project_key", "a.xsi_type"))))
                .bind("session", session.key())
                .bind("asked", session.asked().key())
                .bind("all", assessors.all())
                .bind("names", assessors.toArray())
                .list(row ->
                        child(
                                row,
                                session,
                                Kind.EXPERIMENT,
                                new ProjectRef(row.number("project_key"), row.text("project_id"))));
    }

    private static ProjectRef projectRow(Row row) {
        return new ProjectRef(row.number("key"), row.text("id"));
    }

    private static Located subjectRow(Row row) {
        return located(row, Kind.SUBJECT);
    }

    private static Located experimentRow(Row row) {
        return located(row, Kind.EXPERIMENT);
    }

    private static Located located(Row row, Kind kind) {
        return new Located(
                kind,
                row.number("key"),
                row.text("id"),
                row.text("xsi_type"),
                row.text("label"),
                new ProjectRef(row.number("project_key"), row.text("project_id")),
                new ProjectRef(row.number("asked_key"), row.text("asked_id")),
                null);
    }

    private static Located child(Row row, Located session, Kind kind) {
        return child(row, session, kind, session.project());
    }

    private static Located child(Row row, Located session, Kind kind, ProjectRef owner) {
        return new Located(
                kind,
                row.number("key"),
                row.text("id"),
                row.text("xsi_type"),
                row.text("label"),
                owner,
                session.asked(),
                new SessionRef(session.key(), session.id(), session.label(), session.xsiType()));
    }
}
