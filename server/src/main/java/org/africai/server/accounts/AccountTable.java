package org.africai.server.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.africai.server.access.Reach;
import org.africai.server.access.Role;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.jspecify.annotations.Nullable;

/// Rows of `account`. A password's hash is read by [#credentials] alone, so that no listing can
/// show it.
public final class AccountTable {
    private final Sql sql;

    public AccountTable(Sql sql) {
        this.sql = sql;
    }

    /// An account with what its password is checked against.
    ///
    /// @param passwordHash absent when the account has no password
    record Credentials(Account account, @Nullable String passwordHash) {}

    Optional<Credentials> credentials(String login) {
        return sql.of(
                        """
                        select key, login, first_name, last_name, email, site_admin, enabled,
                               verified, created_at, changed_at, logged_in_at, data_reach,
                               never_expires, password_hash
                          from account
                         where lower(login) = lower(:login)\
                        """)
                .bind("login", login)
                .one(row -> new Credentials(account(row), row.textOrNull("password_hash")));
    }

    Optional<Account> find(String login) {
        return sql.of(
                        """
                        select key, login, first_name, last_name, email, site_admin, enabled,
                               verified, created_at, changed_at, logged_in_at, data_reach,
                               never_expires
                          from account
                         where lower(login) = lower(:login)\
                        """)
                .bind("login", login)
                .one(AccountTable::account);
    }

    Optional<Account> find(long key) {
        return sql.of(
                        """
                        select key, login, first_name, last_name, email, site_admin, enabled,
                               verified, created_at, changed_at, logged_in_at, data_reach,
                               never_expires
                          from account
                         where key = :key\
                        """)
                .bind("key", key)
                .one(AccountTable::account);
    }

    /// The accounts with this address, in any case, the oldest first.
    List<Account> withEmail(String email, int limit) {
        return sql.of(
                        """
                        select key, login, first_name, last_name, email, site_admin, enabled,
                               verified, created_at, changed_at, logged_in_at, data_reach,
                               never_expires
                          from account
                         where lower(email) = lower(:email) and email <> ''
                         order by key
                         limit :limit\
                        """)
                .bind("email", email)
                .bind("limit", limit)
                .list(AccountTable::account);
    }

    List<Account> all() {
        return sql.of(
                        """
                        select key, login, first_name, last_name, email, site_admin, enabled,
                               verified, created_at, changed_at, logged_in_at, data_reach,
                               never_expires
                          from account
                         order by lower(login)\
                        """)
                .list(AccountTable::account);
    }

    /// Adds an account unless its login is taken.
    ///
    /// @return empty when it is
    Optional<Account> insert(NewAccount account, @Nullable String passwordHash, Instant at) {
        return sql.of(
                        """
                        insert into account (login, password_hash, first_name, last_name, email,
                                             site_admin, enabled, verified, created_at, changed_at)
                        values (:login, :hash, :firstName, :lastName, :email,
                                :admin, :enabled, :verified, :at, :at)
                        on conflict (lower(login)) do nothing
                        returning key, login, first_name, last_name, email, site_admin, enabled,
                                  verified, created_at, changed_at, logged_in_at, data_reach,
                               never_expires\
                        """)
                .bind("login", account.login().value())
                .bind("hash", passwordHash)
                .bind("firstName", account.firstName())
                .bind("lastName", account.lastName())
                .bind("email", account.email())
                .bind("admin", account.isSiteAdmin())
                .bind("enabled", account.isEnabled())
                .bind("verified", account.isVerified())
                .bind("at", at)
                .one(AccountTable::account);
    }

    /// Writes all that can be changed but the password.
    void update(Account account, Instant at) {
        sql.of(
                        """
                        update account
                           set first_name = :firstName, last_name = :lastName, email = :email,
                               site_admin = :admin, enabled = :enabled, verified = :verified,
                               data_reach = :reach, never_expires = :neverExpires,
                               changed_at = :at
                         where key = :key\
                        """)
                .bind("key", account.key())
                .bind("firstName", account.firstName())
                .bind("lastName", account.lastName())
                .bind("email", account.email())
                .bind("admin", account.isSiteAdmin())
                .bind("enabled", account.isEnabled())
                .bind("verified", account.isVerified())
                .bind("reach", account.reach().word())
                .bind("neverExpires", account.neverExpires())
                .bind("at", at)
                .update();
    }

    /// How many accounts there are that nobody has verified yet.
    long unverified() {
        return sql.of("select count(*) as n from account where not verified")
                .only(row -> row.number("n"));
    }

    void setPassword(long key, String passwordHash, Instant at) {
        sql.of(
                        """
                        update account
                           set password_hash = :hash, changed_at = :at
                         where key = :key\
                        """)
                .bind("key", key)
                .bind("hash", passwordHash)
                .bind("at", at)
                .update();
    }

    void loggedIn(long key, Instant at) {
        sql.of("update account set logged_in_at = :at where key = :key")
                .bind("key", key)
                .bind("at", at)
                .update();
    }

    /// Keys of the administrators who can log in, locked until the transaction ends, so that two
    /// requests cannot each take away "the other one".
    List<Long> lockAdministrators() {
        return sql.of(
                        """
                        select key
                          from account
                         where site_admin and enabled and verified
                         order by key
                           for update\
                        """)
                .list(row -> row.number("key"));
    }

    /// Whether there is any administrator, able to log in or not.
    boolean hasAdministrator() {
        return sql.of("select 1 from account where site_admin limit 1").any();
    }

    List<String> groups(long key) {
        return sql.of(
                        """
                        select p.id, m.role, g.id as group_id
                          from membership m
                          join project p on p.key = m.project_key
                          left join user_group g on g.key = m.group_key
                         where m.account_key = :key
                         order by p.id\
                        """)
                .bind("key", key)
                .list(row ->
                        Role.named(row.textOrEmpty("role"))
                                .map(role -> role.groupId(row.text("id")))
                                .orElseGet(() -> row.text("group_id")));
    }

    static Account account(Row row) {
        return new Account(
                row.number("key"),
                row.text("login"),
                row.text("first_name"),
                row.text("last_name"),
                row.text("email"),
                row.flag("site_admin"),
                row.flag("enabled"),
                row.flag("verified"),
                row.instant("created_at"),
                row.instant("changed_at"),
                row.instantOrNull("logged_in_at"),
                Reach.stored(row.text("data_reach")),
                row.flag("never_expires"));
    }
}
