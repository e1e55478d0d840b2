package org.africai.server.audit;

import java.time.Instant;
import java.util.Locale;
import org.africai.server.audit.Audit.Action;
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
            String login,
            Action action,
            String kind,
            String id,
            @Nullable Long project) {
        sql.of(
                        """
                        insert into audit (at, login, action, kind, id, project_key)
                        values (:at, :login, :action, :kind, :id, :project)\
                        """)
                .bind("at", at)
                .bind("login", login)
                .bind("action", action.name().toLowerCase(Locale.ROOT))
                .bind("kind", kind)
                .bind("id", id)
                .bind("project", project)
                .update();
    }
}
