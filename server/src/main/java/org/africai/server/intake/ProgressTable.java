package org.africai.server.intake;

import java.util.List;
import org.africai.server.db.Sql;
import org.africai.server.intake.Progress.Message;
import org.africai.server.intake.Progress.Stage;

/// What was said of imports.
final class ProgressTable {
    private final Sql sql;

    ProgressTable(Sql sql) {
        this.sql = sql;
    }

    /// Makes the word stand for a new import.
    void begin(long account, String id) {
        forget(account, id);
        sql.of(
                        """
                        insert into progress (account_key, id) values (:account, :id)
                            on conflict (account_key, id) do update set changed_at = now()\
                        """)
                .bind("account", account)
                .bind("id", id)
                .update();
    }

    void forgetOldest(long account, int kept) {
        sql.of(
                        """
                        delete from progress
                         where key in (select key
                                         from progress
                                        where account_key = :account
                                        order by key desc
                                       offset :kept)\
                        """)
                .bind("account", account)
                .bind("kept", kept)
                .update();
    }

    void say(long account, String id, Stage stage, String text) {
        sql.of(
                        """
                        with watched as (
                            update progress
                               set changed_at = now()
                             where account_key = :account and id = :id
                            returning key)
                        insert into progress_message (progress_key, stage, message)
                        select key, :stage, :text from watched\
                        """)
                .bind("account", account)
                .bind("id", id)
                .bind("stage", stage.name())
                .bind("text", text)
                .update();
    }

    boolean isWatched(long account, String id) {
        return sql.of("select key from progress where account_key = :account and id = :id")
                .bind("account", account)
                .bind("id", id)
                .any();
    }

    List<Message> messages(long account, String id) {
        return sql.of(
                        """
                        select m.at, m.stage, m.message
                          from progress p
                          join progress_message m on m.progress_key = p.key
                         where p.account_key = :account and p.id = :id
                         order by m.key
                         limit 10000\
                        """)
                .bind("account", account)
                .bind("id", id)
                .list(row ->
                        new Message(
                                row.instant("at"),
                                Stage.valueOf(row.text("stage")),
                                row.text("message")));
    }

    void forget(long account, String id) {
        sql.of("delete from progress where account_key = :account and id = :id")
                .bind("account", account)
                .bind("id", id)
                .update();
    }

    /// Says of every import whose end was not said, and that is not begun again, that it failed.
    void endInterrupted(String text) {
        sql.of(
                        """
                        insert into progress_message (progress_key, stage, message)
                        select p.key, 'FAILED', :text
                          from progress p
                         where not exists (select 1
                                             from progress_message m
                                            where m.progress_key = p.key
                                              and m.stage in ('COMPLETED', 'FAILED'))
                           and not exists (select 1
                                             from import_order o
                                            where o.account_key = p.account_key
                                              and o.listener = p.id)\
                        """)
                .bind("text", text)
                .update();
    }

    void sweep(long seconds) {
        sql.of(
                        """
                        delete from progress
                         where changed_at < now() - :seconds * interval '1 second'\
                        """)
                .bind("seconds", seconds)
                .update();
    }
}
