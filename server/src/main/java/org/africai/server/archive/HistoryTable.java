package org.africai.server.archive;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.africai.server.archive.Located.Kind;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.server.schema.Item;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Rows of earlier versions, which the database itself writes.
final class HistoryTable {
    private static final JsonMapper JSON = new JsonMapper();

    /// The fields of a document that columns hold, by column.
    private static final Map<Kind, Map<String, String>> FIELDS =
            Map.of(
                    Kind.PROJECT,
                    Map.of(
                            "id", "ID",
                            "secondary_id", "secondary_ID",
                            "name", "name",
                            "description", "description",
                            "keywords", "keywords"),
                    Kind.SUBJECT,
                    Map.of("id", "ID", "label", "label"),
                    Kind.EXPERIMENT,
                    Map.of(
                            "id", "ID",
                            "label", "label",
                            "date", "date",
                            "time", "time",
                            "uid", "UID",
                            "modality", "modality"),
                    Kind.SCAN,
                    Map.of(
                            "id", "ID",
                            "type", "type",
                            "quality", "quality",
                            "series_description", "series_description",
                            "modality", "modality",
                            "uid", "UID",
                            "frames", "frames"),
                    Kind.RECONSTRUCTION,
                    Map.of());

    private final Sql sql;
    private final Documents documents;

    HistoryTable(Sql sql, Documents documents) {
        this.sql = sql;
        this.documents = documents;
    }

    /// The versions before the one that is there, the newest first.
    ///
    /// @param id what the record of deeds calls the thing
    List<EarlierVersion> versions(Located thing, String id, int limit) {
        return sql.of(
                        """
                        select v.was, v.was -> 'item' as item, v.was -> 'variables' as variables,
                               v.began_at, v.ended_at,
                               (select min(a.n)
                                  from audit a
                                 where a.kind = v.kind and a.id = :id and a.tx = v.tx) as event
                          from earlier_version v
                         where v.kind = :kind and v.key = :key
                         order by v.n desc
                         limit :limit\
                        """)
                .bind("kind", thing.kind().name().toLowerCase(Locale.ROOT))
                .bind("key", thing.key())
                .bind("id", id)
                .bind("limit", limit)
                .list(row -> version(thing, row));
    }

    /// Numbers of the resources of a thing and of its parts.
    List<String> resources(Located thing) {
        return sql.of(
                        """
                        select cast(r.key as text) as number
                          from resource r
                         where :kind = 'project' and r.project_key = :key
                            or :kind = 'subject' and r.subject_key = :key
                            or :kind = 'scan' and r.scan_key = :key
                            or :kind = 'reconstruction' and r.reconstruction_key = :key
                            or :kind = 'experiment'
                               and (r.experiment_key = :key
                                    or r.scan_key in (
                                        select key from scan where session_key = :key)
                                    or r.reconstruction_key in (
                                        select key from reconstruction where session_key = :key))
                         limit 10000\
                        """)
                .bind("kind", thing.kind().name().toLowerCase(Locale.ROOT))
                .bind("key", thing.key())
                .list(row -> row.text("number"));
    }

    private EarlierVersion version(Located thing, Row row) {
        JsonNode was = JSON.readTree(row.text("was"));
        Item item = documents.read(row, thing.xsiType());
        for (var field : FIELDS.getOrDefault(thing.kind(), Map.of()).entrySet()) {
            String value = was.path(field.getKey()).asString("");
            if (!value.isEmpty()) {
                item = item.withField(field.getValue(), value);
            }
        }
        return new EarlierVersion(
                item, row.instant("began_at"), row.instant("ended_at"), row.numberOrNull("event"));
    }
}
