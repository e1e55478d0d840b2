package org.africai.server.mail;

import java.time.Instant;
import java.util.Optional;
import org.africai.server.db.Sql;

/// Rows of mails that wait to be sent.
public final class MailTable {
    private final Sql sql;

    public MailTable(Sql sql) {
        this.sql = sql;
    }

    long count() {
        return sql.of("select count(*) as n from mail").only(row -> row.number("n"));
    }

    void insert(String recipient, String subject, String text, Instant at) {
        sql.of(
                        """
                        insert into mail (recipient, subject, body, created_at, next_at)
                        values (:recipient, :subject, :text, :at, :at)\
                        """)
                .bind("recipient", recipient)
                .bind("subject", subject)
                .bind("text", text)
                .bind("at", at)
                .update();
    }

    /// Takes one that is due. Nobody else takes it before `lease`, by when it is sent, or tried
    /// again if this server ends meanwhile.
    Optional<WaitingMail> take(Instant now, Instant lease) {
        return sql.of(
                        """
                        update mail
                           set attempts = attempts + 1, next_at = :lease
                         where key = (select key from mail
                                       where next_at <= :now
                                       order by next_at, key
                                         for update skip locked
                                       limit 1)
                        returning key, recipient, subject, body, created_at, attempts\
                        """)
                .bind("now", now)
                .bind("lease", lease)
                .one(row ->
                        new WaitingMail(
                                row.number("key"),
                                row.text("recipient"),
                                row.text("subject"),
                                row.text("body"),
                                row.instant("created_at"),
                                row.integer("attempts")));
    }

    void retryAt(long key, Instant next) {
        sql.of("update mail set next_at = :next where key = :key")
                .bind("key", key)
                .bind("next", next)
                .update();
    }

    void delete(long key) {
        sql.of("delete from mail where key = :key").bind("key", key).update();
    }
}
