package org.africai.server.db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The row a statement is at. Valid only inside the row lambda.
///
/// A plain getter (`text`, `number`, …) is for a column that is never null and says so when it is;
/// its `…OrNull` twin is for one that may be.
public final class Row {
    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    /// How a value travels to the database.
    static @Nullable Object toSql(@Nullable Object value) {
        return value instanceof Instant instant
                ? OffsetDateTime.ofInstant(instant, ZoneOffset.UTC)
                : value;
    }

    public String text(String column) {
        return present(column, textOrNull(column));
    }

    public @Nullable String textOrNull(String column) {
        return read(() -> result.getString(column));
    }

    /// The text of a column, `""` when it is null.
    public String textOrEmpty(String column) {
        String text = textOrNull(column);
        return text == null ? "" : text;
    }

    /// As [#textOrEmpty(String)], by the column's place, from 0: for statements whose columns are
    /// made as they are asked for.
    public String textOrEmpty(int place) {
        String text = read(() -> result.getString(place + 1));
        return text == null ? "" : text;
    }

    public long number(String column) {
        return present(column, numberOrNull(column));
    }

    public @Nullable Long numberOrNull(String column) {
        return read(() -> {
            long number = result.getLong(column); // of any integer type
            return result.wasNull() ? null : number;
        });
    }

    public int integer(String column) {
        return Math.toIntExact(number(column));
    }

    public boolean flag(String column) {
        return present(column, read(() -> result.getObject(column, Boolean.class)));
    }

    public @Nullable Boolean flagOrNull(String column) {
        return read(() -> result.getObject(column, Boolean.class));
    }

    public Instant instant(String column) {
        return present(column, instantOrNull(column));
    }

    public @Nullable Instant instantOrNull(String column) {
        OffsetDateTime at = read(() -> result.getObject(column, OffsetDateTime.class));
        return at == null ? null : at.toInstant();
    }

    public @Nullable LocalDate dateOrNull(String column) {
        return read(() -> result.getObject(column, LocalDate.class));
    }

    public @Nullable LocalTime timeOrNull(String column) {
        return read(() -> result.getObject(column, LocalTime.class));
    }

    public byte[] bytes(String column) {
        return present(column, read(() -> result.getBytes(column)));
    }

    public byte @Nullable [] bytesOrNull(String column) {
        return read(() -> result.getBytes(column));
    }

    /// A `text[]` column; empty when it is null.
    public List<String> texts(String column) {
        List<String> texts = textsOrNull(column);
        return texts == null ? List.of() : texts;
    }

    public @Nullable List<String> textsOrNull(String column) {
        java.sql.Array array = read(() -> result.getArray(column));
        return array == null ? null : List.of((String[]) present(column, read(array::getArray)));
    }

    private static <T> T present(String column, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("column " + column + " is null");
        }
        return value;
    }

    private static <T extends @Nullable Object> T read(Getter<T> getter) {
        try {
            return getter.get();
        } catch (SQLException failure) {
            throw new IllegalStateException(
                    "cannot read a column: " + failure.getMessage(), failure);
        }
    }

    private interface Getter<T extends @Nullable Object> {
        T get() throws SQLException;
    }
}
