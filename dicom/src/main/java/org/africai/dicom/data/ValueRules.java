package org.africai.dicom.data;

import java.util.ArrayList;
import java.util.List;
import org.africai.dicom.Uid;
import org.africai.dicom.dict.Dictionary;
import org.africai.dicom.dict.Multiplicity;
import org.africai.dicom.dict.Tag;
import org.africai.dicom.encoding.Vr;

/// What PS3.5 §6.2 asks of values. Messages name the rule and never the value.
final class ValueRules {
    private static final String AGE_UNITS = "DWMY";

    private ValueRules() {}

    static List<String> problems(Element element) {
        List<String> problems = new ArrayList<>();
        Vr vr = element.vr();
        if (element.isHeld() && element.length() % 2 != 0) {
            problems.add("the length is odd");
        }
        if (element.isHeld() && element.length() % vr.unitBytes() != 0) {
            problems.add("the length is no multiple of " + vr.unitBytes());
        }
        List<String> values = element.strings();
        multiplicity(element.tag(), vr, values.size(), problems);
        if (vr.isText()) {
            values.forEach(value -> text(value, vr, problems));
        }
        return problems;
    }

    private static void multiplicity(int tag, Vr vr, int count, List<String> problems) {
        if (!vr.isMultiValued()) {
            return;
        }
        Dictionary.find(tag)
                .map(definition -> definition.multiplicity())
                .filter(allowed -> !allowed.allows(count))
                .ifPresent(allowed -> problems.add(wrongCount(tag, count, allowed)));
    }

    private static String wrongCount(int tag, int count, Multiplicity allowed) {
        return count + " values; " + Tag.toString(tag) + " has " + allowed;
    }

    private static void text(String value, Vr vr, List<String> problems) {
        if (value.isEmpty()) {
            return;
        }
        int limit = longest(vr);
        if (vr != Vr.PN && value.codePointCount(0, value.length()) > limit) {
            problems.add("longer than the " + limit + " characters of " + vr);
        }
        if (!isForm(value, vr)) {
            problems.add("not of the form of " + vr);
        }
    }

    private static int longest(Vr vr) {
        return switch (vr) {
            case AS -> 4;
            case IS -> 12;
            case AE, CS, DS, SH -> 16;
            case DT -> 26;
            case LO, UI -> 64;
            case ST -> 1024;
            case LT -> 10240;
            default -> Integer.MAX_VALUE;
        };
    }

    private static boolean isForm(String value, Vr vr) {
        return switch (vr) {
            case AE -> value.chars().allMatch(c -> c >= ' ' && c < 0x7F);
            case AS -> isAge(value);
            case CS -> value.chars().allMatch(ValueRules::isCodeCharacter);
            case DA -> value.indexOf('.') < 0 && DicomDate.parse(value).isPresent();
            case DS -> TextValues.isDecimal(value);
            case DT -> DicomDateTime.parse(value).isPresent();
            case IS -> isInteger(value);
            case TM -> value.indexOf(':') < 0 && DicomTime.parse(value).isPresent();
            case UI -> isUid(value);
            case PN -> isName(value);
            case LO, SH, UC -> value.chars().noneMatch(ValueRules::isControl);
            case LT, ST, UT -> value.chars().noneMatch(ValueRules::isControlInText);
            case UR -> value.chars().allMatch(c -> c > ' ' && c < 0x7F);
            default -> true;
        };
    }

    private static boolean isAge(String value) {
        return value.length() == 4
                && Digits.only(value.substring(0, 3))
                && AGE_UNITS.indexOf(value.charAt(3)) >= 0;
    }

    private static boolean isCodeCharacter(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || c == '_';
    }

    private static boolean isInteger(String value) {
        long[] number = TextValues.integers(List.of(value));
        boolean isWhole = TextValues.isDecimal(value) && value.indexOf('.') < 0;
        return isWhole && number.length == 1 && number[0] == (int) number[0];
    }

    private static boolean isUid(String value) {
        return Uid.isValid(value) && !value.matches("(.*\\.)?0[0-9].*");
    }

    private static boolean isName(String value) {
        String[] groups = value.split("=", -1);
        boolean isForm = groups.length <= 3;
        for (String group : groups) {
            boolean fits = group.codePointCount(0, group.length()) <= 64;
            isForm &= fits && group.split("\\^", -1).length <= 5;
        }
        return isForm && value.chars().noneMatch(ValueRules::isControl);
    }

    private static boolean isControl(int c) {
        return c < ' ' || c == 0x7F;
    }

    private static boolean isControlInText(int c) {
        return isControl(c) && c != '\t' && c != '\n' && c != '\f' && c != '\r';
    }
}
