package org.africai.dimse;

import org.africai.dimse.ul.Octets;

/// What two sides of a query can do beyond the baseline (PS3.4 §C.5.1.1).
///
/// @param isRelational keys of all levels at once
/// @param isDateTimeCombined a range of date and one of time are one range of moments
/// @param isFuzzy names that sound alike match
/// @param isTimezoneAware times are adjusted to the zone of the query
public record QueryOptions(
        boolean isRelational,
        boolean isDateTimeCombined,
        boolean isFuzzy,
        boolean isTimezoneAware) {
    public static final QueryOptions BASELINE = new QueryOptions(false, false, false, false);

    static QueryOptions of(Octets information) {
        return new QueryOptions(
                information.at(0) == 1,
                information.at(1) == 1,
                information.at(2) == 1,
                information.at(3) == 1);
    }

    Octets toOctets() {
        return Octets.of(
                bit(isRelational), bit(isDateTimeCombined), bit(isFuzzy), bit(isTimezoneAware));
    }

    private static byte bit(boolean value) {
        return (byte) (value ? 1 : 0);
    }

    /// What both can do.
    QueryOptions and(QueryOptions other) {
        return new QueryOptions(
                isRelational && other.isRelational,
                isDateTimeCombined && other.isDateTimeCombined,
                isFuzzy && other.isFuzzy,
                isTimezoneAware && other.isTimezoneAware);
    }
}
