package org.africai.server.accounts;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;

/// Rows of `alias_token`.
public final class AliasTokenTable {
    private final Sql sql;

    public AliasTokenTable(Sql sql) {
        this.sql = sql;
    }

    /// A token with what its secret is checked against, and whose it is.
    ///
    /// @param secretHash in hexadecimal
    record Credentials(String secretHash, Account account) {}

    void insert(AliasToken token, byte[] secretHash, long account) {
        sql.of(
                        """
                        insert into alias_token (alias, secret_hash, account_key, created_at,
                                                 expires_at)
                        values (:alias, :hash, :account, :issued, :expires)\
                        """)
                .bind("alias", token.alias())
                .bind("hash", secretHash)
                .bind("account", account)
                .bind("issued", token.issuedAt())
                .bind("expires", token.expiresAt())
                .update();
    }

    Optional<Credentials> credentials(String alias, Instant now) {
        return sql.of(
                        """
                        select t.secret_hash,
                               a.key, a.login, a.first_name, a.last_name, a.email, a.site_admin,
                               a.enabled, a.verified, a.created_at, a.changed_at, a.logged_in_at,
                               a.data_reach, a.never_expires
                          from alias_token t
                          join account a on a.key = t.account_key
                         where t.alias = :alias and t.expires_at > :now\
                        """)
                .bind("alias", alias)
                .bind("now", now)
                .one(row ->
                        new Credentials(
                                HexFormat.of().formatHex(row.bytes("secret_hash")),
                                AccountTable.account(row)));
    }

    List<AliasToken> ofAccount(long account, Instant now) {
        return sql.of(
                        """
                        select t.alias, t.created_at as issued_at, t.expires_at, a.login as owner
                          from alias_token t
                          join account a on a.key = t.account_key
                         where t.account_key = :account and t.expires_at > :now
                         order by t.created_at, t.alias\
                        """)
                .bind("account", account)
                .bind("now", now)
                .list(AliasTokenTable::token);
    }

    boolean delete(String alias) {
        return sql.of("delete from alias_token where alias = :alias").bind("alias", alias).update()
                > 0;
    }

    void deleteAll(long account) {
        sql.of("delete from alias_token where account_key = :account")
                .bind("account", account)
                .update();
    }

    void deleteExpired(Instant now) {
        sql.of("delete from alias_token where expires_at <= :now").bind("now", now).update();
    }

    private static AliasToken token(Row row) {
        return new AliasToken(
                row.text("alias"),
                row.text("owner"),
                row.instant("issued_at"),
                row.instant("expires_at"));
    }
}
