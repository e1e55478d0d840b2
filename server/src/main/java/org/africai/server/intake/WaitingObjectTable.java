package org.africai.server.intake;

import java.util.Collection;
import java.util.Set;
import org.africai.server.access.Scope;
import org.africai.server.db.Sql;

/// Objects of sessions that wait.
final class WaitingObjectTable {
    private final Sql sql;

    WaitingObjectTable(Sql sql) {
        this.sql = sql;
    }

    Set<String> among(Scope scope, boolean withUnassigned, Collection<String> sopUids) {
        return Set.copyOf(
                scope.bindTo(
                                sql.of(
                                        """
                                        select distinct f.sop_uid
                                          from prearchive_session s
                                          join prearchive_series r on r.session_key = s.key
                                          join prearchive_file f on f.series_key = r.key
                                         where f.sop_uid = any(:uids)
                                           and (s.project_key is null and :unassigned
                                                or s.project_key is not null
                                                   and (:everything
                                                        or s.project_key = any(:projects))
                                                   and (s.xsi_type = '' or {covered}))\
                                        """
                                                .replace(
                                                        "{covered}",
                                                        Scope.covers(
                                                                "s.project_key", "s.xsi_type"))))
                        .bind("unassigned", withUnassigned)
                        .bind("uids", sopUids.toArray(String[]::new))
                        .list(row -> row.text("sop_uid")));
    }
}
