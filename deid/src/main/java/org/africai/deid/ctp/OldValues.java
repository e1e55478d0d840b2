package org.africai.deid.ctp;

import java.util.List;
import java.util.regex.Pattern;
import org.africai.dicom.encoding.Vr;

/// Which new values dcm4che 1.4, and so CTP, takes: when it refuses one, the original stays. Text
/// is never refused, whatever its length and characters; dates, times and numbers are when they
/// cannot be read.
final class OldValues {
    private static final Pattern DATE = Pattern.compile("\\d{4}\\d{2}\\d{1,9}");
    private static final Pattern TIME = Pattern.compile("\\d{4}(\\d+(\\.\\d*)?)?");
    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}(\\d{2}(\\d{2}(\\d{2}(\\d{2}(\\d.*)?)?)?)?)?([.+-].*)?");
    private static final Pattern TAG = Pattern.compile("[0-9a-fA-F]{1,8}");
    private static final int TAG_DIGITS = 8;

    private OldValues() {}

    static boolean accepts(Vr vr, List<String> values) {
        return values.stream().allMatch(value -> accepts(vr, value));
    }

    private static boolean accepts(Vr vr, String value) {
        return switch (vr) {
            case DA -> DATE.matcher(value).matches();
            case DT -> DATE_TIME.matcher(value).matches();
            case TM -> TIME.matcher(value.replace(":", "")).matches();
            case AT -> TAG.matcher(value).matches();
            case FL, FD -> isDecimal(value);
            case US -> isInteger(value, 0, 0xFFFF);
            case SS -> isInteger(value, Short.MIN_VALUE, Short.MAX_VALUE);
            case UL -> isInteger(value, 0, 0xFFFFFFFFL);
            case SL -> isInteger(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case OB, OD, OF, OL, OV, OW, SQ, SV, UN, UR, UV -> false;
            case AE, AS, CS, DS, IS, LO, LT, PN, SH, ST, UC, UI, UT -> true;
        };
    }

    private static boolean isDecimal(String value) {
        try {
            return !Double.isNaN(Double.parseDouble(value));
        } catch (NumberFormatException _) {
            return false;
        }
    }

    private static boolean isInteger(String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            return number >= least && number <= most;
        } catch (NumberFormatException _) {
            return false;
        }
    }

    /// The values as they are written.
    static List<String> stored(Vr vr, List<String> values) {
        return vr == Vr.AT ? values.stream().map(OldValues::padded).toList() : values;
    }

    private static String padded(String digits) {
        return "0".repeat(TAG_DIGITS - digits.length()) + digits;
    }
}
