package org.africai.server.files;

import java.util.List;
import org.africai.server.access.Access;
import org.africai.server.access.Scope;
import org.africai.server.archive.Located.Kind;
import org.africai.server.db.Sql;

/// What lies below a thing: the subjects of a project, the scans of a session.
public final class OwnerTable {
    /// Whether an experiment `e` is in the [View].
    private static final String SEEN =
            """
             exists (select 1
                       from (select e.project_key
                              union all
                             select h.project_key
                               from experiment_share h
                              where h.experiment_key = e.key) home
                      where (:everything or home.project_key = any(:projects))
                        and {covered}
                        and (e.status <> 'quarantine'
                             or :reviewsAll
                             or home.project_key = any(:reviewed)
                                and (home.project_key <> all(:reviewLimited) or {reviewed})))\
            """
                    .replace("{covered}", Scope.covers("home.project_key", "e.xsi_type"))
                    .replace(
                            "{reviewed}",
                            Scope.typed("home.project_key", "e.xsi_type", ":reviewTyped"));

    /// Whether the subjects of a project are in the [View].
    private static final String SUBJECTS_SEEN = Scope.covers("project_key", "'xnat:subjectData'");

    private final Sql sql;

    public OwnerTable(Sql sql) {
        this.sql = sql;
    }

    /// What somebody sees of experiments.
    ///
    /// @param scope the projects in which experiments must live, as their own or shared
    /// @param reviewed those of whose experiments they see the quarantined ones, too
    record View(Scope scope, Scope reviewed) {
        private Sql.Query bindTo(Sql.Query query) {
            return scope.bindTo(query)
                    .bind("reviewsAll", reviewed.everything())
                    .bind("reviewed", reviewed.keys())
                    .bind("reviewLimited", reviewed.limited())
                    .bind("reviewTyped", reviewed.typed());
        }
    }

    /// The owners and all that lies below them, as far as the view shows it.
    Owners withDescendants(Owners owners, View view) {
        Owners all = owners.plus(Kind.SUBJECT, subjects(owners, view));
        all = all.plus(Kind.EXPERIMENT, experiments(all, view));
        all = all.plus(Kind.EXPERIMENT, assessors(all, view));
        all = all.plus(Kind.SCAN, scans(all));
        return all.plus(Kind.RECONSTRUCTION, reconstructions(all));
    }

    private List<Long> subjects(Owners owners, View view) {
        return view.bindTo(
                        sql.of(
                                """
                                select key from subject
                                 where project_key = any(:owners) and {seen}
                                union
                                select subject_key from subject_share
                                 where project_key = any(:owners) and {seen}\
                                """
                                        .replace("{seen}", SUBJECTS_SEEN)))
                .bind("owners", owners.keys(Kind.PROJECT))
                .list(row -> row.number("key"));
    }

    private List<Long> experiments(Owners owners, View view) {
        return view.bindTo(
                        sql.of(
                                """
                                select e.key
                                  from experiment e
                                 where (e.subject_key = any(:subjects)
                                        or e.project_key = any(:owners)
                                        or e.key in (select experiment_key
                                                       from experiment_share
                                                      where project_key = any(:owners)))
                                   and\
                                """
                                        + SEEN))
                .bind("subjects", owners.keys(Kind.SUBJECT))
                .bind("owners", owners.keys(Kind.PROJECT))
                .list(row -> row.number("key"));
    }

    private List<Long> assessors(Owners owners, View view) {
        return view.bindTo(
                        sql.of(
                                "select e.key from experiment e where e.session_key = any(:sessions) and"
                                        + SEEN))
                .bind("sessions", owners.keys(Kind.EXPERIMENT))
                .list(row -> row.number("key"));
    }

    /// The assessors of these sessions that have one of these data types.
    List<Long> assessors(List<Long> sessions, List<String> xsiTypes, View view) {
        return view.bindTo(
                        sql.of(
                                """
                                select e.key
                                  from experiment e
                                 where e.session_key = any(:sessions)
                                   and e.xsi_type = any(:types)
                                   and\
                                """
                                        + SEEN))
                .bind("sessions", keys(sessions))
                .bind("types", xsiTypes.toArray(String[]::new))
                .list(row -> row.number("key"));
    }

    /// The scans of these sessions that have one of these types.
    ///
    /// @param untyped whether those without a type are meant as well
    List<Long> scans(List<Long> sessions, List<String> types, boolean untyped) {
        return sql.of(
                        """
                        select key from scan
                         where session_key = any(:sessions)
                           and (type = any(:types) or (:untyped and coalesce(type, '') = ''))\
                        """)
                .bind("sessions", keys(sessions))
                .bind("types", types.toArray(String[]::new))
                .bind("untyped", untyped)
                .list(row -> row.number("key"));
    }

    /// The reconstructions of these sessions that have one of these types.
    List<Long> reconstructions(List<Long> sessions, List<String> types) {
        return sql.of(
                        """
                        select key from reconstruction
                         where session_key = any(:sessions) and type = any(:types)\
                        """)
                .bind("sessions", keys(sessions))
                .bind("types", types.toArray(String[]::new))
                .list(row -> row.number("key"));
    }

    /// The subjects of these sessions, where the view of one project shows subjects.
    List<Long> subjectsOf(List<Long> sessions, long project, View view) {
        if (!view.scope().covers(project, Access.SUBJECT_TYPE)) {
            return List.of();
        }
        return sql.of(
                        """
                        select distinct subject_key from experiment
                         where key = any(:sessions) and subject_key is not null\
                        """)
                .bind("sessions", keys(sessions))
                .list(row -> row.number("subject_key"));
    }

    private static long[] keys(List<Long> keys) {
        return keys.stream().mapToLong(Long::longValue).toArray();
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
