package org.africai.dicom.data;

import java.time.LocalTime;
import java.util.Optional;

/// A time of day that may be known in part (PS3.5 §6.2, VR TM): `HHMMSS.FFFFFF` and beginnings of
/// it; the old `HH:MM:SS` is read too.
///
/// @param earliest the first moment it can mean
/// @param precision how much was given, HOUR or finer
public record DicomTime(LocalTime earliest, Precision precision) {
    private static final int HOUR = 2;
    private static final int MINUTE = 4;
    private static final int SECOND = 6;
    private static final int LEAP_SECOND = 60;
    private static final int MOST_FRACTION = 6;

    /// The time that `text` is; empty when it is none. A leap second, 60, is taken for 59.
    public static Optional<DicomTime> parse(String text) {
        String plain = text.indexOf(':') > 0 ? text.replace(":", "") : text;
        int point = plain.indexOf('.');
        String digits = point < 0 ? plain : plain.substring(0, point);
        String fraction = point < 0 ? "" : plain.substring(point + 1);
        boolean isForm =
                Digits.only(digits)
                        && Digits.only(fraction)
                        && fraction.length() <= MOST_FRACTION
                        && (point < 0 || (digits.length() == SECOND && !fraction.isEmpty()));
        return isForm ? of(digits, fraction) : Optional.empty();
    }

    private static Optional<DicomTime> of(String digits, String fraction) {
        int length = digits.length();
        if (length != HOUR && length != MINUTE && length != SECOND) {
            return Optional.empty();
        }
        int hour = part(digits, HOUR);
        int minute = part(digits, MINUTE);
        int second = part(digits, SECOND);
        if (hour > 23 || minute > 59 || second > LEAP_SECOND) {
            return Optional.empty();
        }
        LocalTime time = LocalTime.of(hour, minute, Math.min(second, 59), nanos(fraction));
        return Optional.of(new DicomTime(time, precision(length, fraction)));
    }

    private static int part(String digits, int end) {
        return digits.length() >= end ? Digits.number(digits, end - 2, end) : 0;
    }

    private static int nanos(String fraction) {
        return fraction.isEmpty()
                ? 0
                : Digits.number((fraction + "00000000").substring(0, 9), 0, 9);
    }

    private static Precision precision(int digits, String fraction) {
        if (!fraction.isEmpty()) {
            return Precision.FRACTION;
        }
        return switch (digits) {
            case HOUR -> Precision.HOUR;
            case MINUTE -> Precision.MINUTE;
            default -> Precision.SECOND;
        };
    }

    /// The last moment it can mean.
    public LocalTime latest() {
        return precision == Precision.FRACTION
                ? earliest
                : earliest.plus(1, precision.unit()).minusNanos(1);
    }

    /// The form of DICOM, with as much as is known.
    @Override
    public String toString() {
        return format(earliest, precision);
    }

    /// The form of DICOM, down to microseconds.
    static String format(LocalTime time, Precision precision) {
        String text =
                Digits.padded(time.getHour(), 2)
                        + Digits.padded(time.getMinute(), 2)
                        + Digits.padded(time.getSecond(), 2);
        return switch (precision) {
            case YEAR, MONTH, DAY -> "";
            case HOUR -> text.substring(0, HOUR);
            case MINUTE -> text.substring(0, MINUTE);
            case SECOND -> text;
            case FRACTION -> text + "." + Digits.padded(time.getNano() / 1000, 6);
        };
    }
}
