package org.africai.deid.profile;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.africai.deid.Secret;
import org.africai.dicom.encoding.Vr;

/// Moves all dates of a subject by the same number of days into the past, so that the time between
/// two of them stays. Times of day stay. The number follows from the project's secret and the
/// Patient ID.
///
/// @param days how many, 1 to [#MOST_DAYS]
record DateShift(int days) {
    /// Ten years.
    static final int MOST_DAYS = 3650;

    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final Pattern DATE_TIME = Pattern.compile("(\\d{4})(\\d{2})?(\\d{2})?(.*)");
    private static final Pattern REST = Pattern.compile("(\\d{2}){0,3}(\\.\\d{1,6})?([+-]\\d{4})?");
    private static final Pattern TIME = Pattern.compile("\\d{2}(\\d{2}(\\d{2}(\\.\\d{1,6})?)?)?");

    static DateShift of(Secret secret, String patient) {
        BigInteger number = secret.number("date shift", patient);
        return new DateShift(1 + number.mod(BigInteger.valueOf(MOST_DAYS)).intValueExact());
    }

    /// The values moved; none when one of them is not of its VR's form.
    List<String> shift(List<String> values, Vr vr) {
        List<String> moved = new ArrayList<>();
        for (String value : values) {
            Optional<String> one = value.isEmpty() ? Optional.of("") : shift(value, vr);
            if (one.isEmpty()) {
                return List.of();
            }
            moved.add(one.get());
        }
        return moved;
    }

    private Optional<String> shift(String value, Vr vr) {
        return switch (vr) {
            case TM -> Optional.of(value).filter(time -> TIME.matcher(time).matches());
            case DA -> value.length() == 8 ? dateTime(value) : Optional.empty();
            default -> dateTime(value);
        };
    }

    /// A date of which day or month are not said keeps that precision: the middle is moved.
    private Optional<String> dateTime(String value) {
        Matcher matcher = DATE_TIME.matcher(value);
        if (!matcher.matches() || !REST.matcher(matcher.group(4)).matches()) {
            return Optional.empty();
        }
        String month = matcher.group(2);
        String day = matcher.group(3);
        try {
            LocalDate date =
                    LocalDate.of(
                            Integer.parseInt(matcher.group(1)),
                            month == null ? 7 : Integer.parseInt(month),
                            day == null ? 1 : Integer.parseInt(day));
            String moved = BASIC.format(date.minusDays(days));
            int digits = month == null ? 4 : day == null ? 6 : 8;
            return Optional.of(moved.substring(0, digits) + matcher.group(4));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
