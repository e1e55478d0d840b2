package org.africai.server.files;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.store.EntryName;
import org.jspecify.annotations.Nullable;

/// Rows of files.
public final class FileTable {
    private static final int ROWS_PER_STATEMENT = 1_000;

    private static final String FILE_COLUMNS =
            """
            f.key as file_key, f.path, f.format as file_format, f.content as file_content,
            f.tags as file_tags, f.created_at as file_created_at,
            b.sha256, b.md5, b.crc32, b.size, b.damaged_at is not null as is_damaged,
            r.key, r.side, r.label, r.xsi_type, r.format, r.content, r.description,
            r.tags, r.note, r.file_count, r.file_size, r.created_at,
            """;

    static final String FILTERED =
            """
            (cast(:exactly as text) is null or f.path = :exactly)
            and starts_with(f.path, :folder)
            and (:recursive or strpos(substr(f.path, length(:folder) + 1), '/') = 0)
            and (cast(:like as text) is null or f.path like :like)
            and (:anyFormat or f.format = any(:formats))
            and (:anyContent or f.content = any(:contents))
            """;

    private static final String SELECT = select("", "");

    private static final String SELECT_OBJECTS =
            select(
                    "i.sop_uid, i.number as instance_number, ",
                    "left join instance i on i.file_key = f.key\n");

    private static String select(String columns, String join) {
        return "select "
                + columns
                + FILE_COLUMNS
                + ResourceTable.PLACE_COLUMNS
                + "from resource r\n"
                + "join file f on f.resource_key = r.key\n"
                + "join blob b on b.key = f.blob_key\n"
                + ResourceTable.PLACE
                + join
                + "where "
                + ResourceTable.OF_OWNERS
                + "and "
                + ResourceTable.NAMED
                + "and "
                + FILTERED
                + "order by "
                + ResourceTable.ORDER
                + ", f.path\n";
    }

    private final Sql sql;

    public FileTable(Sql sql) {
        this.sql = sql;
    }

    /// Hands out the files in the order of their resources, and of their paths by code point.
    void each(Chosen chosen, FileFilter filter, Consumer<ListedFile> reader) {
        bound(SELECT, chosen, filter).each(row -> reader.accept(listed(row)));
    }

    /// As [#each], with what those that are DICOM objects are.
    void eachObject(Chosen chosen, FileFilter filter, Consumer<ListedObject> reader) {
        bound(SELECT_OBJECTS, chosen, filter)
                .each(row ->
                        reader.accept(
                                new ListedObject(
                                        listed(row),
                                        row.textOrNull("sop_uid"),
                                        row.numberOrNull("instance_number"))));
    }

    /// One of the files, counting from 0.
    Optional<ListedFile> nth(Chosen chosen, FileFilter filter, int index) {
        return bound(SELECT + "offset :index limit 1", chosen, filter)
                .bind("index", index)
                .one(FileTable::listed);
    }

    private static ListedFile listed(Row row) {
        return new ListedFile(Resource.of(row), StoredFile.of(row));
    }

    private Sql.Query bound(String text, Chosen chosen, FileFilter filter) {
        Sql.Query query = chosen.owners().bindTo(sql.of(text));
        return filter.bindTo(chosen.names().bindTo(query)).bind("side", chosen.sideWord());
    }

    /// The resources whose files are meant.
    record Chosen(Owners owners, @Nullable Side side, ResourceNames names) {
        private @Nullable String sideWord() {
            return side == null ? null : side.word();
        }
    }

    /// What is in the resource under these paths: sizes in bytes by path.
    Map<EntryName, Long> sizes(long resource, Collection<EntryName> paths) {
        Map<EntryName, Long> sizes = new HashMap<>();
        for (List<String> chunk : chunks(paths)) {
            sql.of(
                            """
                            select f.path, b.size
                              from file f
                              join blob b on b.key = f.blob_key
                             where f.resource_key = :resource
                               and f.path = any(:paths)\
                            """)
                    .bind("resource", resource)
                    .bind("paths", chunk.toArray(String[]::new))
                    .list(row -> sizes.put(new EntryName(row.text("path")), row.number("size")));
        }
        return sizes;
    }

    /// A file of the resource that has the name of one of `folders`, if any.
    Optional<String> fileAmong(long resource, Collection<String> folders) {
        return sql.of(
                        """
                        select path from file
                         where resource_key = :resource and path = any(:folders)
                         limit 1\
                        """)
                .bind("resource", resource)
                .bind("folders", folders.toArray(String[]::new))
                .one(row -> row.text("path"));
    }

    /// What of these paths is in a resource already.
    ///
    /// @param sizes of those that are files, in bytes
    /// @param folder one that is a folder, if any
    record There(Map<EntryName, Long> sizes, Optional<String> folder) {}

