package org.africai.server.archive;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.server.schema.Item;

/// Rows of reconstructions.
final class ReconstructionTable {
    static final String TYPE = "xnat:reconstructedImageData";

    private static final Set<String> IN_COLUMNS =
            Set.of(
                    "xnat_reconstructedimagedata_id",
                    "image_session_ID",
                    "ID",
                    "type",
                    "baseScanType");

    private final Sql sql;
    private final Documents documents;

    ReconstructionTable(Sql sql, Documents documents) {
        this.sql = sql;
        this.documents = documents;
    }

    List<Reconstruction> ofSession(long session) {
        return sql.of(
                        """
                        select r.key, r.id, r.type, r.base_scan_type, r.item, '{}' as variables,
                               r.created_at, e.id as session_id
                          from reconstruction r
                          join experiment e on e.key = r.session_key
                         where r.session_key = :session
                         order by r.key\
                        """)
                .bind("session", session)
                .list(this::reconstruction);
    }

    Reconstruction get(long key) {
        return sql.of(
                        """
                        select r.key, r.id, r.type, r.base_scan_type, r.item, '{}' as variables,
                               r.created_at, e.id as session_id
                          from reconstruction r
                          join experiment e on e.key = r.session_key
                         where r.key = :key\
                        """)
                .bind("key", key)
                .only(this::reconstruction);
    }

    /// The session's reconstruction with this ID, kept from other writers until the transaction
    /// ends.
    Optional<Reconstruction> lock(long session, String id) {
        return sql.of(
                        """
                        select r.key, r.id, r.type, r.base_scan_type, r.item, '{}' as variables,
                               r.created_at, e.id as session_id
                          from reconstruction r
                          join experiment e on e.key = r.session_key
                         where r.session_key = :session and r.id = :id
                           for no key update of r\
                        """)
                .bind("session", session)
                .bind("id", id)
                .one(this::reconstruction);
    }

    /// @return the new row's key, empty when the session has a reconstruction with this ID
    Optional<Long> insert(long session, String id, Item document, String login) {
        return sql.of(
                        """
                        insert into reconstruction (session_key, id, type, base_scan_type, item,
                                                    created_by)
                        values (:session, :id, :type, :baseScanType, cast(:item as jsonb), :login)
                        on conflict (session_key, id) do nothing
                        returning key\
                        """)
                .bind("session", session)
                .bind("id", id)
                .bind("type", document.field("type").orElse(null))
                .bind("baseScanType", document.field("baseScanType").orElse(null))
                .bind("item", documents.keep(document, IN_COLUMNS).item())
                .bind("login", login)
                .one(row -> row.number("key"));
    }

    void update(long key, Item document) {
        sql.of(
                        """
                        update reconstruction
                           set type = :type,
                               base_scan_type = :baseScanType,
                               item = cast(:item as jsonb)
                         where key = :key\
                        """)
                .bind("key", key)
                .bind("type", document.field("type").orElse(null))
                .bind("baseScanType", document.field("baseScanType").orElse(null))
                .bind("item", documents.keep(document, IN_COLUMNS).item())
                .update();
    }

    void delete(long key) {
        sql.of("delete from reconstruction where key = :key").bind("key", key).update();
    }

    private Reconstruction reconstruction(Row row) {
        Item document =
                documents
                        .read(row, TYPE)
                        .withField(
                                "xnat_reconstructedimagedata_id", Long.toString(row.number("key")))
                        .withField("image_session_ID", row.text("session_id"))
                        .withField("ID", row.text("id"));
        String type = row.textOrNull("type");
        document = type == null ? document : document.withField("type", type);
        String base = row.textOrNull("base_scan_type");
        document = base == null ? document : document.withField("baseScanType", base);
        return new Reconstruction(
                row.number("key"), row.text("id"), document, row.instant("created_at"));
    }
}
