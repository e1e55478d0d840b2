package org.africai.server.files;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.store.Digests;
import org.africai.store.Md5;
import org.africai.store.Sha256;
import org.jspecify.annotations.Nullable;

/// Rows of blobs that are durable in the blob store.
public final class BlobTable {
    private static final int ROWS_PER_STATEMENT = 1_000;

    /// Of the blob `b`: whether anything holds it.
    private static final String IS_NAMED =
            """
            (exists (select 1 from file f where f.blob_key = b.key)
             or exists (select 1 from prearchive_file f where f.blob_key = b.key)
             or exists (select 1 from user_cache_file f where f.blob_key = b.key)
             or exists (select 1 from import_order o where o.blob_key = b.key)
             or exists (select 1 from quarantined_object q where q.blob_key = b.key)
             or exists (select 1 from kept_original o where o.blob_key = b.key))\
            """;

    private final Sql sql;

    public BlobTable(Sql sql) {
        this.sql = sql;
    }

    /// The keys of the rows for these blobs, made where they are missing. Call it only after
    /// `BlobStore.publish`, and in the transaction that names them.
    ///
    /// A row that is there already is touched, which keeps the sweep of orphans from it until the
    /// transaction ends and long after, and takes away a mark of damage: publishing has put whole
    /// bytes in the damaged ones' place. Rows are locked in the order of their digests, so that two
    /// transactions never wait for each other.
    public Map<Sha256, Long> insertOrGet(Collection<Digests> blobs) {
        var sorted = new TreeMap<Sha256, Digests>();
        blobs.forEach(blob -> sorted.put(blob.sha256(), blob));
        List<Digests> distinct = List.copyOf(sorted.values());
        Map<Sha256, Long> keys = new HashMap<>();
        for (int from = 0; from < distinct.size(); from += ROWS_PER_STATEMENT) {
            int to = Math.min(from + ROWS_PER_STATEMENT, distinct.size());
            insert(distinct.subList(from, to), keys);
        }
        return keys;
    }

    private void insert(List<Digests> blobs, Map<Sha256, Long> keys) {
        record Keyed(Sha256 sha256, long key) {}
        List<Keyed> rows =
                sql.of(
                                """
                                insert into blob as b (sha256, md5, crc32, size)
                                select sha256, md5, crc32, size
                                  from unnest(cast(:sha256 as bytea[]), cast(:md5 as bytea[]),
                                              cast(:crc32 as bigint[]), cast(:size as bigint[]))
                                       as t (sha256, md5, crc32, size)
                                on conflict (sha256)
                                do update set created_at = now(), damaged_at = null,
                                              md5 = coalesce(b.md5, excluded.md5)
                                returning b.sha256, b.key\
                                """)
                        .bind("sha256", bytes(blobs, b -> b.sha256().bytes()))
                        .bind("md5", md5s(blobs))
                        .bind("crc32", longs(blobs, b -> Integer.toUnsignedLong(b.crc32())))
                        .bind("size", longs(blobs, Digests::size))
                        .list(row -> new Keyed(Sha256.of(row.bytes("sha256")), row.number("key")));
        rows.forEach(row -> keys.put(row.sha256(), row.key()));
    }

    /// The digests of a blob, of a row with the columns `sha256`, `md5`, `crc32` and `size`.
    public static Digests digests(Row row) {
        byte[] md5 = row.bytesOrNull("md5");
        return new Digests(
                Sha256.of(row.bytes("sha256")),
                md5 == null ? null : Md5.of(md5),
                (int) row.number("crc32"),
                row.number("size"));
    }

    private static byte[] @Nullable [] md5s(List<Digests> blobs) {
        return blobs.stream()
                .map(blob -> blob.md5() == null ? null : blob.md5().bytes())
                .toArray(byte[][]::new);
    }

    private static byte[][] bytes(List<Digests> blobs, Function<Digests, byte[]> column) {
        return blobs.stream().map(column).toArray(byte[][]::new);
    }

    private static long[] longs(List<Digests> blobs, ToLongFunction<Digests> column) {
        return blobs.stream().mapToLong(column).toArray();
    }

    /// A row and the blob it is of.
    record Named(long key, Sha256 sha256) {}

    /// Blobs whose MD5 is not known, by their keys: those behind `after` that were last published
    /// before `before` and are not known to be damaged.
    List<Named> withoutMd5(long after, Instant before, int limit) {
        return sql.of(
                        """
                        select key, sha256
                          from blob
                         where md5 is null
                           and key > :after
                           and created_at < :before
                           and damaged_at is null
                         order by key
                         limit :limit\
                        """)
                .bind("after", after)
                .bind("before", before)
                .bind("limit", limit)
                .list(row -> new Named(row.number("key"), Sha256.of(row.bytes("sha256"))));
    }

