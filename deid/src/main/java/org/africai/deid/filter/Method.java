package org.africai.deid.filter;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.africai.deid.BoundedMatch;

/// How an element's text is compared.
enum Method {
    EQUALS("equals"),
    EQUALS_IGNORE_CASE("equalsIgnoreCase"),
    MATCHES("matches"),
    CONTAINS("contains"),
    CONTAINS_IGNORE_CASE("containsIgnoreCase"),
    STARTS_WITH("startsWith"),
    STARTS_WITH_IGNORE_CASE("startsWithIgnoreCase"),
    ENDS_WITH("endsWith"),
    ENDS_WITH_IGNORE_CASE("endsWithIgnoreCase"),
    IS_LESS_THAN("isLessThan"),
    IS_GREATER_THAN("isGreaterThan");

    private final String spelling;

    Method(String spelling) {
        this.spelling = spelling;
    }

    static Optional<Method> named(String name) {
        return Arrays.stream(values()).filter(one -> one.spelling.equals(name)).findFirst();
    }

    boolean test(String value, String text) {
        return switch (this) {
            case EQUALS -> value.equals(text);
            case EQUALS_IGNORE_CASE -> value.equalsIgnoreCase(text);
            case MATCHES -> BoundedMatch.matches(text, value).orElse(false);
            case CONTAINS -> value.contains(text);
            case CONTAINS_IGNORE_CASE -> lower(value).contains(lower(text));
            case STARTS_WITH -> value.startsWith(text);
            case STARTS_WITH_IGNORE_CASE -> lower(value).startsWith(lower(text));
            case ENDS_WITH -> value.endsWith(text);
            case ENDS_WITH_IGNORE_CASE -> lower(value).endsWith(lower(text));
            case IS_LESS_THAN -> number(value) < number(text);
            case IS_GREATER_THAN -> number(value) > number(text);
        };
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /// The number left when all but digits and points is dropped; none when nothing is, which is
    /// neither less nor greater.
    private static double number(String text) {
        try {
            return Double.parseDouble(text.replaceAll("[^0-9.]", ""));
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }
}
