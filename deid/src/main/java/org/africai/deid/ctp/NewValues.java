package org.africai.deid.ctp;

import java.util.List;
import java.util.regex.Pattern;
import org.africai.dicom.Uid;
import org.africai.dicom.data.DicomDate;
import org.africai.dicom.data.DicomDateTime;
import org.africai.dicom.data.DicomTime;
import org.africai.dicom.encoding.Vr;

/// Which new values a VR allows (PS3.5 §6.2).
final class NewValues {
    private static final Pattern AGE = Pattern.compile("\\d{3}[DWMY]");
    private static final Pattern CODE = Pattern.compile("[A-Z0-9 _]{0,16}");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,11}");
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern TAG = Pattern.compile("[0-9a-fA-F]{8}");

    private NewValues() {}

    /// Whether all values are allowed.
    static boolean accepts(Vr vr, List<String> values) {
        return values.stream().allMatch(value -> value.isEmpty() || accepts(vr, value));
    }

    private static boolean accepts(Vr vr, String value) {
        return switch (vr) {
            case AE -> value.length() <= 16 && value.chars().allMatch(c -> c >= ' ' && c < 0x7F);
            case AS -> AGE.matcher(value).matches();
            case AT -> TAG.matcher(value).matches();
            case CS -> CODE.matcher(value).matches();
            case DA -> value.length() == 8 && DicomDate.parse(value).isPresent();
            case DT -> value.length() <= 26 && DicomDateTime.parse(value).isPresent();
            case TM -> value.indexOf(':') < 0 && DicomTime.parse(value).isPresent();
            case DS -> value.length() <= 16 && DECIMAL.matcher(value).matches();
            case IS -> value.length() <= 12 && INTEGER.matcher(value).matches();
            case UI -> Uid.isValid(value);
            case SH, LO, PN -> length(value) <= longest(vr) && hasNoControl(value);
            case ST, LT -> length(value) <= longest(vr);
            case UC, UT, UR -> true;
            case US, SS, UL, SL, UV, SV -> isInteger(vr, value);
            case FL, FD -> DECIMAL.matcher(value).matches();
            case OB, OD, OF, OL, OV, OW, SQ, UN -> false;
        };
    }

    private static boolean isInteger(Vr vr, String value) {
        if (!value.matches("-?\\d{1,18}")) {
            return false;
        }
        long number = Long.parseLong(value);
        return switch (vr) {
            case US -> number >= 0 && number <= 0xFFFF;
            case SS -> number == (short) number;
            case UL -> number >= 0 && number <= 0xFFFFFFFFL;
            case SL -> number == (int) number;
            case UV -> number >= 0;
            default -> true;
        };
    }

    private static boolean hasNoControl(String value) {
        return value.chars().noneMatch(c -> c < ' ' && c != 0x1B);
    }

    private static int length(String value) {
        return value.codePointCount(0, value.length());
    }

    private static int longest(Vr vr) {
        return switch (vr) {
            case SH -> 16;
            case LO, PN -> 64;
            case ST -> 1024;
            case LT -> 10240;
            default -> Integer.MAX_VALUE;
        };
    }

    /// The values as long as the VR allows.
    static List<String> cut(Vr vr, List<String> values) {
        return values.stream().map(value -> cut(vr, value)).toList();
    }

    private static String cut(Vr vr, String value) {
        return length(value) <= longest(vr)
                ? value
                : value.substring(0, value.offsetByCodePoints(0, longest(vr)));
    }
}
