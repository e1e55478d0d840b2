package org.africai.server.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.africai.server.access.Caller;
import org.africai.server.access.Motive;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.jspecify.annotations.Nullable;

/// Rows of the audit, which are only ever added.
public final class AuditTable {
    private static final String INSERT =
            """
            insert into audit (at, login, action, kind, id, project_key, event, reason, comment)
            values (:at, :login, :action, :kind, :id, :project, :event, :reason, :comment)\
            """;

    private final Sql sql;

    public AuditTable(Sql sql) {
        this.sql = sql;
    }

    void insert(
            Instant at,
            Caller caller,
            Action action,
            String kind,
            String id,
            @Nullable Long project) {
        sql.of(INSERT)
                .bind("at", at)
                .bind("login", caller.login())
                .bind("action", action.name().toLowerCase(Locale.ROOT))
                .bind("kind", kind)
                .bind("id", id)
                .bind("project", project)
                .bind("event", caller.motive().event())
                .bind("reason", caller.motive().reason())
                .bind("comment", caller.motive().comment())
                .update();
    }

    /// One deed done to many things.
    void insertAll(
            Instant at, Caller caller, Action action, String kind, List<Audit.Thing> things) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Audit.Thing thing : things) {
            Map<String, @Nullable Object> row = new HashMap<>();
            row.put("at", at);
            row.put("login", caller.login());
            row.put("action", action.name().toLowerCase(Locale.ROOT));
            row.put("kind", kind);
            row.put("id", thing.id());
            row.put("project", thing.project());
            row.put("event", caller.motive().event());
            row.put("reason", caller.motive().reason());
            row.put("comment", caller.motive().comment());
            rows.add(row);
        }
        sql.batch(INSERT, rows);
    }

    /// Those of the things to which somebody did this after `since`.
    Set<String> known(
            String login, Action action, String kind, List<Audit.Thing> things, Instant since) {
        return Set.copyOf(
                sql.of(
                                """
                                select distinct id
                                  from audit
                                 where kind = :kind and id = any(:ids) and login = :login
                                   and action = :action and at > :since\
                                """)
                        .bind("kind", kind)
                        .bind("ids", things.stream().map(Audit.Thing::id).toArray(String[]::new))
                        .bind("login", login)
                        .bind("action", action.name().toLowerCase(Locale.ROOT))
                        .bind("since", since)
                        .list(row -> row.text("id")));
    }

    /// What was done to a thing, to its parts and to its resources, the newest first.
    ///
    /// @param id the thing's; those of its parts begin with it and a slash
    /// @param resources numbers of its resources and of those of its parts
    List<AuditEntry> of(String kind, String id, List<String> resources, int limit) {
        return sql.of(
                        """
                        select n, at, login, action, kind, id, event, reason, comment
                          from audit
                         where kind = :kind and id = :id
                            or :kind = 'experiment' and kind in ('scan', 'reconstruction')
                               and id ~>=~ :parts and id ~<~ :partsEnd
                            or kind in ('resource', 'files') and id = any(:resources)
                         order by n desc
                         limit :limit\
                        """)
                .bind("kind", kind)
                .bind("id", id)
                .bind("parts", id + "/")
                .bind("partsEnd", id + "0") // '0' follows '/'
                .bind("resources", resources.toArray(String[]::new))
                .bind("limit", limit)
                .list(AuditTable::entry);
    }

    /// @return how many months were made, from the first that has no part of its own
    int makeMonths(Instant until) {
        return sql.of("select make_audit_months(:until) as made")
                .bind("until", until)
                .only(row -> row.integer("made"));
    }

    private static AuditEntry entry(Row row) {
        return new AuditEntry(
                row.number("n"),
                row.instant("at"),
                row.text("login"),
                row.text("action"),
                row.text("kind"),
                row.text("id"),
                new Motive(row.text("event"), row.text("reason"), row.text("comment")));
    }
}
