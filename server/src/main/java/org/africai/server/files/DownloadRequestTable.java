package org.africai.server.files;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.africai.server.access.Caller;
import org.africai.server.db.Sql;

/// Downloads that were prepared and wait to be fetched.
public final class DownloadRequestTable {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int MOST_KEPT = 1_000;
    private static final int RANDOM_BYTES = 8;
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Sql sql;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    public DownloadRequestTable(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /// Keeps a wish for a week, and forgets those that are older or too many.
    ///
    /// @return its name: the caller's login and the time, as XNAT has it, and what makes it one of
    ///   its kind
    String insert(Caller caller, String wish) {
        byte[] own = new byte[RANDOM_BYTES];
        random.nextBytes(own);
        String id =
                caller.login()
                        + "-"
                        + TIMESTAMP.format(clock.instant())
                        + "-"
                        + HexFormat.of().formatHex(own);
        forget(caller);
        sql.of(
                        """
                        insert into download_request (id, account_key, wish, created_at)
                        values (:id, :account, cast(:wish as jsonb), :now)\
                        """)
                .bind("id", id)
                .bind("account", caller.account())
                .bind("wish", wish)
                .bind("now", clock.instant())
                .update();
        return id;
    }

    private void forget(Caller caller) {
        sql.of(
                        """
                        delete from download_request
                         where created_at < :before
                            or id in (select id
                                        from download_request
                                       where account_key is not distinct from
                                             cast(:account as bigint)
                                       order by created_at desc
                                      offset :newest)\
                        """)
                .bind("before", clock.instant().minus(KEPT))
                .bind("account", caller.account())
                .bind("newest", MOST_KEPT - 1)
                .update();
    }

    /// The wish of this name, when it is this caller's own.
    Optional<String> find(Caller caller, String id) {
        return sql.of(
                        """
                        select wish
                          from download_request
                         where id = :id
                           and account_key is not distinct from cast(:account as bigint)\
                        """)
                .bind("id", id)
                .bind("account", caller.account())
                .one(row -> row.text("wish"));
    }
}
