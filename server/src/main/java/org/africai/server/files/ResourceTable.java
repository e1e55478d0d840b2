package org.africai.server.files;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.africai.server.archive.Located;
import org.africai.server.archive.Located.Kind;
import org.africai.server.db.Sql;
import org.jspecify.annotations.Nullable;

/// Rows of resources.
public final class ResourceTable {
    /// What a [Place] is read from; `r` is the resource.
    static final String PLACE_COLUMNS =
            """
            p.id as project_id,
            s.id as subject_id, coalesce(sh.label, s.label) as subject_label,
            coalesce(h.id, x.id) as session_id,
            case when h.key is null then coalesce(xh.label, x.label)
                 else coalesce(hh.label, h.label) end as session_label,
            case when h.key is not null then x.id end as assessor_id,
            case when h.key is not null then coalesce(xh.label, x.label) end as assessor_label,
            c.id as scan_id, c.type as scan_type, n.id as reconstruction_id
            """;

    /// The things above a resource `r`, with the labels they have in the project `:asked`.
    static final String PLACE =
            """
              left join scan c on c.key = r.scan_key
              left join reconstruction n on n.key = r.reconstruction_key
              left join experiment x
                on x.key = coalesce(r.experiment_key, c.session_key, n.session_key)
              left join experiment_share xh
                on xh.experiment_key = x.key and xh.project_key = :asked
              left join experiment h on h.key = x.session_key
              left join experiment_share hh
                on hh.experiment_key = h.key and hh.project_key = :asked
              left join subject s on s.key = coalesce(r.subject_key, h.subject_key, x.subject_key)
              left join subject_share sh
                on sh.subject_key = s.key and sh.project_key = :asked
              join project p on p.key = coalesce(r.project_key, x.project_key, s.project_key)
            """;

    static final String OF_OWNERS =
            """
            (r.project_key = any(:ofProjects)
             or r.subject_key = any(:ofSubjects)
             or r.experiment_key = any(:ofExperiments)
             or r.scan_key = any(:ofScans)
             or r.reconstruction_key = any(:ofReconstructions))
            """;

    static final String NAMED =
            """
            (:anyResource or r.label = any(:labels) or r.key = any(:numbers))
            and (cast(:side as text) is null or r.side = :side)
            """;

    /// Project before subject before session before its parts, each in the order it was made.
    static final String ORDER =
            """
            r.project_key nulls last, r.subject_key nulls last, h.key nulls first, x.key,
            c.key nulls first, n.key nulls first, r.key
            """;

    private static final String FIRST =
            """
            order by cast(r.key as text) = :name desc,
                     array_position(array['resources', 'out', 'in'], r.side)
            limit 1
            """;

    private static final String SELECT =
            "select r.key, r.side, r.label, r.xsi_type, r.format, r.content, r.description,\n"
                    + "r.tags, r.note, r.file_count, r.file_size, r.created_at,\n"
                    + PLACE_COLUMNS
                    + "from resource r\n"
                    + PLACE
                    + "where "
                    + OF_OWNERS
                    + "and "
                    + NAMED;

    private final Sql sql;

    public ResourceTable(Sql sql) {
        this.sql = sql;
    }

    void each(Owners owners, @Nullable Side side, Consumer<Resource> reader) {
        bound(SELECT + "order by " + ORDER, owners, side, ResourceNames.ALL)
                .each(row -> reader.accept(Resource.of(row)));
    }

    List<Resource> named(Owners owners, @Nullable Side side, ResourceNames names) {
        return bound(SELECT + "order by " + ORDER, owners, side, names).list(Resource::of);
    }

    /// SeriesInstanceUID of the scan that has the resource, if one has.
    Optional<String> scanUid(long resource) {
        return sql.of(
                        """
                        select c.uid
                          from resource r
                          join scan c on c.key = r.scan_key
                         where r.key = :resource and c.uid is not null\
                        """)
                .bind("resource", resource)
                .one(row -> row.text("uid"));
    }

    /// The one resource with this number or label. A number wins over a label, and what came out of
    /// a thing over what went in.
    Optional<Resource> find(Owners owners, @Nullable Side side, String name) {
        return bound(SELECT + FIRST, owners, side, ResourceNames.one(name))
                .bind("name", name)
                .one(Resource::of);
    }

    /// As [#find], and much cheaper.
    Optional<ResourceRef> ref(Located owner, @Nullable Side side, String name) {
        Sql.Query query =
                sql.of(
                        "select r.key, r.label, r.format from resource r where r."
                                + column(owner.kind())
                                + " = :owner and "
                                + NAMED
                                + FIRST);
        return ResourceNames.one(name)
                .bindTo(query)
                .bind("owner", owner.key())
                .bind("side", side == null ? null : side.word())
                .bind("name", name)
                .one(row ->
                        new ResourceRef(row.number("key"), row.text("label"), row.text("format")));
    }

