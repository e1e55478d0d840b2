package org.africai.dicom.json;

import java.util.Optional;
import org.africai.dicom.model.ModelNumbers;

/// The text of IS and DS in the syntax of JSON numbers, all digits kept.
final class JsonNumbers {
    private JsonNumbers() {}

    /// A well-formed DS as a JSON number; empty when it is malformed, too long, or too large for a
    /// reader of JSON.
    static Optional<String> ofDecimal(String text) {
        boolean isNumber =
                text.length() <= ModelNumbers.DECIMAL_CHARACTERS
                        && ModelNumbers.isDecimal(text)
                        && Double.isFinite(Double.parseDouble(text));
        return isNumber ? Optional.of(number(text)) : Optional.empty();
    }

    /// A well-formed IS as a JSON number; empty when it is malformed or too long.
    static Optional<String> ofInteger(String text) {
        boolean isNumber =
                text.length() <= ModelNumbers.INTEGER_CHARACTERS && ModelNumbers.isInteger(text);
        return isNumber ? Optional.of(number(text)) : Optional.empty();
    }

    /// A decimal form that Java gave; empty for what is not finite.
    static Optional<String> ofFloat(String text) {
        boolean isFinite = !text.endsWith("y") && !text.equals("NaN");
        return isFinite ? Optional.of(text) : Optional.empty();
    }

    /// JSON has no `+` in front, no zeros in front, and digits on both sides of the point.
    private static String number(String text) {
        boolean isNegative = text.startsWith("-");
        String digits = isNegative || text.startsWith("+") ? text.substring(1) : text;
        int start = 0;
        while (start + 1 < digits.length()
                && digits.charAt(start) == '0'
                && Character.isDigit(digits.charAt(start + 1))) {
            start++;
        }
        String whole = digits.startsWith(".") ? "0" + digits : digits.substring(start);
        String complete = whole.replaceFirst("\\.(?=[eE]|$)", "");
        return isNegative ? "-" + complete : complete;
    }
}
