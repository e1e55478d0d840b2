package org.africai.server.intake;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.africai.server.access.Scope;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.jspecify.annotations.Nullable;

/// Lists of the sessions that wait. What belongs to an upload under way is in none of them.
final class PrearchiveListTable {
    private final Sql sql;

    PrearchiveListTable(Sql sql) {
        this.sql = sql;
    }

    /// Which waiting sessions are meant.
    ///
    /// @param projects keys of their projects, `null` for all that the caller may see
    /// @param tag their StudyInstanceUID, `null` for any
    /// @param days changed in so many days, `null` for ever
    record Choice(@Nullable List<Long> projects, @Nullable String tag, @Nullable Integer days) {
        static final Choice ALL = new Choice(null, null, null);
    }

    /// @param scope the projects that the caller may see
    /// @param withUnassigned whether those without a project are among them
    List<Waiting> list(Scope scope, boolean withUnassigned, Choice choice) {
        long @Nullable [] keys =
                choice.projects() == null
                        ? null
                        : choice.projects().stream().mapToLong(Long::longValue).toArray();
        return scope.bindTo(
                        sql.of(
                                """
                                select s.*, p.id as project_id
                                  from prearchive_session s
                                  left join project p on p.key = s.project_key
                                 where not (s.by_upload and s.status = 'RECEIVING')
                                   and (s.project_key is null and :unassigned
                                        or s.project_key is not null
                                           and (:everything or s.project_key = any(:projects))
                                           and (s.xsi_type = '' or {covered}))
                                   and (:all or s.project_key is null
                                        or s.project_key = any(:chosen))
                                   and (cast(:tag as text) is null or s.study_uid = :tag)
                                   and (cast(:days as integer) is null
                                        or s.changed_at > now() - :days * interval '1 day')
                                 order by s.key\
                                """
                                        .replace(
                                                "{covered}",
                                                Scope.covers("s.project_key", "s.xsi_type"))))
                .bind("unassigned", withUnassigned)
                .bind("all", keys == null)
                .bind("chosen", keys == null ? new long[0] : keys)
                .bind("tag", choice.tag())
                .bind("days", choice.days())
                .list(PrearchiveTable.WAITING);
    }

    /// The sessions with these keys that are still there.
    List<Waiting> list(List<Long> keys) {
        return sql.of(
                        """
                        select s.*, p.id as project_id
                          from prearchive_session s
                          left join project p on p.key = s.project_key
                         where s.key = any(:keys)
                         order by s.key\
                        """)
                .bind("keys", keys.stream().mapToLong(Long::longValue).toArray())
                .list(PrearchiveTable.WAITING);
    }

    /// The sessions at these addresses, by the order of the addresses; one that is not there is
    /// left out. A project may be named by its ID or an alias.
    List<Waiting> find(List<Prearchive.Place> places) {
        return sql.of(
                        """
                        select s.*, p.id as project_id
                          from unnest(:projects, :timestamps, :folders) with ordinality
                                   as a(project, timestamp, folder, n)
                          left join project_name pn
                            on pn.name = lower(a.project) and pn.kind in ('id', 'alias')
                          join prearchive_session s
                            on coalesce(s.project_key, 0) = coalesce(pn.project_key, 0)
                           and s.timestamp = a.timestamp
                           and s.folder = a.folder
                          left join project p on p.key = s.project_key
                         where not (s.by_upload and s.status = 'RECEIVING')
                           and (pn.project_key is not null or a.project = 'Unassigned')
                         order by a.n\
                        """)
                .bind("projects", texts(places, Prearchive.Place::project))
                .bind("timestamps", texts(places, Prearchive.Place::timestamp))
                .bind("folders", texts(places, Prearchive.Place::folder))
                .list(PrearchiveTable.WAITING);
    }

    private static String[] texts(
            List<Prearchive.Place> places, Function<Prearchive.Place, String> part) {
        return places.stream().map(part).toArray(String[]::new);
    }

    /// What became of the session, the oldest first; the last thousand things.
    List<Prearchive.LogEntry> log(long session) {
        return sql.of(
                        """
                        select key, at, entry
                          from (select key, at, entry
                                  from prearchive_log
                                 where session_key = :session
                                 order by key desc
                                 limit 1000) newest
                         order by key\
                        """)
                .bind("session", session)
                .list(PrearchiveListTable::logEntry);
    }

    /// Adds to the session's log.
    void log(long session, String entry) {
        sql.of("insert into prearchive_log (session_key, entry) values (:session, :entry)")
                .bind("session", session)
                .bind("entry", entry)
                .update();
    }

    /// One entry of the session's log.
    ///
    /// @param id absent for the last
    Optional<Prearchive.LogEntry> logEntry(long session, @Nullable Long id) {
        return sql.of(
                        """
                        select key, at, entry
                          from prearchive_log
                         where session_key = :session
                           and (cast(:id as bigint) is null or key = :id)
                         order by key desc
                         limit 1\
                        """)
                .bind("session", session)
                .bind("id", id)
                .one(PrearchiveListTable::logEntry);
    }

    private static Prearchive.LogEntry logEntry(Row row) {
        return new Prearchive.LogEntry(row.number("key"), row.instant("at"), row.text("entry"));
    }
}
