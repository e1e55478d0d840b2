package org.africai.dicom.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.africai.dicom.encoding.CharacterSet;
import org.africai.dicom.encoding.Vr;

/// Text in the bytes of a value.
final class TextValues {
    private static final char DELIMITER = '\\';

    /// That many digits always fit into a `long`.
    private static final int SAFE_DIGITS = 18;

    /// Below this, every whole number is a `double`.
    private static final double EXACT_DOUBLE = 0x1p53;

    private TextValues() {}

    static List<String> decode(
            byte[] bytes, int offset, int length, Vr vr, CharacterSet characterSet) {
        boolean isPlain =
                !vr.usesCharacterSet()
                        || (CharacterSet.isAscii(bytes, offset, length)
                                && characterSet.isAsciiCompatible());
        if (!isPlain) {
            return characterSet.decode(bytes, offset, length, vr).stream()
                    .map(value -> trim(value, vr))
                    .toList();
        }
        return split(new String(bytes, offset, length, ISO_8859_1), vr);
    }

    private static List<String> split(String text, Vr vr) {
        int delimiter = vr.isMultiValued() ? text.indexOf(DELIMITER) : -1;
        if (delimiter < 0) {
            String value = trim(text, vr);
            return value.isEmpty() ? List.of() : List.of(value);
        }
        List<String> values = new ArrayList<>();
        int start = 0;
        while (delimiter >= 0) {
            values.add(trim(text.substring(start, delimiter), vr));
            start = delimiter + 1;
            delimiter = text.indexOf(DELIMITER, start);
        }
        values.add(trim(text.substring(start), vr));
        return values;
    }

    /// Takes padding away: spaces and NULs behind, and spaces in front where they mean nothing.
    private static String trim(String text, Vr vr) {
        int end = text.length();
        while (end > 0 && isPadding(text.charAt(end - 1))) {
            end--;
        }
        int start = 0;
        while (!vr.keepsLeadingSpaces() && start < end && text.charAt(start) == ' ') {
            start++;
        }
        return text.substring(start, end);
    }

    private static boolean isPadding(char c) {
        return c == ' ' || c == 0;
    }

    static long[] integers(List<String> texts) {
        long[] values = new long[texts.size()];
        for (int i = 0; i < values.length; i++) {
            OptionalLong value = integer(texts.get(i));
            if (value.isEmpty()) {
                return new long[0];
            }
            values[i] = value.getAsLong();
        }
        return values;
    }

    private static OptionalLong integer(String text) {
        if (isInteger(text)) {
            return OptionalLong.of(Long.parseLong(text));
        }
        double value = decimal(text);
        boolean isWhole = value == Math.rint(value) && Math.abs(value) < EXACT_DOUBLE;
        return isWhole ? OptionalLong.of((long) value) : OptionalLong.empty();
    }

    private static boolean isInteger(String text) {
        int start = startOfDigits(text);
        int end = endOfDigits(text, start);
        return end == text.length() && end > start && end - start <= SAFE_DIGITS;
    }

    static double[] decimals(List<String> texts) {
        double[] values = new double[texts.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = decimal(texts.get(i));
            if (Double.isNaN(values[i])) {
                return new double[0];
            }
        }
        return values;
    }

    /// The number that `text` is, or NaN.
    private static double decimal(String text) {
        double value = isDecimal(text) ? Double.parseDouble(text) : Double.NaN;
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    /// Whether `text` is a number as DS writes it (PS3.5 §6.2), of whatever length.
    static boolean isDecimal(String text) {
        int start = startOfDigits(text);
        int point = endOfDigits(text, start);
        int end =
                point < text.length() && text.charAt(point) == '.'
                        ? endOfDigits(text, point + 1)
                        : point;
        int digits = end > point ? end - start - 1 : end - start;
        return digits > 0 && (end == text.length() || isExponent(text, end));
    }

    private static boolean isExponent(String text, int at) {
        if (text.charAt(at) != 'E' && text.charAt(at) != 'e') {
            return false;
        }
        String power = text.substring(at + 1);
        int start = startOfDigits(power);
        return start < power.length() && endOfDigits(power, start) == power.length();
    }

    private static int startOfDigits(String text) {
        boolean isSigned = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+');
        return isSigned ? 1 : 0;
    }

    private static int endOfDigits(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
