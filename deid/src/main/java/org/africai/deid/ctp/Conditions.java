package org.africai.deid.ctp;

import java.math.BigInteger;
import java.util.Locale;
import java.util.OptionalInt;
import org.africai.deid.BoundedMatch;
import org.africai.deid.rewrite.Rejected;
import org.jspecify.annotations.Nullable;

/// The conditions of `@if`.
final class Conditions {
    private Conditions() {}

    static boolean holds(Arguments arguments) throws Failed, Rejected {
        if (arguments.count() < 2) {
            return false;
        }
        String value = arguments.valueOrNull(0);
        String condition = arguments.raw(1);
        boolean hasOperand = value != null && arguments.count() > 2;
        return switch (condition) {
            case "isblank" -> value == null || value.isBlank();
            case "exists" -> exists(arguments);
            case "contains" -> hasOperand && lower(value).contains(lower(operand(arguments)));
            case "equals" -> hasOperand && lower(value).equals(lower(operand(arguments)));
            case "matches" -> hasOperand && value != null && matches(value, operand(arguments));
            case "greaterthan" ->
                    hasOperand && digits(value).compareTo(digits(operand(arguments))) > 0;
            default -> false;
        };
    }

    private static boolean exists(Arguments arguments) {
        OptionalInt tag = arguments.tag(0);
        return tag.isPresent() && arguments.level.data.contains(tag.getAsInt());
    }

    private static String lower(@Nullable String text) {
        return Arguments.emptyWhenNull(text).toLowerCase(Locale.ROOT);
    }

    /// The third argument: a parameter that is set, else the text.
    private static String operand(Arguments arguments) throws Rejected {
        String text = arguments.text(2);
        if (!text.startsWith("@")) {
            return text;
        }
        String value = arguments.level.run.parameter(text);
        return value == null ? text : value;
    }

    private static boolean matches(String value, String regex) throws Failed {
        return BoundedMatch.matches(regex.strip(), value)
                .orElseThrow(() -> new Failed("a regular expression is wrong or takes too long"));
    }

    /// CTP drops everything but digits; numbers too long for it count as 0 there.
    private static BigInteger digits(@Nullable String text) {
        String digits = Arguments.emptyWhenNull(text).replaceAll("[^0-9]", "");
        return digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
    }
}
