package org.africai.server.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What XML Schema Part 2 calls facets: limits on a value besides its datatype.
///
/// @param maxLength longest text in UTF-16 units
/// @param values the only values allowed; empty when any is
/// @param min smallest number allowed
/// @param max largest number allowed
public record Facets(int maxLength, List<String> values, @Nullable Long min, @Nullable Long max) {
    /// Longest text of an element or attribute whose schema says nothing: XNAT's column width.
    public static final int COLUMN = 255;

    /// Longest text of an element that also has attributes, such as a custom variable, and of any
    /// text whose schema names no limit of its own below this.
    public static final int LONG_TEXT = 1 << 20;

    static final Facets SHORT = new Facets(COLUMN, List.of(), null, null);
    static final Facets LONG = new Facets(LONG_TEXT, List.of(), null, null);

    public Facets {
        values = List.copyOf(values);
    }

    /// The value if it keeps the limits.
    ///
    /// @throws InvalidValue when it does not
    String check(String value) {
        if (value.length() > maxLength) {
            throw new InvalidValue(
                    "is " + value.length() + " characters long; at most " + maxLength + " fit");
        }
        if (!values.isEmpty() && !values.contains(value)) {
            throw new InvalidValue("must be one of: " + String.join(", ", values));
        }
        checkRange(value);
        return value;
    }

    private void checkRange(String value) {
        if (min != null && Double.parseDouble(value) < min) {
            throw new InvalidValue("must be " + min + " or more");
        }
        if (max != null && Double.parseDouble(value) > max) {
            throw new InvalidValue("must be " + max + " or less");
        }
    }
}
