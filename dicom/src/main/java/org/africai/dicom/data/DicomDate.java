package org.africai.dicom.data;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/// The text form of a date (PS3.5 §6.2, VR DA): `YYYYMMDD`; the old `YYYY.MM.DD` is read too.
public final class DicomDate {
    private static final int LENGTH = 8;

    private DicomDate() {}

    /// The date that `text` is; empty when it is none, such as February 30.
    public static Optional<LocalDate> parse(String text) {
        boolean isOld = text.length() == 10 && text.charAt(4) == '.' && text.charAt(7) == '.';
        String digits = isOld ? text.replace(".", "") : text;
        return digits.length() == LENGTH && Digits.only(digits) ? of(digits) : Optional.empty();
    }

    private static Optional<LocalDate> of(String digits) {
        try {
            return Optional.of(
                    LocalDate.of(
                            Digits.number(digits, 0, 4),
                            Digits.number(digits, 4, 6),
                            Digits.number(digits, 6, 8)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /// The form of DICOM.
    ///
    /// @throws IllegalArgumentException when the year has not four digits
    public static String format(LocalDate date) {
        if (date.getYear() < 0 || date.getYear() > 9999) {
            throw new IllegalArgumentException("DA has no form for the year " + date.getYear());
        }
        return Digits.padded(date.getYear(), 4)
                + Digits.padded(date.getMonthValue(), 2)
                + Digits.padded(date.getDayOfMonth(), 2);
    }
}
