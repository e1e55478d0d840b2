package org.africai.server.receivers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.server.receivers.Commitment.NamedObject;

/// Wishes for storage commitment that have not been reported on.
final class CommitmentTable {
    private final Sql sql;

    CommitmentTable(Sql sql) {
        this.sql = sql;
    }

    /// A wish.
    ///
    /// @param receiver key of the receiver that took it
    /// @param login who asked
    /// @param calling the title they called themselves by
    record Wish(
            long key,
            long receiver,
            String login,
            String calling,
            String transaction,
            List<NamedObject> objects,
            Instant createdAt) {}

    /// How many wishes of the receiver wait to be reported on.
    long waiting(long receiver) {
        return sql.of(
                        """
                        select count(*) as n
                          from dicom_commitment
                         where receiver_key = :receiver\
                        """)
                .bind("receiver", receiver)
                .only(row -> row.number("n"));
    }

    /// Notes a wish; one of the same transaction takes the place of the earlier.
    void put(
            long receiver,
            String login,
            String calling,
            String transaction,
            List<NamedObject> objects,
            Instant now) {
        sql.of(
                        """
                        insert into dicom_commitment
                               (receiver_key, login, calling, transaction_uid, sop_classes,
                                sop_uids, created_at, due_at)
                        values (:receiver, :login, :calling, :transaction, :classes, :uids,
                                :now, :now)
                        on conflict (receiver_key, calling, transaction_uid)
                        do update set login = excluded.login, sop_classes = excluded.sop_classes,
                                      sop_uids = excluded.sop_uids,
                                      created_at = excluded.created_at,
                                      due_at = excluded.due_at\
                        """)
                .bind("receiver", receiver)
                .bind("login", login)
                .bind("calling", calling)
                .bind("transaction", transaction)
                .bind("classes", objects.stream().map(NamedObject::sopClass).toArray(String[]::new))
                .bind("uids", objects.stream().map(NamedObject::sopUid).toArray(String[]::new))
                .bind("now", now)
                .update();
    }

    /// Takes up wishes that are due, which are then due again at `again`, should whoever took them
    /// up be killed.
    List<Wish> takeUp(Instant now, Instant again, int limit) {
        return sql.of(
                        """
                        update dicom_commitment
                           set due_at = :again
                         where key in (select key
                                         from dicom_commitment
                                        where due_at <= :now
                                        order by due_at, key
                                        limit :limit
                                          for update skip locked)
                        returning key, receiver_key, login, calling, transaction_uid, sop_classes,
                                  sop_uids, created_at\
                        """)
                .bind("now", now)
                .bind("again", again)
                .bind("limit", limit)
                .list(CommitmentTable::wish);
    }

    private static Wish wish(Row row) {
        List<String> classes = row.texts("sop_classes");
        List<String> uids = row.texts("sop_uids");
        List<NamedObject> objects = new ArrayList<>();
        for (int i = 0; i < uids.size(); i++) {
            objects.add(new NamedObject(classes.get(i), uids.get(i)));
        }
        return new Wish(
                row.number("key"),
                row.number("receiver_key"),
                row.text("login"),
                row.text("calling"),
                row.text("transaction_uid"),
                objects,
                row.instant("created_at"));
    }

    /// Has somebody look again later, unless the wish was repeated meanwhile.
    void postpone(Wish wish, Instant until) {
        sql.of(
                        """
                        update dicom_commitment
                           set due_at = :until
                         where key = :key and created_at = :created\
                        """)
                .bind("key", wish.key())
                .bind("created", wish.createdAt())
                .bind("until", until)
                .update();
    }

    /// Forgets a wish, unless it was repeated meanwhile.
    void done(Wish wish) {
        sql.of("delete from dicom_commitment where key = :key and created_at = :created")
                .bind("key", wish.key())
                .bind("created", wish.createdAt())
                .update();
    }
}
