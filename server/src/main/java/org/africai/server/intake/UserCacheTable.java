package org.africai.server.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.server.files.BlobTable;
import org.africai.server.intake.UserCache.CachedFile;
import org.africai.store.EntryName;

/// Files that accounts sent ahead.
final class UserCacheTable {
    private final Sql sql;

    UserCacheTable(Sql sql) {
        this.sql = sql;
    }

    /// Makes all who change the account's cache come one after the other until the transaction
    /// ends.
    void hold(long account) {
        sql.of("select pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .bind("name", "user cache " + account)
                .list(_ -> true);
    }

    List<String> resources(long account) {
        return sql.of(
                        """
                        select name
                          from user_cache_resource
                         where account_key = :account
                         order by name\
                        """)
                .bind("account", account)
                .list(row -> row.text("name"));
    }

    Optional<Long> find(long account, String resource) {
        return sql.of(
                        """
                        select key
                          from user_cache_resource
                         where account_key = :account and name = :name\
                        """)
                .bind("account", account)
                .bind("name", resource)
                .one(row -> row.number("key"));
    }

    /// Finds or makes the resource, which is as good as new then.
    long touch(long account, String resource) {
        return sql.of(
                        """
                        insert into user_cache_resource (account_key, name)
                        values (:account, :name)
                            on conflict (account_key, name) do update set changed_at = now()
                        returning key\
                        """)
                .bind("account", account)
                .bind("name", resource)
                .only(row -> row.number("key"));
    }

    /// How much an account keeps.
    record Usage(long files, long bytes) {}

    Usage usage(long account) {
        return sql.of(
                        """
                        select count(*) as files, coalesce(sum(b.size), 0) as bytes
                          from user_cache_resource r
                          join user_cache_file f on f.resource_key = r.key
                          join blob b on b.key = f.blob_key
                         where r.account_key = :account\
                        """)
                .bind("account", account)
                .only(row -> new Usage(row.number("files"), row.number("bytes")));
    }

    List<CachedFile> files(long resource) {
        return sql.of(
                        """
                        select f.path, f.created_at, b.sha256, b.md5, b.crc32, b.size
                          from user_cache_file f
                          join blob b on b.key = f.blob_key
                         where f.resource_key = :resource
                         order by f.path\
                        """)
                .bind("resource", resource)
                .list(UserCacheTable::file);
    }

    Optional<CachedFile> file(long account, String resource, String path) {
        return sql.of(
                        """
                        select f.path, f.created_at, b.sha256, b.md5, b.crc32, b.size
                          from user_cache_resource r
                          join user_cache_file f on f.resource_key = r.key
                          join blob b on b.key = f.blob_key
                         where r.account_key = :account and r.name = :name and f.path = :path\
                        """)
                .bind("account", account)
                .bind("name", resource)
                .bind("path", path)
                .one(UserCacheTable::file);
    }

    private static CachedFile file(Row row) {
        return new CachedFile(row.text("path"), BlobTable.digests(row), row.instant("created_at"));
    }

    /// Puts files into a resource; those of the same name make room.
    ///
    /// @param blobs keys of their blobs
    void put(long resource, Map<EntryName, Long> blobs) {
        List<EntryName> paths = List.copyOf(blobs.keySet());
        sql.of(
                        """
                        insert into user_cache_file (resource_key, path, blob_key)
                        select :resource, n.path, n.blob
                          from unnest(:paths, :blobs) as n(path, blob)
                            on conflict (resource_key, path)
                            do update set blob_key = excluded.blob_key, created_at = now()\
                        """)
                .bind("resource", resource)
                .bind("paths", paths.stream().map(EntryName::path).toArray(String[]::new))
                .bind("blobs", paths.stream().mapToLong(blobs::get).toArray())
                .update();
    }

    /// @return whether it was there
    boolean delete(long account, String resource) {
        return sql.of(
                                """
                                delete from user_cache_resource
                                 where account_key = :account and name = :name\
                                """)
                        .bind("account", account)
                        .bind("name", resource)
                        .update()
                > 0;
    }

    /// Deletes a file, or all below a folder whose name ends with a slash.
    ///
    /// @return whether there was any
    boolean deleteFiles(long resource, String path) {
        return sql.of(
                                """
                                delete from user_cache_file
                                 where resource_key = :resource
                                   and (path = :path
                                        or right(:path, 1) = '/' and starts_with(path, :path))\
                                """)
                        .bind("resource", resource)
                        .bind("path", path)
                        .update()
                > 0;
    }

    /// Deletes resources that nobody has touched for so long.
    ///
    /// @return how many
    int sweep(long seconds) {
        return sql.of(
                        """
                        delete from user_cache_resource
                         where changed_at < now() - :seconds * interval '1 second'\
                        """)
                .bind("seconds", seconds)
                .update();
    }
}
