package org.africai.server.files;

import java.util.Collection;
import java.util.List;
import org.africai.server.db.Sql;
import org.africai.store.Sha256;

/// Marks of blobs that are to go at once.
final class DiscardTable {
    private final Sql sql;

    DiscardTable(Sql sql) {
        this.sql = sql;
    }

    void insert(Collection<Sha256> blobs) {
        sql.of(
                        """
                        insert into discarded_blob (sha256)
                        select n
                          from unnest(cast(:names as bytea[])) as n
                            on conflict do nothing\
                        """)
                .bind("names", names(blobs))
                .update();
    }

    /// The marked blobs that come next in the order of their names.
    List<Sha256> after(byte[] name, int limit) {
        return sql.of(
                        """
                        select sha256
                          from discarded_blob
                         where sha256 > :name
                         order by sha256
                         limit :limit\
                        """)
                .bind("name", name)
                .bind("limit", limit)
                .list(row -> Sha256.of(row.bytes("sha256")));
    }

    void delete(Collection<Sha256> blobs) {
        sql.of("delete from discarded_blob where sha256 = any(cast(:names as bytea[]))")
                .bind("names", names(blobs))
                .update();
    }

    /// As [#delete], but for marks that are so new that a crash could bring their blobs back.
    void deleteOld(Collection<Sha256> blobs) {
        sql.of(
                        """
                        delete from discarded_blob
                         where sha256 = any(cast(:names as bytea[]))
                           and at < now() - interval '1 minute'\
                        """)
                .bind("names", names(blobs))
                .update();
    }

    private static byte[][] names(Collection<Sha256> blobs) {
        return blobs.stream().map(Sha256::bytes).toArray(byte[][]::new);
    }
}
