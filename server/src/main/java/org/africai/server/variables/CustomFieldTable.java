package org.africai.server.variables;

import org.africai.server.db.Sql;

/// The column `custom_fields` of the things that have one.
final class CustomFieldTable {
    private final Sql sql;

    CustomFieldTable(Sql sql) {
        this.sql = sql;
    }

    /// All fields as a JSON object.
    String get(Holder holder, long key) {
        return read(select(holder), key);
    }

    /// As [#get], and keeps others from changing them until the transaction ends.
    String lock(Holder holder, long key) {
        return read(select(holder) + " for no key update", key);
    }

    private String read(String statement, long key) {
        return sql.of(statement).bind("key", key).only(row -> row.text("custom_fields"));
    }

    private static String select(Holder holder) {
        return switch (holder) {
            case PROJECT -> "select custom_fields from project where key = :key";
            case SUBJECT -> "select custom_fields from subject where key = :key";
            case EXPERIMENT -> "select custom_fields from experiment where key = :key";
            case SCAN -> "select custom_fields from scan where key = :key";
        };
    }

    /// @param fields a JSON object
    void set(Holder holder, long key, String fields) {
        sql.of(update(holder)).bind("key", key).bind("fields", fields).update();
    }

    private static String update(Holder holder) {
        return switch (holder) {
            case PROJECT ->
                    """
                    update project
                       set custom_fields = cast(:fields as jsonb), changed_at = now()
                     where key = :key\
                    """;
            case SUBJECT ->
                    """
                    update subject
                       set custom_fields = cast(:fields as jsonb), changed_at = now()
                     where key = :key\
                    """;
            case EXPERIMENT ->
                    """
                    update experiment
                       set custom_fields = cast(:fields as jsonb), changed_at = now()
                     where key = :key\
                    """;
            case SCAN ->
                    """
                    update scan
                       set custom_fields = cast(:fields as jsonb), changed_at = now()
                     where key = :key\
                    """;
        };
    }
}
