package org.africai.server.intake.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// DICOM's dates and times (PS3.5 §6.2: DA, TM, DT) as XNAT writes them: `2026-01-31`, `13:05:00`.
/// The forms of ACR-NEMA, with dots and colons, are read as well. What is no date or time is empty.
final class DicomTimes {
    private static final Pattern DATE =
            Pattern.compile("(\\d{4})[.-]?(\\d{2})[.-]?(\\d{2})(?!\\d{7,}).*");
    private static final Pattern TIME =
            Pattern.compile("(\\d{2}):?(\\d{2})?:?(\\d{2})?(?:[.,](\\d{1,9}))?.*");
    private static final Pattern DATE_TIME = Pattern.compile("(\\d{8})(\\d{2}.*)");

    private DicomTimes() {}

    static Optional<LocalDate> date(String da) {
        Matcher m = DATE.matcher(da.strip());
        try {
            return m.matches()
                    ? Optional.of(LocalDate.of(number(m, 1), number(m, 2), number(m, 3)))
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// To the second, as lists show it.
    static Optional<LocalTime> time(String tm) {
        Matcher m = TIME.matcher(tm.strip());
        try {
            return m.matches()
                    ? Optional.of(LocalTime.of(number(m, 1), number(m, 2), number(m, 3)))
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// `2026-01-31T13:05:00`
    static Optional<String> dateTime(String dt) {
        Matcher m = DATE_TIME.matcher(dt.strip());
        return m.matches() ? joined(m.group(1), m.group(2)) : Optional.empty();
    }

    /// `2026-01-31T13:05:00` of a date and a time apart.
    static Optional<String> joined(String da, String tm) {
        return date(da).flatMap(date -> time(tm).map(time -> date + "T" + text(time)));
    }

    static String text(LocalTime time) {
        String text = time.toString();
        return text.length() == "HH:mm".length() ? text + ":00" : text;
    }

    private static int number(Matcher m, int group) {
        return m.group(group) == null ? 0 : Integer.parseInt(m.group(group));
    }
}
