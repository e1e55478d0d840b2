package org.africai.server.archive;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.africai.server.archive.Inquiry.Comparison;
import org.africai.server.http.Refusal;

/// Makes SQL of comparisons. All values are bound.
final class ListedComparisons {
    private static final int MOST_VALUES = 10_000;
    private static final int MOST_ALTERNATIVES = 1_000;
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})([eE][+-]?\\d{1,2})?");
    private static final Pattern DAY =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}|\\d{2}/\\d{2}/\\d{4})(?:[T ](.*))?");
    private static final Pattern US_DATE = Pattern.compile("(\\d{2})/(\\d{2})/(\\d{4})");
    private static final Pattern CLOCK = Pattern.compile("\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?");
    private static final Pattern BETWEEN = Pattern.compile("(?is)(.+?)\\s+and\\s+(.+)");

    private final ListingParameters parameters;

    ListedComparisons(ListingParameters parameters) {
        this.parameters = parameters;
    }

    /// The condition that a column compares with a value so.
    ///
    /// @throws Refusal when the value is none that the column can be compared with
    String condition(ListedColumn column, Comparison comparison, String value) {
        return switch (comparison) {
            case ABSENT -> absent(column);
            case PRESENT -> "not " + absent(column);
            case LIKE -> like(column, value);
            case NOT_LIKE -> isNot(column, like(column, value));
            case EQUAL -> equal(column, value);
            case NOT_EQUAL -> isNot(column, equal(column, value));
            case IN -> in(column, value);
            case NOT_IN -> isNot(column, in(column, value));
            case BETWEEN -> between(column, value);
            case LESS -> compared(column, "<", value);
            case AT_MOST -> compared(column, "<=", value);
            case MORE -> compared(column, ">", value);
            case AT_LEAST -> compared(column, ">=", value);
        };
    }

    private static String absent(ListedColumn column) {
        return column.kind() == ListedColumn.Kind.TEXT
                ? "(coalesce(" + column.sql() + ", '') = '')"
                : "(" + column.sql() + " is null)";
    }

    private static String isNot(ListedColumn column, String condition) {
        return "(not " + absent(column) + " and not " + condition + ")";
    }

    private String like(ListedColumn column, String value) {
        return "(" + ListingFilters.shown(column) + " ilike " + pattern(value) + ")";
    }

    private String pattern(String value) {
        return parameters.add(ListingFilters.pattern(value));
    }

    private String equal(ListedColumn column, String value) {
        if (value.isEmpty()) {
            return absent(column);
        }
        boolean isText = column.kind() == ListedColumn.Kind.TEXT;
        if (value.indexOf('*') >= 0 || value.indexOf('%') >= 0) {
            return like(column, value);
        }
        return isText
                ? "(lower(" + column.sql() + ") = lower(" + parameters.add(value) + "))"
                : compared(column, "=", value);
    }

    private String in(ListedColumn column, String value) {
        List<String> values =
                Arrays.stream(value.strip().replaceAll("^\\(|\\)$", "").split(","))
                        .map(one -> one.strip().replaceAll("^(['\"])(.*)\\1$", "$2"))
                        .filter(one -> !one.isEmpty())
                        .toList();
        if (values.isEmpty() || values.size() > MOST_VALUES) {
            throw unusable("is compared with one to " + MOST_VALUES + " values, not with", value);
        }
        return anyOf(column, values);
    }

    /// Whether it is an equality with one value that stands for itself.
    static boolean isPlainEquality(Inquiry.Condition.Compared one) {
        return one.comparison() == Comparison.EQUAL
                && !one.value().isEmpty()
                && one.value().chars().noneMatch(c -> c == '*' || c == '%');
    }

    /// The condition that a column equals one of several values, however many.
    String anyOf(ListedColumn column, List<String> values) {
        boolean isText = column.kind() == ListedColumn.Kind.TEXT;
        if (!isText || values.size() == 1) {
            if (values.size() > MOST_ALTERNATIVES) {
                throw new Refusal(
                        Refusal.Reason.UNPROCESSABLE,
                        "Numbers and dates are compared with at most "
                                + MOST_ALTERNATIVES
                                + " values.");
            }
            return values.stream()
                    .map(one -> equal(column, one))
                    .collect(Collectors.joining(" or ", "(", ")"));
        }
        return "(lower(%s) in (select lower(o) from unnest(cast(%s as text[])) o))"
                .formatted(column.sql(), parameters.add(values.toArray(String[]::new)));
    }

    private String between(ListedColumn column, String value) {
        Matcher both = BETWEEN.matcher(value);
        if (!both.matches()) {
            throw unusable("is between 'x and y', not", value);
        }
        return "("
                + compared(column, ">=", both.group(1).strip())
                + " and "
                + compared(column, "<=", both.group(2).strip())
                + ")";
    }

    private String compared(ListedColumn column, String operator, String value) {
        return switch (column.kind()) {
            case TEXT -> text(column, operator, value);
            case NUMBER -> {
                double number =
                        number(value)
                                .orElseThrow(
                                        () -> unusable("is compared with a number, not", value));
                yield number(ListingFilters.typed(column), operator, number);
            }
            case DATE ->
                    "(" + ListingFilters.typed(column) + " " + operator + " " + day(value) + ")";
            case TIME -> beginning(column, operator, clock(value));
            case DATE_TIME -> beginning(column, operator, moment(value, 'T'));
            case MOMENT -> beginning(column, operator, moment(value, ' '));
        };
    }

    /// A text is compared as what the value is: with a number only where it is one itself.
    private String text(ListedColumn column, String operator, String value) {
        Optional<Double> number = number(value);
        if (number.isPresent()) {
            var asNumber = new ListedColumn(column.sql(), ListedColumn.Kind.NUMBER);
            return number(ListingFilters.typed(asNumber), operator, number.get());
        }
        String compared =
                US_DATE.matcher(value).matches()
                        ? US_DATE.matcher(value).replaceFirst("$3-$1-$2")
                        : value;
        return "(lower(%s) %s lower(%s))"
                .formatted(column.sql(), operator, parameters.add(compared));
    }

    private static Optional<Double> number(String value) {
        return NUMBER.matcher(value).matches()
                ? Optional.of(Double.valueOf(value))
                : Optional.empty();
    }

    private String number(String typed, String operator, double number) {
        return "(%s %s cast(%s as double precision))"
                .formatted(typed, operator, parameters.add(number));
    }

    /// Compares as many characters as the value has: what is so written sorts as it should, and a
    /// day stands for all its moments.
    private String beginning(ListedColumn column, String operator, String value) {
        return "(left(%s, %s) %s %s)"
                .formatted(
                        ListingFilters.shown(column),
                        Integer.toString(value.length()),
                        operator,
                        parameters.add(value));
    }

    private String day(String value) {
        Matcher day = DAY.matcher(value);
        if (!day.matches()) {
            throw unusable("is compared with a date, not", value);
        }
        return "cast(" + parameters.add(iso(day.group(1), value)) + " as date)";
    }

    private static String iso(String day, String value) {
        String iso = US_DATE.matcher(day).replaceFirst("$3-$1-$2");
        try {
            return LocalDate.parse(iso).toString();
        } catch (DateTimeException none) {
            throw new Refusal(
                    Refusal.Reason.UNPROCESSABLE, "There is no day '" + value + "'.", none);
        }
    }

    private static String clock(String value) {
        if (!CLOCK.matcher(value).matches()) {
            throw unusable("is compared with a time, not", value);
        }
        return value;
    }

    private static String moment(String value, char separator) {
        Matcher day = DAY.matcher(value);
        if (!day.matches()) {
            throw unusable("is compared with a date and time, not", value);
        }
        Function<String, String> after = time -> separator + clock(time.strip());
        return iso(day.group(1), value) + Optional.ofNullable(day.group(2)).map(after).orElse("");
    }

    private static Refusal unusable(String rule, String value) {
        String shown = value.length() > 40 ? value.substring(0, 40) + "…" : value;
        return new Refusal(Refusal.Reason.UNPROCESSABLE, "A column " + rule + " '" + shown + "'.");
    }
}
