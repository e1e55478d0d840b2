package org.africai.server.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.africai.dicom.dict.Tag;
import org.africai.server.db.Row;
import org.africai.server.db.Sql;
import org.africai.server.intake.mapping.Attributes;
import org.africai.server.intake.mapping.SeriesSummary;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The series of waiting sessions.
final class SeriesTable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Sql sql;

    SeriesTable(Sql sql) {
        this.sql = sql;
    }

    /// A series as far as it has arrived.
    ///
    /// @param leadNumber InstanceNumber of its leading object
    record Series(long key, String uid, @Nullable Integer leadNumber, Attributes attributes) {}

    /// A series with all its objects counted.
    ///
    /// @param scan its scan ID, once built
    record Built(long key, SeriesSummary summary, @Nullable String scan, long files, long bytes) {
        /// Its scan ID, or its UID before it is built.
        String id() {
            return scan == null ? summary.uid() : scan;
        }
    }

    Optional<Series> find(long session, String uid) {
        return sql.of(
                        """
                        select key, uid, lead_number, attributes
                          from prearchive_series
                         where session_key = :session and uid = :uid\
                        """)
                .bind("session", session)
                .bind("uid", uid)
                .one(SeriesTable::series);
    }

    List<Series> list(long session) {
        return sql.of(
                        """
                        select key, uid, lead_number, attributes
                          from prearchive_series
                         where session_key = :session
                         order by key\
                        """)
                .bind("session", session)
                .list(SeriesTable::series);
    }

    /// Those of a session that have one of these UIDs.
    List<Series> list(long session, Set<String> uids) {
        return sql.of(
                        """
                        select key, uid, lead_number, attributes
                          from prearchive_series
                         where session_key = :session and uid = any(:uids)\
                        """)
                .bind("session", session)
                .bind("uids", uids.toArray(String[]::new))
                .list(SeriesTable::series);
    }

    long insert(long session, String uid, @Nullable Integer leadNumber, Attributes attributes) {
        return sql.of(
                        """
                        insert into prearchive_series (session_key, uid, lead_number, attributes)
                        values (:session, :uid, :lead, cast(:attributes as jsonb))
                        returning key\
                        """)
                .bind("session", session)
                .bind("uid", uid)
                .bind("lead", leadNumber)
                .bind("attributes", json(attributes))
                .only(row -> row.number("key"));
    }

    void update(long key, @Nullable Integer leadNumber, Attributes attributes) {
        sql.of(
                        """
                        update prearchive_series
                           set lead_number = :lead, attributes = cast(:attributes as jsonb)
                         where key = :key\
                        """)
                .bind("key", key)
                .bind("lead", leadNumber)
                .bind("attributes", json(attributes))
                .update();
    }

    void name(long key, String scan, String xsiType) {
        sql.of("update prearchive_series set scan = :scan, xsi_type = :type where key = :key")
                .bind("key", key)
                .bind("scan", scan)
                .bind("type", xsiType)
                .update();
    }

    /// Deletes the series with its files.
    void delete(long key) {
        sql.of("delete from prearchive_series where key = :key").bind("key", key).update();
    }

    /// Hands the series over to another session.
    void move(long key, long session) {
        sql.of("update prearchive_series set session_key = :session where key = :key")
                .bind("key", key)
                .bind("session", session)
                .update();
    }

    /// All series of a session that have files, each with what its objects are. Of several objects
    /// with one UID the last counts.
    List<Built> summaries(long session) {
        return sql.of(
                        """
                        select s.key, s.uid, s.lead_number, s.attributes, s.scan,
                               array_agg(distinct f.sop_class) as sop_classes,
                               sum(coalesce(greatest(f.frames, 1), 1)) as frames,
                               count(*) as files,
                               sum(b.size) as bytes
                          from prearchive_series s
                          join prearchive_file f on f.series_key = s.key
                          join blob b on b.key = f.blob_key
                         where s.session_key = :session
                           and not exists (select 1
                                             from prearchive_file later
                                            where later.series_key = f.series_key
                                              and later.sop_uid = f.sop_uid
                                              and later.key > f.key)
                         group by s.key
                         order by s.key\
                        """)
                .bind("session", session)
                .list(row ->
                        new Built(
                                row.number("key"),
                                new SeriesSummary(
                                        row.text("uid"),
                                        attributes(row.text("attributes")),
                                        Set.copyOf(row.texts("sop_classes")),
                                        row.number("frames")),
                                row.textOrNull("scan"),
                                row.number("files"),
                                row.number("bytes")));
    }

    private static Series series(Row row) {
        Long lead = row.numberOrNull("lead_number");
        return new Series(
                row.number("key"),
                row.text("uid"),
                lead == null ? null : Math.toIntExact(lead),
                attributes(row.text("attributes")));
    }

    /// By tag in eight hexadecimal digits.
    private static String json(Attributes attributes) {
        Map<String, String> byTag = new TreeMap<>();
        attributes.values().forEach((tag, value) -> byTag.put(Tag.toHex(tag), value));
        return JSON.writeValueAsString(byTag);
    }

    private static Attributes attributes(String json) {
        Map<Integer, String> values = new HashMap<>();
        JSON.readTree(json)
                .properties()
                .forEach(entry -> {
                    OptionalInt tag = Tag.parse(entry.getKey());
                    values.put(tag.orElseThrow(), entry.getValue().asString());
                });
        return new Attributes(values);
    }
}
