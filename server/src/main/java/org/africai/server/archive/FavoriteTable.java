package org.africai.server.archive;

import java.util.List;
import org.africai.server.access.Scope;
import org.africai.server.db.Sql;

/// Rows of favourite projects.
final class FavoriteTable {
    private final Sql sql;

    FavoriteTable(Sql sql) {
        this.sql = sql;
    }

    List<String> of(long account, Scope scope) {
        return scope.bindTo(
                        sql.of(
                                """
                                select p.id
                                  from favorite_project f
                                  join project p on p.key = f.project_key
                                 where f.account_key = :account
                                   and (:everything or p.key = any(:projects))
                                 order by p.id\
                                """))
                .bind("account", account)
                .list(row -> row.text("id"));
    }

    void insert(long account, long project) {
        sql.of(
                        """
                        insert into favorite_project (account_key, project_key)
                        values (:account, :project)
                        on conflict do nothing\
                        """)
                .bind("account", account)
                .bind("project", project)
                .update();
    }

    void delete(long account, long project) {
        sql.of(
                        """
                        delete from favorite_project
                         where account_key = :account and project_key = :project\
                        """)
                .bind("account", account)
                .bind("project", project)
                .update();
    }

    long count(long account) {
        return sql.of("select count(*) as n from favorite_project where account_key = :account")
                .bind("account", account)
                .only(row -> row.number("n"));
    }
}
