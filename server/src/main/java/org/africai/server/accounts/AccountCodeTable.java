package org.africai.server.accounts;

import java.time.Instant;
import java.util.Optional;
import org.africai.server.db.Sql;

/// Rows of codes that were mailed to the addresses of accounts.
public final class AccountCodeTable {
    private final Sql sql;

    public AccountCodeTable(Sql sql) {
        this.sql = sql;
    }

    void insert(byte[] hash, long account, String purpose, Instant now, Instant expiresAt) {
        sql.of(
                        """
                        insert into account_code
                               (code_hash, account_key, purpose, created_at, expires_at)
                        values (:hash, :account, :purpose, :now, :expires)\
                        """)
                .bind("hash", hash)
                .bind("account", account)
                .bind("purpose", purpose)
                .bind("now", now)
                .bind("expires", expiresAt)
                .update();
    }

    /// How many of the account's codes hold now.
    long count(long account, String purpose, Instant now) {
        return sql.of(
                        """
                        select count(*) as n
                          from account_code
                         where account_key = :account and purpose = :purpose
                           and expires_at > :now\
                        """)
                .bind("account", account)
                .bind("purpose", purpose)
                .bind("now", now)
                .only(row -> row.number("n"));
    }

    /// The account whose code this is, if it holds.
    Optional<Long> find(byte[] hash, String purpose, Instant now) {
        return sql.of(
                        """
                        select account_key
                          from account_code
                         where code_hash = :hash and purpose = :purpose and expires_at > :now\
                        """)
                .bind("hash", hash)
                .bind("purpose", purpose)
                .bind("now", now)
                .one(row -> row.number("account_key"));
    }

    /// Ends the code, and with it all others of its account for the same purpose.
    ///
    /// @return the account whose code it was, empty when it holds no more: of two at once one gets
    ///   it
    Optional<Long> use(byte[] hash, String purpose, Instant now) {
        Optional<Long> account =
                sql.of(
                                """
                                delete from account_code
                                 where code_hash = :hash and purpose = :purpose
                                   and expires_at > :now
                                returning account_key\
                                """)
                        .bind("hash", hash)
                        .bind("purpose", purpose)
                        .bind("now", now)
                        .one(row -> row.number("account_key"));
        account.ifPresent(key ->
                sql.of(
                                """
                                delete from account_code
                                 where account_key = :account and purpose = :purpose\
                                """)
                        .bind("account", key)
                        .bind("purpose", purpose)
                        .update());
        return account;
    }

    void deleteExpired(Instant now) {
        sql.of("delete from account_code where expires_at <= :now").bind("now", now).update();
    }
}
