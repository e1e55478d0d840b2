package org.africai.server.deid;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.server.deid.Quarantine.Entry;
import org.africai.server.files.BlobTable;
import org.jspecify.annotations.Nullable;

/// Rows of what scripts set aside.
final class QuarantineTable {
    private static final String SELECT =
            """
            select q.key, p.id as project, b.sha256, b.md5, b.crc32, b.size, q.is_object, q.stage,
                   q.version, q.reason, q.subject, q.session, q.sent_by, q.at
              from quarantined_object q
              join blob b on b.key = q.blob_key
              left join project p on p.key = q.project_key
            """;

    private final Sql sql;

    QuarantineTable(Sql sql) {
        this.sql = sql;
    }

    /// What one version of a script set aside is there once, however often it is sent.
    void insert(List<Entry> entries) {
        sql.of(
                        """
                        insert into quarantined_object
                               (project_key, blob_key, is_object, stage, version, reason, subject,
                                session, sent_by)
                        select cast(n.project as bigint), n.blob, n.object = 't', n.stage,
                               n.version, n.reason, n.subject, n.session, n.login
                          from unnest(cast(:projects as text[]), :blobs, :objects, :stages,
                                      :versions, :reasons, :subjects, :sessions, :logins)
                            as n(project, blob, object, stage, version, reason, subject, session,
                                 login)
                            on conflict do nothing\
                        """)
                .bind("projects", texts(entries, e -> text(e.project())))
                .bind("blobs", entries.stream().mapToLong(Entry::blob).toArray())
                .bind("objects", texts(entries, e -> e.isObject() ? "t" : "f"))
                .bind("stages", texts(entries, e -> e.stage().word()))
                .bind("versions", entries.stream().mapToLong(Entry::version).toArray())
                .bind("reasons", texts(entries, Entry::reason))
                .bind("subjects", texts(entries, Entry::subject))
                .bind("sessions", texts(entries, Entry::session))
                .bind("logins", texts(entries, Entry::sentBy))
                .update();
    }

    private static @Nullable String text(@Nullable Long value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String[] texts(
            List<Entry> entries, Function<Entry, @Nullable String> value) {
        return entries.stream().map(value).toArray(String[]::new);
    }

    /// The newest first.
    ///
    /// @param project its key, `null` for all projects and what is unassigned
    List<QuarantinedObject> list(@Nullable Long project, int limit) {
        return sql.of(
                        SELECT
                                + """
                                 where cast(:project as bigint) is null
                                    or q.project_key = cast(:project as bigint)
                                 order by q.key desc
                                 limit :limit\
                                """)
                .bind("project", project)
                .bind("limit", limit)
                .list(QuarantineTable::object);
    }

    Optional<QuarantinedObject> find(long id) {
        return sql.of(SELECT + " where q.key = :id").bind("id", id).one(QuarantineTable::object);
    }

    /// @return whether it was there
    boolean delete(long id) {
        return sql.of("delete from quarantined_object where key = :id").bind("id", id).update() > 0;
    }

    private static QuarantinedObject object(Row row) {
        return new QuarantinedObject(
                row.number("key"),
                row.textOrNull("project"),
                BlobTable.digests(row),
                row.flag("is_object"),
                row.text("stage"),
                row.number("version"),
                row.text("reason"),
                row.text("subject"),
                row.text("session"),
                row.text("sent_by"),
                row.instant("at"));
    }
}
