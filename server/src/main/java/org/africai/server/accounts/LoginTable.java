package org.africai.server.accounts;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.jspecify.annotations.Nullable;

/// Rows of `login`.
public final class LoginTable {
    private final Sql sql;

    public LoginTable(Sql sql) {
        this.sql = sql;
    }

    /// A login that has not ended.
    ///
    /// @param account whose it is, absent for a guest's
    /// @param alias the token it was opened with, if any
    record Found(@Nullable Account account, @Nullable String alias, Instant usedAt) {}

    void insert(byte[] idHash, @Nullable Long account, @Nullable String alias, Instant at) {
        sql.of(
                        """
                        insert into login (id_hash, account_key, alias, created_at, used_at)
                        values (:id, :account, :alias, :at, :at)\
                        """)
                .bind("id", idHash)
                .bind("account", account)
                .bind("alias", alias)
                .bind("at", at)
                .update();
    }

    /// The login with this id, if it was used and begun late enough and its token, if any, still
    /// holds at `now`.
    Optional<Found> find(byte[] idHash, Instant usedAfter, Instant createdAfter, Instant now) {
        return sql.of(
                        """
                        select l.alias, l.used_at,
                               a.key, a.login, a.first_name, a.last_name, a.email, a.site_admin,
                               a.enabled, a.verified, a.created_at, a.changed_at, a.logged_in_at,
                               a.data_reach, a.never_expires
                          from login l
                          left join account a on a.key = l.account_key
                          left join alias_token t on t.alias = l.alias
                         where l.id_hash = :id
                           and l.used_at > :usedAfter
                           and l.created_at > :createdAfter
                           and (l.alias is null or t.expires_at > :now)\
                        """)
                .bind("id", idHash)
                .bind("usedAfter", usedAfter)
                .bind("createdAfter", createdAfter)
                .bind("now", now)
                .one(LoginTable::found);
    }

    void touch(byte[] idHash, Instant at) {
        sql.of("update login set used_at = :at where id_hash = :id and used_at < :at")
                .bind("id", idHash)
                .bind("at", at)
                .update();
    }

    boolean delete(byte[] idHash) {
        return sql.of("delete from login where id_hash = :id").bind("id", idHash).update() > 0;
    }

    /// Ends every login of the account.
    ///
    /// @return their ids' digests in hexadecimal
    List<String> deleteAll(long account) {
        return sql.of("delete from login where account_key = :account returning id_hash")
                .bind("account", account)
                .list(row -> HexFormat.of().formatHex(row.bytes("id_hash")));
    }

    Map<String, Long> countByAccount(Instant usedAfter, Instant createdAfter) {
        Map<String, Long> counts = new TreeMap<>();
        sql.of(
                        """
                        select a.login, count(*) as logins
                          from login l
                          join account a on a.key = l.account_key
                         where l.used_at > :usedAfter and l.created_at > :createdAfter
                         group by a.login\
                        """)
                .bind("usedAfter", usedAfter)
                .bind("createdAfter", createdAfter)
                .each(row -> counts.put(row.text("login"), row.number("logins")));
        return counts;
    }

    void deleteEnded(Instant usedAfter, Instant createdAfter) {
        sql.of(
                        """
                        delete from login
                         where used_at <= :usedAfter or created_at <= :createdAfter\
                        """)
                .bind("usedAfter", usedAfter)
                .bind("createdAfter", createdAfter)
                .update();
    }

    private static Found found(Row row) {
        boolean isGuests = row.numberOrNull("key") == null;
        return new Found(
                isGuests ? null : AccountTable.account(row),
                row.textOrNull("alias"),
                row.instant("used_at"));
    }
}