    /// Notes the MD5 of blobs, by their keys.
    void setMd5(Map<Long, Md5> found) {
        List<Map.Entry<Long, Md5>> rows = List.copyOf(found.entrySet());
        sql.of(
                        """
                        update blob b
                           set md5 = n.md5
                          from unnest(cast(:keys as bigint[]), cast(:md5s as bytea[]))
                            as n (key, md5)
                         where b.key = n.key\
                        """)
                .bind("keys", rows.stream().mapToLong(Map.Entry::getKey).toArray())
                .bind("md5s", rows.stream().map(r -> r.getValue().bytes()).toArray(byte[][]::new))
                .update();
    }

    /// Deletes the rows of up to `limit` blobs that nothing names and that were last published
    /// before `before`.
    ///
    /// @return their names
    List<Sha256> deleteOrphans(Instant before, int limit) {
        return sql.of(
                        """
                        delete from blob
                         where key in (
                                   select b.key
                                     from blob b
                                    where b.created_at < :before
                                      and not %s
                                    limit :limit
                                      for update of b skip locked)
                        returning sha256\
                        """
                                .formatted(IS_NAMED))
                .bind("before", before)
                .bind("limit", limit)
                .list(row -> Sha256.of(row.bytes("sha256")));
    }

    /// Deletes the rows of those of these blobs that nothing names, however new they are.
    void deleteUnnamed(Collection<Sha256> blobs) {
        sql.of(
                        """
                        delete from blob
                         where key in (
                                   select b.key
                                     from blob b
                                    where b.sha256 = any(cast(:names as bytea[]))
                                      and not %s
                                    order by b.sha256
                                      for update of b skip locked)\
                        """
                                .formatted(IS_NAMED))
                .bind("names", names(blobs))
                .update();
    }

    /// Those of these blobs that something names.
    Set<Sha256> named(Collection<Sha256> blobs) {
        return Set.copyOf(
                sql.of(
                                """
                                select b.sha256
                                  from blob b
                                 where b.sha256 = any(cast(:names as bytea[]))
                                   and %s\
                                """
                                        .formatted(IS_NAMED))
                        .bind("names", names(blobs))
                        .list(row -> Sha256.of(row.bytes("sha256"))));
    }

    private static byte[][] names(Collection<Sha256> blobs) {
        return blobs.stream().map(Sha256::bytes).toArray(byte[][]::new);
    }

    /// Those of these blobs that a row names.
    Set<Sha256> among(Collection<Sha256> blobs) {
        byte[][] names = blobs.stream().map(Sha256::bytes).toArray(byte[][]::new);
        return Set.copyOf(
                sql.of("select sha256 from blob where sha256 = any(cast(:names as bytea[]))")
                        .bind("names", names)
                        .list(row -> Sha256.of(row.bytes("sha256"))));
    }

    /// The blobs that were verified longest ago, or never: those before `before` that are not known
    /// to be damaged.
    List<Sha256> longestUnverified(Instant before, int limit) {
        return sql.of(
                        """
                        select sha256
                          from blob
                         where damaged_at is null
                           and coalesce(verified_at, created_at) < :before
                         order by coalesce(verified_at, created_at)
                         limit :limit\
                        """)
                .bind("before", before)
                .bind("limit", limit)
                .list(row -> Sha256.of(row.bytes("sha256")));
    }

    /// Notes that these blobs were found intact.
    void verified(Collection<Sha256> blobs, Instant at) {
        byte[][] names = blobs.stream().map(Sha256::bytes).toArray(byte[][]::new);
        sql.of(
                        """
                        update blob set verified_at = :at
                         where sha256 = any(cast(:names as bytea[]))\
                        """)
                .bind("at", at)
                .bind("names", names)
                .update();
    }

    /// Notes that a blob is not what it was: it is not given out any more.
    ///
    /// @return the keys of the files that hold it
    List<Long> damaged(Sha256 blob, Instant at) {
        sql.of("update blob set damaged_at = :at where sha256 = :sha256")
                .bind("at", at)
                .bind("sha256", blob.bytes())
                .update();
        return sql.of(
                        """
                        select f.key
                          from file f
                          join blob b on b.key = f.blob_key
                         where b.sha256 = :sha256
                         order by f.key\
                        """)
                .bind("sha256", blob.bytes())
                .list(row -> row.number("key"));
    }
}
