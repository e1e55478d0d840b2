package org.africai.dicom.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.africai.dicom.encoding.Vr;

/// Numbers in the text of a model.
public final class ModelNumbers {
    /// Longest DS (PS3.5 §6.2).
    public static final int DECIMAL_CHARACTERS = 16;

    /// Longest IS (PS3.5 §6.2).
    public static final int INTEGER_CHARACTERS = 12;

    /// Longest number that is looked at: more digits than any VR has, and no work for large powers.
    private static final int LONGEST = 400;

    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,20}");
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?");
    private static final Pattern TAG = Pattern.compile("[0-9A-Fa-f]{8}");
    private static final Pattern POINT_ZERO = Pattern.compile("\\.0+$");

    private ModelNumbers() {}

    /// Whether text is a number of the form of DS and not too long to be looked at.
    public static boolean isDecimal(String text) {
        return text.length() <= LONGEST && DECIMAL.matcher(text).matches();
    }

    /// Whether text is an integer of the form of IS, or of a binary VR.
    public static boolean isInteger(String text) {
        return INTEGER.matcher(text).matches();
    }

    /// The nearest number that DS has room for.
    ///
    /// @param text a number, as [#isDecimal] knows it
    public static String shortened(String text) {
        String shorter = text;
        for (int digits = DECIMAL_CHARACTERS; shorter.length() > DECIMAL_CHARACTERS; digits--) {
            if (digits == 0) {
                throw new IllegalArgumentException("a number that DS has no room for");
            }
            shorter = rounded(text, digits);
        }
        return shorter;
    }

    private static String rounded(String text, int digits) {
        return new BigDecimal(text).round(new MathContext(digits)).stripTrailingZeros().toString();
    }

    static long[] integers(Vr vr, List<String> values, boolean isEmpty) {
        return isEmpty
                ? new long[0]
                : values.stream().mapToLong(value -> integer(vr, value)).toArray();
    }

    private static long integer(Vr vr, String value) {
        String text = POINT_ZERO.matcher(value).replaceFirst("");
        if (!isInteger(text)) {
            throw new IllegalArgumentException(
                    value.isEmpty() ? vr + " has no empty values" : "not an integer");
        }
        try {
            return vr == Vr.UV ? Long.parseUnsignedLong(text) : Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException("a number that does not fit into " + vr);
        }
    }

    static double[] decimals(Vr vr, List<String> values, boolean isEmpty) {
        return isEmpty
                ? new double[0]
                : values.stream().mapToDouble(value -> decimal(vr, value)).toArray();
    }

    private static double decimal(Vr vr, String value) {
        if (isDecimal(value)) {
            return finite(vr, value);
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "infinity", "+infinity", "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-infinity", "-inf" -> Double.NEGATIVE_INFINITY;
            case "" -> throw new IllegalArgumentException(vr + " has no empty values");
            default -> throw new IllegalArgumentException("not a number");
        };
    }

    private static double finite(Vr vr, String value) {
        double number = vr == Vr.FL ? Float.parseFloat(value) : Double.parseDouble(value);
        if (Double.isInfinite(number)) {
            throw new IllegalArgumentException("a number that does not fit into " + vr);
        }
        return number;
    }

    static long[] tags(List<String> values, boolean isEmpty) {
        return isEmpty ? new long[0] : values.stream().mapToLong(ModelNumbers::tag).toArray();
    }

    private static long tag(String value) {
        if (!TAG.matcher(value).matches()) {
            throw new IllegalArgumentException("not a tag of eight hexadecimal digits");
        }
        return Long.parseLong(value, 16);
    }
}
