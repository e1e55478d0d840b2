package org.africai.deid.dicomedit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.africai.deid.rewrite.Rejected;

/// Dates and times moved by a number of days or of seconds. What a value does not say it does not
/// say afterwards either; until then its middle is taken.
final class EditDates {
    private static final Pattern VALUE =
            Pattern.compile(
                    "(\\d{4})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(\\.\\d{1,6})?)?)?)?)?)?([+-]\\d{4})?");
    private static final DateTimeFormatter ALL =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

    private EditDates() {}

    /// Nothing when there is nothing.
    ///
    /// @throws Rejected when the value is no date, or the unit not known
    static String shift(String value, long amount, String unit) throws Rejected {
        Matcher parts = VALUE.matcher(value.strip());
        if (value.isBlank()) {
            return "";
        }
        if (!parts.matches()) {
            throw new Rejected("a value to shift is no date");
        }
        try {
            String moved = ALL.format(middle(parts).plus(duration(amount, unit)));
            String rest = text(parts, 7) + text(parts, 8);
            return moved.substring(0, digits(parts)) + rest;
        } catch (DateTimeException | ArithmeticException _) {
            throw new Rejected("a value to shift is no date");
        }
    }

    private static Duration duration(long amount, String unit) throws Rejected {
        return switch (unit.strip().toLowerCase(Locale.ROOT)) {
            case "days", "day" -> Duration.ofDays(amount);
            case "hours", "hour" -> Duration.ofHours(amount);
            case "minutes", "minute" -> Duration.ofMinutes(amount);
            case "seconds", "second" -> Duration.ofSeconds(amount);
            default -> throw new Rejected("dates are not shifted by " + unit);
        };
    }

    private static LocalDateTime middle(Matcher parts) {
        LocalDate date =
                LocalDate.of(number(parts, 1, 0), number(parts, 2, 7), number(parts, 3, 15));
        LocalTime time =
                LocalTime.of(number(parts, 4, 12), number(parts, 5, 30), number(parts, 6, 30));
        return date.atTime(time);
    }

    private static int number(Matcher parts, int group, int otherwise) {
        String text = parts.group(group);
        return text == null ? otherwise : Integer.parseInt(text);
    }

    private static String text(Matcher parts, int group) {
        String text = parts.group(group);
        return text == null ? "" : text;
    }

    /// Digits of the parts that are there, the fraction not counted.
    private static int digits(Matcher parts) {
        int digits = 0;
        for (int group = 1; group <= 6; group++) {
            digits += text(parts, group).length();
        }
        return digits;
    }
}
