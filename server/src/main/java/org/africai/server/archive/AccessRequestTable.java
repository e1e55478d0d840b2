package org.africai.server.archive;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.africai.server.access.Role;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.jspecify.annotations.Nullable;

/// Rows of requests for and invitations to projects.
final class AccessRequestTable {
    private static final String SELECT =
            """
            select r.key, r.kind, r.role, r.account_key, r.created_at, r.created_by,
                   r.approved, r.answered_at,
                   p.key as project_key, p.id, p.secondary_id, p.name, p.description,
                   a.login, case when a.key is null then r.email else a.email end as email,
                   b.first_name, b.last_name
              from access_request r
              join project p on p.key = r.project_key
              left join account a on a.key = r.account_key
              left join account b on lower(b.login) = lower(r.created_by)
            """;

    private final Sql sql;

    AccessRequestTable(Sql sql) {
        this.sql = sql;
    }

    /// @return empty when the account has asked already and waits for the answer
    Optional<Long> insertRequest(long project, long account, Role role, String login) {
        return sql.of(
                        """
                        insert into access_request (project_key, kind, role, account_key,
                                                    created_by)
                        values (:project, 'request', :role, :account, :login)
                        on conflict (project_key, kind, account_key)
                              where approved is null and account_key is not null
                              do nothing
                        returning key\
                        """)
                .bind("project", project)
                .bind("account", account)
                .bind("role", role.word())
                .bind("login", login)
                .one(row -> row.number("key"));
    }

    /// Invites the account, or changes the role in the invitation that it has.
    long inviteAccount(long project, long account, Role role, String login) {
        return sql.of(
                        """
                        insert into access_request (project_key, kind, role, account_key,
                                                    created_by)
                        values (:project, 'invitation', :role, :account, :login)
                        on conflict (project_key, kind, account_key)
                              where approved is null and account_key is not null
                              do update set role = :role, created_by = :login
                        returning key\
                        """)
                .bind("project", project)
                .bind("account", account)
                .bind("role", role.word())
                .bind("login", login)
                .only(row -> row.number("key"));
    }

    /// Invites whoever has the code, or gives the invitation of this address a new one.
    long inviteAddress(long project, String email, Role role, byte[] codeHash, String login) {
        return sql.of(
                        """
                        insert into access_request (project_key, kind, role, email, code_hash,
                                                    created_by)
                        values (:project, 'invitation', :role, :email, :hash, :login)
                        on conflict (project_key, lower(email))
                              where approved is null and account_key is null
                              do update set role = :role, code_hash = :hash, created_by = :login
                        returning key\
                        """)
                .bind("project", project)
                .bind("email", email)
                .bind("role", role.word())
                .bind("hash", codeHash)
                .bind("login", login)
                .only(row -> row.number("key"));
    }

    long countOpen(long project) {
        return sql.of(
                        """
                        select count(*) as n
                          from access_request
                         where project_key = :project and approved is null\
                        """)
                .bind("project", project)
                .only(row -> row.number("n"));
    }

    Optional<AccessRequest> find(long number) {
        return sql.of(SELECT + " where r.key = :key")
                .bind("key", number)
                .one(AccessRequestTable::request);
    }

    Optional<AccessRequest> byCode(byte[] codeHash) {
        return sql.of(SELECT + " where r.code_hash = :hash")
                .bind("hash", codeHash)
                .one(AccessRequestTable::request);
    }

    /// Those that wait for the answer of this account: invitations to it, and requests for the
    /// projects it owns.
    List<AccessRequest> waitingFor(long account) {
        return sql.of(
                        SELECT
                                + """
                                 where r.approved is null
                                   and (r.kind = 'invitation' and r.account_key = :account
                                        or r.kind = 'request' and r.project_key in (
                                            select project_key
                                              from membership
                                             where account_key = :account and role = 'owner'))
                                 order by r.key\
                                """)
                .bind("account", account)
                .list(AccessRequestTable::request);
    }

    /// All of a project, the newest first.
    List<AccessRequest> ofProject(long project, int limit) {
        return sql.of(SELECT + " where r.project_key = :project order by r.key desc limit :limit")
                .bind("project", project)
                .bind("limit", limit)
                .list(AccessRequestTable::request);
    }

    /// Answers one that is not answered yet, for the account that gets the role if it is approved.
    ///
    /// @return whether it was this answer that counts
    boolean answer(
            long number, boolean approved, @Nullable Long account, Instant at, String login) {
        return sql.of(
                                """
                                update access_request
                                   set approved = :approved, answered_at = :at,
                                       answered_by = :login, code_hash = null,
                                       account_key = coalesce(account_key, :account)
                                 where key = :key and approved is null\
                                """)
                        .bind("key", number)
                        .bind("approved", approved)
                        .bind("account", account)
                        .bind("at", at)
                        .bind("login", login)
                        .update()
                > 0;
    }

    private static AccessRequest request(Row row) {
        return new AccessRequest(
                row.number("key"),
                AccessRequest.Kind.valueOf(row.text("kind").toUpperCase(Locale.ROOT)),
                new AccessRequest.Wanted(
                        row.number("project_key"),
                        row.text("id"),
                        row.textOrEmpty("secondary_id"),
                        row.text("name"),
                        row.text("description")),
                Role.named(row.text("role")).orElseThrow(),
                row.numberOrNull("account_key"),
                row.textOrEmpty("login"),
                row.textOrEmpty("email"),
                new AccessRequest.Person(
                        row.text("created_by"),
                        row.textOrEmpty("first_name"),
                        row.textOrEmpty("last_name")),
                row.instant("created_at"),
                row.flagOrNull("approved"),
                row.instantOrNull("answered_at"));
    }
}
