package org.africai.server.audit;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.africai.server.access.Caller;
import org.africai.server.access.Motive;
import org.africai.server.audit.Audit.Action;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.jspecify.annotations.Nullable;

/// Rows of the audit, which are only ever added.
public final class AuditTable {
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
        sql.of(
                        """
                        insert into audit (at, login, action, kind, id, project_key,
                                           event, reason, comment)
                        values (:at, :login, :action, :kind, :id, :project,
                                :event, :reason, :comment)\
                        """)
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

    /// Whether somebody did this to a thing after `since`.
    boolean has(String login, Action action, String kind, String id, Instant since) {
        return sql.of(
                        """
                        select 1
                          from audit
                         where kind = :kind and id = :id and login = :login and action = :action
                           and at > :since
                         limit 1\
                        """)
                .bind("kind", kind)
                .bind("id", id)
                .bind("login", login)
                .bind("action", action.name().toLowerCase(Locale.ROOT))
                .bind("since", since)
                .any();
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