    private static String column(Kind kind) {
        return switch (kind) {
            case PROJECT -> "project_key";
            case SUBJECT -> "subject_key";
            case EXPERIMENT -> "experiment_key";
            case SCAN -> "scan_key";
            case RECONSTRUCTION -> "reconstruction_key";
        };
    }

    private Sql.Query bound(String text, Owners owners, @Nullable Side side, ResourceNames names) {
        Sql.Query query = sql.of(text).bind("side", side == null ? null : side.word());
        return names.bindTo(owners.bindTo(query));
    }

    /// Makes a resource, unless its owner has one of this label on this side.
    ///
    /// @return its number, empty when it was there
    Optional<Long> insert(
            Located owner, Side side, ResourceLabel label, Attributes attributes, String login) {
        return sql.of(
                        """
                        insert into resource
                               (project_key, subject_key, experiment_key, scan_key,
                                reconstruction_key, side, label, format, content, description,
                                tags, created_by)
                        values (:project, :subject, :experiment, :scan,
                                :reconstruction, :side, :label, :format, :content, :description,
                                :tags, :login)
                        on conflict do nothing
                        returning key\
                        """)
                .bind("project", keyOf(owner, Kind.PROJECT))
                .bind("subject", keyOf(owner, Kind.SUBJECT))
                .bind("experiment", keyOf(owner, Kind.EXPERIMENT))
                .bind("scan", keyOf(owner, Kind.SCAN))
                .bind("reconstruction", keyOf(owner, Kind.RECONSTRUCTION))
                .bind("side", side.word())
                .bind("label", label.value())
                .bind("format", attributes.formatOrEmpty())
                .bind("content", attributes.contentOrEmpty())
                .bind("description", attributes.descriptionOrEmpty())
                .bind("tags", attributes.tagsOrEmpty())
                .bind("login", login)
                .one(row -> row.number("key"));
    }

    private static @Nullable Long keyOf(Located owner, Kind kind) {
        return owner.kind() == kind ? owner.key() : null;
    }

    /// Changes what was said, and nothing else.
    void change(long key, Attributes attributes) {
        sql.of(
                        """
                        update resource
                           set format = coalesce(cast(:format as text), format),
                               content = coalesce(cast(:content as text), content),
                               description = coalesce(cast(:description as text), description),
                               tags = coalesce(cast(:tags as text[]), tags),
                               changed_at = now()
                         where key = :key\
                        """)
                .bind("key", key)
                .bind("format", attributes.format())
                .bind("content", attributes.content())
                .bind("description", attributes.description())
                .bind("tags", attributes.tags() == null ? null : attributes.tagsOrEmpty())
                .update();
    }

    void rename(long key, ResourceLabel label) {
        sql.of("update resource set label = :label, changed_at = now() where key = :key")
                .bind("key", key)
                .bind("label", label.value())
                .update();
    }

    /// Keeps all others from adding to or removing from the resource until the transaction ends.
    ///
    /// @return whether it is still there
    boolean lock(long key) {
        return sql.of("select key from resource where key = :key for update")
                .bind("key", key)
                .any();
    }

    /// As [#lock], for a resource that was its owner's when it was last looked at.
    ///
    /// @return whether it still is
    boolean lock(Located owner, long key) {
        return sql.of(
                        "select r.key from resource r where r.key = :key and r."
                                + column(owner.kind())
                                + " = :owner for update")
                .bind("key", key)
                .bind("owner", owner.key())
                .any();
    }

    /// Adds to the counters. For the holder of the lock.
    void count(long key, int files, long bytes) {
        sql.of(
                        """
                        update resource
                           set file_count = file_count + :files,
                               file_size = file_size + :bytes,
                               changed_at = now()
                         where key = :key\
                        """)
                .bind("key", key)
                .bind("files", files)
                .bind("bytes", bytes)
                .update();
    }

    /// Counts again from the rows of files.
    void recount(long key) {
        sql.of(
                        """
                        update resource r
                           set (file_count, file_size) =
                               (select count(*), coalesce(sum(b.size), 0)
                                  from file f
                                  join blob b on b.key = f.blob_key
                                 where f.resource_key = r.key)
                         where r.key = :key\
                        """)
                .bind("key", key)
                .update();
    }

    void delete(long key) {
        sql.of("delete from resource where key = :key").bind("key", key).update();
    }
}
