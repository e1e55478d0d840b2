package org.africai.server.archive;

import java.util.List;
import java.util.Optional;
import org.africai.server.access.Group;
import org.africai.server.access.GroupTable;
import org.africai.server.access.Role;
import org.africai.server.access.Scope;
import org.africai.server.db.Row;
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
                        select a.key, a.login, a.first_name, a.last_name, a.email,
                               p.id as project, m.role, g.key as group_key, g.id as group_id,
                               g.display_name, g.grants
                          from membership m
                          join project p on p.key = m.project_key
                          join account a on a.key = m.account_key
                          left join user_group g on g.key = m.group_key
                         where m.project_key = :project
                         order by m.role desc nulls last, lower(g.display_name), a.login\
                        """)
                .bind("project", project)
                .list(row ->
                        new Member(
                                row.number("key"),
                                row.text("login"),
                                row.text("first_name"),
                                row.text("last_name"),
                                row.text("email"),
                                group(row)));
    }

    private static Group group(Row row) {
        Optional<Role> role = Optional.ofNullable(row.textOrNull("role")).flatMap(Role::named);
        return role.map(standard -> Group.of(row.text("project"), standard))
                .orElseGet(() ->
                        GroupTable.group(
                                row.number("group_key"),
                                row.text("group_id"),
                                row.text("display_name"),
                                row.texts("grants")));
    }

    /// The projects of a scope, each with the group that the account is in.
    List<ProjectRole> roles(long account, Scope scope) {
        return scope.bindTo(
                        sql.of(
                                """
                                select p.id, p.name, m.role, g.display_name
                                  from project p
                                  left join membership m
                                    on m.project_key = p.key and m.account_key = :account
                                  left join user_group g
                                    on g.key = m.group_key
                                 where :everything or p.key = any(:projects)
                                 order by p.id\
                                """))
                .bind("account", account)
                .list(row ->
                        new ProjectRole(
                                row.text("id"),
                                row.text("name"),
                                Role.named(row.textOrEmpty("role"))
                                        .map(Role::displayName)
                                        .orElse(row.textOrEmpty("display_name"))));
    }

    /// The address of an account, if it has one.
    Optional<String> email(long account) {
        return sql.of("select email from account where key = :key and email <> ''")
                .bind("key", account)
                .one(row -> row.text("email"));
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
