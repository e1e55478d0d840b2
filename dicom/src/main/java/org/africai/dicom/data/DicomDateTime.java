package org.africai.dicom.data;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A date with time that may be known in part (PS3.5 §6.2, VR DT): `YYYYMMDDHHMMSS.FFFFFF&ZZXX` and
/// beginnings of it.
///
/// @param earliest the first moment it can mean
/// @param precision how much was given
/// @param offset the offset from UTC; `null` when it was not given
public record DicomDateTime(
        LocalDateTime earliest, Precision precision, @Nullable ZoneOffset offset) {
    private static final int DATE = 8;
    private static final int OFFSET = 5;

    /// The moment that `text` is; empty when it is none.
    public static Optional<DicomDateTime> parse(String text) {
        int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
        if (sign < 0) {
            return parse(text, null);
        }
        Optional<ZoneOffset> offset = offset(text.substring(sign));
        return offset.isEmpty() ? Optional.empty() : parse(text.substring(0, sign), offset.get());
    }

    private static Optional<ZoneOffset> offset(String text) {
        if (text.length() != OFFSET || !Digits.only(text.substring(1))) {
            return Optional.empty();
        }
        int sign = text.charAt(0) == '-' ? -1 : 1;
        int hours = sign * Digits.number(text, 1, 3);
        int minutes = sign * Digits.number(text, 3, 5);
        try {
            return Optional.of(ZoneOffset.ofHoursMinutes(hours, minutes));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<DicomDateTime> parse(String text, @Nullable ZoneOffset offset) {
        if (text.length() > DATE) {
            Optional<LocalDate> date = DicomDate.parse(text.substring(0, DATE));
            Optional<DicomTime> time = DicomTime.parse(text.substring(DATE));
            return date.isEmpty() || time.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new DicomDateTime(
                                    date.get().atTime(time.get().earliest()),
                                    time.get().precision(),
                                    offset));
        }
        return switch (text.length()) {
            case 4 -> day(text + "0101", Precision.YEAR, offset);
            case 6 -> day(text + "01", Precision.MONTH, offset);
            case DATE -> day(text, Precision.DAY, offset);
            default -> Optional.empty();
        };
    }

    private static Optional<DicomDateTime> day(
            String date, Precision precision, @Nullable ZoneOffset offset) {
        return DicomDate.parse(date)
                .map(day -> new DicomDateTime(day.atStartOfDay(), precision, offset));
    }

    /// The last moment it can mean.
    public LocalDateTime latest() {
        return precision == Precision.FRACTION
                ? earliest
                : earliest.plus(1, precision.unit()).minusNanos(1);
    }

    /// The form of DICOM, with as much as is known.
    @Override
    public String toString() {
        String date = DicomDate.format(earliest.toLocalDate());
        String known =
                switch (precision) {
                    case YEAR -> date.substring(0, 4);
                    case MONTH -> date.substring(0, 6);
                    default -> date + DicomTime.format(earliest.toLocalTime(), precision);
                };
        return offset == null ? known : known + suffix(offset);
    }

    private static String suffix(ZoneOffset offset) {
        int minutes = Math.abs(offset.getTotalSeconds() / 60);
        return (offset.getTotalSeconds() < 0 ? "-" : "+")
                + Digits.padded(minutes / 60, 2)
                + Digits.padded(minutes % 60, 2);
    }
}
