package org.africai.server.deid;

import java.util.Optional;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.jspecify.annotations.Nullable;

/// Rows of the keys that pseudonyms are made with, and of the numbers that stand for values. A
/// `null` project is the site.
final class SecretTable {
    private final Sql sql;

    SecretTable(Sql sql) {
        this.sql = sql;
    }

    Optional<byte[]> find(@Nullable Long project) {
        return sql.of(
                        """
                        select secret
                          from deid_secret
                         where project_key is not distinct from cast(:project as bigint)\
                        """)
                .bind("project", project)
                .one(row -> row.bytes("secret"));
    }

    /// Leaves a secret that is there as it is.
    void insert(@Nullable Long project, byte[] secret) {
        sql.of(
                        """
                        insert into deid_secret (project_key, secret)
                        values (:project, :secret)
                        on conflict do nothing\
                        """)
                .bind("project", project)
                .bind("secret", secret)
                .update();
    }

    /// @param digest of the value, keyed: values themselves are not kept
    Optional<Integer> number(@Nullable Long project, String type, byte[] digest) {
        return sql.of(
                        """
                        select number
                          from deid_number
                         where project_key is not distinct from cast(:project as bigint)
                           and type = :type
                           and digest = :digest\
                        """)
                .bind("project", project)
                .bind("type", type)
                .bind("digest", digest)
                .one(SecretTable::number);
    }

    /// Gives a value the next number of its type, unless it has one. Waits for others who do the
    /// same until the transaction ends.
    void insertNumber(@Nullable Long project, String type, byte[] digest) {
        sql.of("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .bind("name", "deid number " + project + " " + type)
                .list(_ -> true);
        sql.of(
                        """
                        insert into deid_number (project_key, type, digest, number)
                        select cast(:project as bigint), :type, :digest,
                               coalesce(max(number), 0) + 1
                          from deid_number
                         where project_key is not distinct from cast(:project as bigint)
                           and type = :type
                        on conflict do nothing\
                        """)
                .bind("project", project)
                .bind("type", type)
                .bind("digest", digest)
                .update();
    }

    private static int number(Row row) {
        return row.integer("number");
    }
}
