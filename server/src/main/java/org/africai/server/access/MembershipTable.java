package org.africai.server.access;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;

/// Who has which role in which project.
public final class MembershipTable {
    private final Sql sql;

    public MembershipTable(Sql sql) {
        this.sql = sql;
    }

    Optional<Standing> standing(Caller caller, long project) {
        return standings(caller, List.of(project)).stream().findFirst();
    }

    List<Standing> standings(Caller caller, List<Long> projects) {
        return sql.of(
                        """
                        select p.accessibility, m.role
                          from project p
                          left join membership m
                            on m.project_key = p.key and m.account_key = :account
                         where p.key = any(:projects)\
                        """)
                .bind("account", caller.account() == null ? -1L : caller.account())
                .bind("projects", projects.stream().mapToLong(Long::longValue).toArray())
                .list(standing(caller));
    }

    Scope scope(Caller caller, Right right) {
        record Keyed(long key, Standing standing) {}
        List<Keyed> known =
                sql.of(
                                """
                                select p.key, p.accessibility, m.role
                                  from project p
                                  left join membership m
                                    on m.project_key = p.key and m.account_key = :account
                                 where m.role is not null or p.accessibility <> 'private'\
                                """)
                        .bind("account", caller.account() == null ? -1L : caller.account())
                        .list(row -> new Keyed(row.number("key"), standing(caller).apply(row)));
        return new Scope(
                false,
                known.stream().filter(k -> k.standing().may(right)).map(Keyed::key).toList());
    }

    Scope scope(Caller caller, Role role) {
        return new Scope(
                false,
                sql.of(
                                """
                                select project_key
                                  from membership
                                 where account_key = :account and role = :role\
                                """)
                        .bind("account", caller.account() == null ? -1L : caller.account())
                        .bind("role", role.word())
                        .list(row -> row.number("project_key")));
    }

    /// Gives the account the role in the project, in place of any it had.
    public void grant(long project, long account, Role role) {
        sql.of(
                        """
                        insert into membership (project_key, account_key, role)
                        values (:project, :account, :role)
                        on conflict (project_key, account_key) do update set role = :role\
                        """)
                .bind("project", project)
                .bind("account", account)
                .bind("role", role.word())
                .update();
    }

    /// Takes the account's role away.
    ///
    /// @return whether it had that role
    public boolean revoke(long project, long account, Role role) {
        return sql.of(
                                """
                                delete from membership
                                 where project_key = :project
                                   and account_key = :account
                                   and role = :role\
                                """)
                        .bind("project", project)
                        .bind("account", account)
                        .bind("role", role.word())
                        .update()
                > 0;
    }

    private static Function<Row, Standing> standing(Caller caller) {
        return row -> {
            String role = row.textOrNull("role");
            return new Standing(
                    Accessibility.named(row.text("accessibility")).orElseThrow(),
                    role == null ? null : Role.named(role).orElseThrow(),
                    Standing.reachOf(caller));
        };
    }
}
