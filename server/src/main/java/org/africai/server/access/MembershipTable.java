package org.africai.server.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;

/// Who has which role in which project.
public final class MembershipTable {
    private final Sql sql;

    public MembershipTable(Sql sql) {
        this.sql = sql;
    }

    Optional<Standing> standing(Caller caller, long project) {
        return Optional.ofNullable(standings(caller, List.of(project)).get(project));
    }

    Map<Long, Standing> standings(Caller caller, List<Long> projects) {
        List<Keyed> known =
                sql.of(
                                """
                                select p.key, p.accessibility, m.role, g.grants
                                  from project p
                                  left join membership m
                                    on m.project_key = p.key and m.account_key = :account
                                  left join user_group g
                                    on g.key = m.group_key
                                 where p.key = any(:projects)\
                                """)
                        .bind("account", account(caller))
                        .bind("projects", projects.stream().mapToLong(Long::longValue).toArray())
                        .list(row -> keyed(row, caller));
        return known.stream().collect(Collectors.toMap(Keyed::key, Keyed::standing));
    }

    private record Keyed(long key, Standing standing) {
        private boolean may(Right right) {
            return standing.may(right);
        }

        private Scope scope(Right right) {
            return Scope.of(key, standing, right);
        }
    }

    Scope scope(Caller caller, Right right) {
        return scope(known(caller), right);
    }

    Sight sight(Caller caller) {
        List<Keyed> known = known(caller);
        return new Sight(
                scope(known, Right.SEE), scope(known, Right.READ), scope(known, Right.REVIEW));
    }

    private List<Keyed> known(Caller caller) {
        return sql.of(
                        """
                        select p.key, p.accessibility, m.role, g.grants
                          from project p
                          left join membership m
                            on m.project_key = p.key and m.account_key = :account
                          left join user_group g
                            on g.key = m.group_key
                         where m.account_key is not null or p.accessibility <> 'private'\
                        """)
                .bind("account", account(caller))
                .list(row -> keyed(row, caller));
    }

    private static Scope scope(List<Keyed> known, Right right) {
        List<Long> projects = new ArrayList<>();
        Map<Long, Set<String>> limits = new HashMap<>();
        for (Keyed one : known) {
            if (one.may(right)) {
                projects.add(one.key());
                limits.putAll(one.scope(right).limits());
            }
        }
        return new Scope(false, projects, limits);
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
                        .bind("account", account(caller))
                        .bind("role", role.word())
                        .list(row -> row.number("project_key")));
    }

    /// Gives the account the role in the project, in place of any it had.
    public void grant(long project, long account, Role role) {
        sql.of(
                        """
                        insert into membership (project_key, account_key, role)
                        values (:project, :account, :role)
                        on conflict (project_key, account_key)
                              do update set role = :role, group_key = null\
                        """)
                .bind("project", project)
                .bind("account", account)
                .bind("role", role.word())
                .update();
    }

    /// Puts the account into one of the project's own groups, in place of the one it was in.
    public void join(long project, long account, long group) {
        sql.of(
                        """
                        insert into membership (project_key, account_key, group_key)
                        values (:project, :account, :group)
                        on conflict (project_key, account_key)
                              do update set role = null, group_key = :group\
                        """)
                .bind("project", project)
                .bind("account", account)
                .bind("group", group)
                .update();
    }

    /// Takes the account out of one of the project's own groups.
    ///
    /// @return whether it was in it
    public boolean leave(long project, long account, long group) {
        return sql.of(
                                """
                                delete from membership
                                 where project_key = :project
                                   and account_key = :account
                                   and group_key = :group\
                                """)
                        .bind("project", project)
                        .bind("account", account)
                        .bind("group", group)
                        .update()
                > 0;
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

    private static long account(Caller caller) {
        return caller.account() == null ? -1L : caller.account();
    }

    private static Keyed keyed(Row row, Caller caller) {
        String role = row.textOrNull("role");
        List<String> grants = row.textsOrNull("grants");
        return new Keyed(
                row.number("key"),
                new Standing(
                        Accessibility.named(row.text("accessibility")).orElseThrow(),
                        role == null ? null : Role.named(role).orElseThrow(),
                        grants == null ? null : Grants.of(grants),
                        Standing.reachOf(caller)));
    }
}
