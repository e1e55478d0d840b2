package org.africai.server.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.africai.server.schema.Item;

/// Makes SQL conditions of a list's filters. All values are bound.
final class ListingFilters {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,30}(\\.\\d{0,30})?|\\.\\d{1,30})");
    private static final Pattern NUMBER_RANGE =
            Pattern.compile("(-?\\d{1,30}(?:\\.\\d{0,30})?)-(-?\\d{1,30}(?:\\.\\d{0,30})?)");
    private static final String DAY = "(?:\\d{4}-\\d{2}-\\d{2}|\\d{2}/\\d{2}/\\d{4})";
    private static final Pattern DATE = Pattern.compile(DAY);
    private static final Pattern DATE_RANGE = Pattern.compile("(" + DAY + ")-(" + DAY + ")");
    private static final Pattern US_DATE = Pattern.compile("(\\d{2})/(\\d{2})/(\\d{4})");

    private final ListingParameters parameters;

    ListingFilters(ListingParameters parameters) {
        this.parameters = parameters;
    }

    /// A column as text, as lists show it.
    static String shown(ListedColumn column) {
        return switch (column.kind()) {
            case TEXT, DATE_TIME -> column.sql();
            case NUMBER, DATE, TIME -> "cast(" + column.sql() + " as text)";
            case MOMENT -> moment(column.sql());
        };
    }

    /// XNAT shows moments without a zone; ours are in UTC.
    private static String moment(String sql) {
        return "to_char(" + sql + " at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS')";
    }

    /// A column as what it is, to be sorted by or compared with a range.
    static String typed(ListedColumn column) {
        String text = "cast(" + column.sql() + " as text)";
        return switch (column.kind()) {
            case TEXT, DATE_TIME, MOMENT -> column.sql();
            case NUMBER -> guarded(text, "double precision");
            case DATE -> guarded(text, "date");
            case TIME -> guarded(text, "time");
        };
    }

    /// What is stored as text may be no value of its type; it then counts as none.
    private static String guarded(String text, String type) {
        return "case when pg_input_is_valid("
                + text
                + ", '"
                + type
                + "') then cast("
                + text
                + " as "
                + type
                + ") end";
    }

    /// The condition that a column has one of the values; empty when there are none.
    Optional<String> condition(ListedColumn column, String values) {
        List<String> alternatives = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        for (String value : values.split(",")) {
            String one = value.strip();
            if (!one.isEmpty()) {
                special(column, one).ifPresentOrElse(alternatives::add, () -> plain.add(one));
            }
        }
        if (!plain.isEmpty()) {
            String all = parameters.add(plain.toArray(String[]::new));
            alternatives.add(shown(column) + " = any(" + all + ")");
        }
        return alternatives.isEmpty()
                ? Optional.empty()
                : Optional.of("(" + String.join(" or ", alternatives) + ")");
    }

    /// The condition that a moment is not longer ago than so many days.
    String youngerThan(ListedColumn moment, int days) {
        return moment.sql() + " > now() - make_interval(days => " + parameters.add(days) + ")";
    }

    private Optional<String> special(ListedColumn column, String value) {
        if (value.equals(Item.NULL)) {
            return Optional.of(column.sql() + " is null");
        }
        if (value.indexOf('*') >= 0 || value.indexOf('%') >= 0) {
            return Optional.of(shown(column) + " ilike " + parameters.add(pattern(value)));
        }
        return switch (column.kind()) {
            case TEXT, TIME, DATE_TIME -> Optional.empty();
            case NUMBER -> number(column, value);
            case DATE, MOMENT -> date(column, value);
        };
    }

    /// SQL's pattern for a value with wildcards; everything else in it stands for itself.
    static String pattern(String value) {
        return value.replace("\\", "\\\\").replace("_", "\\_").replace('*', '%');
    }

    private Optional<String> number(ListedColumn column, String value) {
        Matcher range = NUMBER_RANGE.matcher(value);
        if (range.matches()) {
            return Optional.of(
                    between(
                            column,
                            Double.valueOf(range.group(1)),
                            Double.valueOf(range.group(2)),
                            "double precision"));
        }
        if (NUMBER.matcher(value).matches()) {
            double number = Double.parseDouble(value);
            return Optional.of(between(column, number, number, "double precision"));
        }
        return Optional.empty();
    }

    private Optional<String> date(ListedColumn column, String value) {
        Matcher range = DATE_RANGE.matcher(value);
        if (range.matches()) {
            return days(column, iso(range.group(1)), iso(range.group(2)));
        }
        return DATE.matcher(value).matches()
                ? days(column, iso(value), iso(value))
                : Optional.empty();
    }

    private static String iso(String date) {
        return US_DATE.matcher(date).replaceFirst("$3-$1-$2");
    }

    /// The days are compared as text, which sorts as they do; so one that is in no calendar needs
    /// no refusal.
    private Optional<String> days(ListedColumn column, String first, String last) {
        return Optional.of(
                "left("
                        + shown(column)
                        + ", 10) between "
                        + parameters.add(first)
                        + " and "
                        + parameters.add(last));
    }

    private String between(ListedColumn column, double first, double last, String type) {
        return typed(column)
                + " between cast("
                + parameters.add(first)
                + " as "
                + type
                + ") and cast("
                + parameters.add(last)
                + " as "
                + type
                + ")";
    }
}
