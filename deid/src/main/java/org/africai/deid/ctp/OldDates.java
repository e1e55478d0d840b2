package org.africai.deid.ctp;

import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dates as CTP reads, moves and writes them: with an old calendar that takes February 30 for the
/// day after February 29. What follows the date in a value is kept.
final class OldDates {
    private static final TimeZone UTC = TimeZone.getTimeZone("UTC");
    private static final long DAY = 24 * 60 * 60 * 1000L;
    private static final int DIGITS = 8;
    private static final Pattern NOISE = Pattern.compile("[@:T\\-\\s]");
    private static final Pattern DATE =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:(\\d{2})(\\d{2})(\\d{1,9}(?:\\.\\d*)?)?)?");
    private static final Pattern AMERICAN = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{1,9}).*");
    private static final Pattern LEADING = Pattern.compile("(\\d{4})(\\d{1,2})(\\d{1,2}).*");

    private OldDates() {}

    /// Moves each of several dates, which backslashes divide.
    static String incrementAll(String dates, long days) throws Failed {
        StringBuilder result = new StringBuilder();
        for (String date : dates.split("\\\\")) {
            result.append(result.isEmpty() ? "" : "\\").append(increment(date, days));
        }
        return result.toString();
    }

    static String increment(String date, long days) throws Failed {
        GregorianCalendar calendar = calendar(date);
        calendar.add(Calendar.DATE, (int) days);
        return written(calendar, date);
    }

    /// Replaces parts of each of several dates; negative parts stay.
    static String modifyAll(String dates, int year, int month, int day) throws Failed {
        StringBuilder result = new StringBuilder();
        for (String date : dates.split("\\\\")) {
            GregorianCalendar calendar = calendar(date);
            calendar.set(
                    year < 0 ? calendar.get(Calendar.YEAR) : year,
                    month < 0 ? calendar.get(Calendar.MONTH) : month - 1,
                    day < 0 ? calendar.get(Calendar.DAY_OF_MONTH) : day);
            result.append(result.isEmpty() ? "" : "\\").append(written(calendar, date));
        }
        return result.toString();
    }

    private static String written(GregorianCalendar calendar, String date) {
        String dash = isIso(date) ? "-" : "";
        int length = DIGITS + 2 * dash.length();
        String rest = date.length() > length ? date.substring(length) : "";
        return padded(calendar.get(Calendar.YEAR), 4)
                + dash
                + padded(calendar.get(Calendar.MONTH) + 1, 2)
                + dash
                + padded(calendar.get(Calendar.DAY_OF_MONTH), 2)
                + rest;
    }

    private static String padded(int number, int digits) {
        String text = Integer.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }

    private static boolean isIso(String date) {
        return date.contains("-");
    }

    /// Digits after the date are hours, minutes and seconds; too large ones move the date.
    private static GregorianCalendar calendar(String text) throws Failed {
        String plain = NOISE.matcher(text).replaceAll("");
        String full = plain.startsWith("00") ? "19" + plain.substring(2) : plain;
        Matcher matcher = DATE.matcher(full);
        if (!matcher.matches()) {
            throw new Failed("not a date");
        }
        GregorianCalendar calendar = calendar(matcher.group(1), matcher.group(2), matcher.group(3));
        if (matcher.group(4) != null) {
            calendar.set(Calendar.HOUR_OF_DAY, Integer.parseInt(matcher.group(4)));
            calendar.set(Calendar.MINUTE, Integer.parseInt(matcher.group(5)));
        }
        if (matcher.group(6) != null) {
            calendar.set(Calendar.SECOND, (int) Float.parseFloat(matcher.group(6)));
        }
        return calendar;
    }

    private static GregorianCalendar calendar(String year, String month, String day) {
        GregorianCalendar calendar = new GregorianCalendar(UTC, Locale.ROOT);
        calendar.clear();
        calendar.set(Integer.parseInt(year), Integer.parseInt(month) - 1, Integer.parseInt(day));
        return calendar;
    }

    /// Days from a date written `M/d/yyyy` to one of DICOM.
    static Optional<Long> between(String american, String date) {
        Matcher from = AMERICAN.matcher(american.strip());
        Matcher to = LEADING.matcher(date.length() > DIGITS ? date.substring(0, DIGITS) : date);
        if (!from.matches() || !to.matches()) {
            return Optional.empty();
        }
        long start = calendar(from.group(3), from.group(1), from.group(2)).getTimeInMillis();
        long end = calendar(to.group(1), to.group(2), to.group(3)).getTimeInMillis();
        return Optional.of(Math.round((end - start) / (double) DAY));
    }
}
