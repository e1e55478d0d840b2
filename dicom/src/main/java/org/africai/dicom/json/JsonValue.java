package org.africai.dicom.json;

import java.util.List;
import java.util.Map;

/// A value read from JSON, with the position of its first byte.
sealed interface JsonValue {
    long at();

    record Text(String text, long at) implements JsonValue {}

    /// @param text the number as it was written
    record Numeral(String text, long at) implements JsonValue {}

    record Bool(boolean value, long at) implements JsonValue {}

    record Null(long at) implements JsonValue {}

    record Array(List<JsonValue> values, long at) implements JsonValue {}

    /// Members in the order of the text; names are unique.
    record Members(Map<String, JsonValue> members, long at) implements JsonValue {}

    /// What errors call it.
    default String kind() {
        return switch (this) {
            case Text _ -> "a string";
            case Numeral _ -> "a number";
            case Bool _ -> "a truth value";
            case Null _ -> "null";
            case Array _ -> "an array";
            case Members _ -> "an object";
        };
    }
}