    /// As [#sizes], and whether a path is a folder of the resource. Each path is looked up by
    /// itself (`limit 1` keeps it so): a join would read all files of the resource.
    There there(long resource, Collection<EntryName> paths) {
        Map<EntryName, Long> sizes = new HashMap<>();
        List<String> folders = new ArrayList<>();
        for (List<String> chunk : chunks(paths)) {
            sql.of(
                            """
                            select n.path, t.size
                              from unnest(cast(:paths as text[])) as n (path)
                              left join lateral (
                                       select b.size
                                         from file f
                                         join blob b on b.key = f.blob_key
                                        where f.resource_key = :resource and f.path = n.path
                                        limit 1) t on true
                             where t.size is not null
                                or exists (select 1
                                             from file f
                                            where f.resource_key = :resource
                                              and f.path > n.path || '/'
                                              and f.path < n.path || '0')\
                            """)
                    .bind("resource", resource)
                    .bind("paths", chunk.toArray(String[]::new))
                    .each(row -> {
                        Long size = row.numberOrNull("size");
                        if (size == null) {
                            folders.add(row.text("path"));
                        } else {
                            sizes.put(new EntryName(row.text("path")), size);
                        }
                    });
        }
        return new There(sizes, folders.stream().findFirst());
    }

    private static List<List<String>> chunks(Collection<EntryName> paths) {
        List<String> all = paths.stream().map(EntryName::path).toList();
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += ROWS_PER_STATEMENT) {
            chunks.add(all.subList(from, Math.min(from + ROWS_PER_STATEMENT, all.size())));
        }
        return chunks;
    }

    /// Puts files into the resource, each in place of one of the same path. The DICOM object that
    /// such a one was is forgotten.
    ///
    /// @param blobs keys of their blobs by path
    /// @return keys of the files by path
    Map<EntryName, Long> put(
            long resource, Map<EntryName, Long> blobs, Attributes attributes, String login) {
        List<Map.Entry<EntryName, Long>> rows = List.copyOf(blobs.entrySet());
        Map<EntryName, Long> keys = new HashMap<>();
        for (int from = 0; from < rows.size(); from += ROWS_PER_STATEMENT) {
            int to = Math.min(from + ROWS_PER_STATEMENT, rows.size());
            put(resource, rows.subList(from, to), attributes, login, keys);
        }
        return keys;
    }

    private void put(
            long resource,
            List<Map.Entry<EntryName, Long>> files,
            Attributes attributes,
            String login,
            Map<EntryName, Long> keys) {
        sql.of(
                        """
                        with put as (
                            insert into file (resource_key, path, blob_key, format, content,
                                              description, tags, created_by)
                            select :resource, path, blob_key, :format, :content,
                                   :description, cast(:tags as text[]), :login
                              from unnest(cast(:paths as text[]), cast(:blobs as bigint[]))
                                   as n (path, blob_key)
                            on conflict (resource_key, path)
                            do update set blob_key = excluded.blob_key,
                                          format = excluded.format,
                                          content = excluded.content,
                                          description = excluded.description,
                                          tags = excluded.tags,
                                          created_at = now(),
                                          created_by = excluded.created_by
                            returning key, path),
                        forgotten as (
                            delete from instance where file_key in (select key from put))
                        select key, path from put\
                        """)
                .bind("resource", resource)
                .bind("paths", files.stream().map(f -> f.getKey().path()).toArray(String[]::new))
                .bind("blobs", files.stream().mapToLong(Map.Entry::getValue).toArray())
                .bind("format", attributes.formatOrEmpty())
                .bind("content", attributes.contentOrEmpty())
                .bind("description", attributes.descriptionOrEmpty())
                .bind("tags", attributes.tagsOrEmpty())
                .bind("login", login)
                .list(row -> keys.put(new EntryName(row.text("path")), row.number("key")));
    }

    /// Gives a file other bytes.
    void replace(long file, long blob, String login) {
        sql.of(
                        """
                        update file
                           set blob_key = :blob, created_at = now(), created_by = :login
                         where key = :file\
                        """)
                .bind("file", file)
                .bind("blob", blob)
                .bind("login", login)
                .update();
    }

    /// A file that gets another name, or another resource.
    record Moved(long from, EntryName path, long to, EntryName newPath) {}

    /// Moves a file that is there to a name that is free.
    ///
    /// @param sameScan whether the DICOM object that it is stays one of its scan
    void move(Moved file, boolean sameScan) {
        sql.of(
                        """
                        with moved as (
                            update file
                               set resource_key = :to, path = :newPath
                             where resource_key = :from and path = :path
                            returning key)
                        delete from instance
                         where not :sameScan and file_key in (select key from moved)\
                        """)
                .bind("from", file.from())
                .bind("path", file.path().path())
                .bind("to", file.to())
                .bind("newPath", file.newPath().path())
                .bind("sameScan", sameScan)
                .update();
    }

    /// Removes the files of one resource that the filter means.
    Removed delete(long resource, FileFilter filter) {
        return filter.bindTo(
                        sql.of(
                                "with gone as (delete from file f where f.resource_key = :resource"
                                        + " and "
                                        + FILTERED
                                        + " returning f.blob_key)\n"
                                        + """
                                        select count(*) as files,
                                               cast(coalesce(sum(b.size), 0) as bigint) as bytes
                                          from gone
                                          join blob b on b.key = gone.blob_key\
                                        """))
                .bind("resource", resource)
                .only(row -> new Removed(row.integer("files"), row.number("bytes")));
    }

    /// How many files were removed, and how many bytes they had.
    record Removed(int files, long bytes) {}
}
