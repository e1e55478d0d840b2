package org.africai.server.archive;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.server.schema.Item;
import org.jspecify.annotations.Nullable;

/// Rows of scans.
final class ScanTable {
    static final String TYPE = "xnat:imageScanData";

    private static final Set<String> IN_COLUMNS =
            Set.of(
                    "xnat_imagescandata_id",
                    "image_session_ID",
                    "ID",
                    "type",
                    "quality",
                    "series_description",
                    "modality",
                    "UID",
                    "frames");

    private final Sql sql;
    private final Documents documents;

    ScanTable(Sql sql, Documents documents) {
        this.sql = sql;
        this.documents = documents;
    }

    Scan get(long key) {
        return sql.of(
                        """
                        select c.key, c.session_key, c.id, c.xsi_type, c.type, c.quality,
                               c.series_description, c.modality, c.uid, c.frames, c.item,
                               c.variables, c.changed_at, e.id as session_id
                          from scan c
                          join experiment e on e.key = c.session_key
                         where c.key = :key\
                        """)
                .bind("key", key)
                .only(this::scan);
    }

    List<Scan> ofSession(long session) {
        return sql.of(
                        """
                        select c.key, c.session_key, c.id, c.xsi_type, c.type, c.quality,
                               c.series_description, c.modality, c.uid, c.frames, c.item,
                               c.variables, c.changed_at, e.id as session_id
                          from scan c
                          join experiment e on e.key = c.session_key
                         where c.session_key = :session
                         order by c.key\
                        """)
                .bind("session", session)
                .list(this::scan);
    }

    /// The session's scan with this ID, kept from other writers until the transaction ends.
    Optional<Scan> lock(long session, String id) {
        return sql.of(
                        """
                        select c.key, c.session_key, c.id, c.xsi_type, c.type, c.quality,
                               c.series_description, c.modality, c.uid, c.frames, c.item,
                               c.variables, c.changed_at, e.id as session_id
                          from scan c
                          join experiment e on e.key = c.session_key
                         where c.session_key = :session and c.id = :id
                           for no key update of c\
                        """)
                .bind("session", session)
                .bind("id", id)
                .one(this::scan);
    }

    /// @return the new row's key, empty when the session has a scan with this ID
    Optional<Long> insert(long session, String id, Item document, String login) {
        Documents.Kept kept = documents.keep(document, IN_COLUMNS);
        return sql.of(
                        """
                        insert into scan (session_key, id, xsi_type, type, quality,
                                          series_description, modality, uid, frames, item,
                                          variables, created_by)
                        values (:session, :id, :xsiType, :type, :quality, :description, :modality,
                                :uid, cast(:frames as integer), cast(:item as jsonb),
                                cast(:variables as jsonb), :login)
                        on conflict (session_key, id) do nothing
                        returning key\
                        """)
                .bind("session", session)
                .bind("id", id)
                .bind("xsiType", document.xsiType())
                .bind("type", document.field("type").orElse(null))
                .bind("quality", document.field("quality").orElse(null))
                .bind("description", document.field("series_description").orElse(null))
                .bind("modality", document.field("modality").orElse(null))
                .bind("uid", document.field("UID").orElse(null))
                .bind("frames", document.field("frames").orElse(null))
                .bind("item", kept.item())
                .bind("variables", kept.variables())
                .bind("login", login)
                .one(row -> row.number("key"));
    }

    void update(long key, Item document) {
        Documents.Kept kept = documents.keep(document, IN_COLUMNS);
        sql.of(
                        """
                        update scan
                           set type = :type,
                               quality = :quality,
                               series_description = :description,
                               modality = :modality,
                               uid = :uid,
                               frames = cast(:frames as integer),
                               item = cast(:item as jsonb),
                               variables = cast(:variables as jsonb),
                               changed_at = now()
                         where key = :key\
                        """)
                .bind("key", key)
                .bind("type", document.field("type").orElse(null))
                .bind("quality", document.field("quality").orElse(null))
                .bind("description", document.field("series_description").orElse(null))
                .bind("modality", document.field("modality").orElse(null))
                .bind("uid", document.field("UID").orElse(null))
                .bind("frames", document.field("frames").orElse(null))
                .bind("item", kept.item())
                .bind("variables", kept.variables())
                .update();
    }

    void delete(long key) {
        sql.of("delete from scan where key = :key").bind("key", key).update();
    }

    /// The smallest whole number that is no scan's ID in the session.
    String freeId(long session) {
        return sql.of(
                        """
                        select min(n) as n
                          from generate_series(
                                   1, (select count(*) + 1 from scan where session_key = :session)) n
                         where not exists (select 1 from scan
                                            where session_key = :session and id = cast(n as text))\
                        """)
                .bind("session", session)
                .only(row -> Long.toString(row.number("n")));
    }

    private Scan scan(Row row) {
        Item document =
                documents
                        .read(row, row.text("xsi_type"))
                        .withField("xnat_imagescandata_id", Long.toString(row.number("key")))
                        .withField("image_session_ID", row.text("session_id"))
                        .withField("ID", row.text("id"));
        document = with(document, "type", row.textOrNull("type"));
        document = with(document, "quality", row.textOrNull("quality"));
        document = with(document, "series_description", row.textOrNull("series_description"));
        document = with(document, "modality", row.textOrNull("modality"));
        document = with(document, "UID", row.textOrNull("uid"));
        document = with(document, "frames", row.textOrNull("frames"));
        return new Scan(
                row.number("key"),
                row.number("session_key"),
                row.text("id"),
                document,
                row.instant("changed_at"));
    }

    private static Item with(Item document, String field, @Nullable String value) {
        return value == null ? document : document.withField(field, value);
    }
}
