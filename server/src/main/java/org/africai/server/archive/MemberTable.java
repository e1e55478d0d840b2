package org.africai.server.archive;

import java.util.List;
import java.util.Optional;
import org.africai.server.access.Role;
import org.africai.server.access.Scope;
import org.africai.server.db.Sql;

/// The accounts that have roles in projects.
final class MemberTable {
    private final Sql sql;

    MemberTable(Sql sql) {
        this.sql = sql;
    }

    List<Member> of(long project) {
        return sql.of(
                        """
                        select a.key, a.login, a.first_name, a.last_name, a.email, m.role
                          from membership m
                          join account a on a.key = m.account_key
                         where m.project_key = :project
                         order by m.role desc, a.login\
                        """)
                .bind("project", project)
                .list(row ->
                        new Member(
                                row.number("key"),
                                row.text("login"),
                                row.text("first_name"),
                                row.text("last_name"),
                                row.text("email"),
                                Role.named(row.text("role")).orElseThrow()));
    }

    /// The projects of a scope, each with the role that the account has there.
    List<ProjectRole> roles(long account, Scope scope) {
        return scope.bindTo(
                        sql.of(
                                """
                                select p.id, p.name, m.role
                                  from project p
                                  left join membership m
                                    on m.project_key = p.key and m.account_key = :account
                                 where :everything or p.key = any(:projects)
                                 order by p.id\
                                """))
                .bind("account", account)
                .list(row ->
                        new ProjectRole(
                                row.text("id"),
                                row.text("name"),
                                Role.named(row.textOrEmpty("role")).orElse(null)));
    }

    /// The account with this login or e-mail address, in any case, or with this number.
    Optional<Long> account(String name) {
        return sql.of(
                        """
                        select key
                          from account
                         where lower(login) = lower(:name)
                            or lower(email) = lower(:name) and email <> ''
                            or cast(key as text) = :name
                         order by lower(login) = lower(:name) desc, key
                         limit 1\
                        """)
                .bind("name", name)
                .one(row -> row.number("key"));
    }
}
