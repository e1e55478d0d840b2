package org.africai.dicom.data;

import java.time.temporal.ChronoUnit;

/// How much of a date or time was given; the parts that follow are not known.
public enum Precision {
    YEAR(ChronoUnit.YEARS),
    MONTH(ChronoUnit.MONTHS),
    DAY(ChronoUnit.DAYS),
    HOUR(ChronoUnit.HOURS),
    MINUTE(ChronoUnit.MINUTES),
    SECOND(ChronoUnit.SECONDS),
    /// Parts of a second, down to microseconds.
    FRACTION(ChronoUnit.MICROS);

    private final ChronoUnit unit;

    Precision(ChronoUnit unit) {
        this.unit = unit;
    }

    /// The unit that is known last.
    ChronoUnit unit() {
        return unit;
    }
}
