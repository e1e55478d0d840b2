package org.africai.deid.ctp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.africai.deid.BoundedMatch;
import org.africai.deid.rewrite.Rejected;
import org.jspecify.annotations.Nullable;

/// Functions that take values from parameters, tables and other elements.
final class TableFunctions {
    private final Arguments arguments;

    TableFunctions(Arguments arguments) {
        this.arguments = arguments;
    }

    @Nullable String call(Function function) throws Failed, Rejected {
        return switch (function) {
            case PARAM -> arguments.parameterOrNull(0);
            case REQUIRE -> require();
            case ROUND -> round();
            case LOOKUP -> lookup();
            case INTEGER -> integer();
            default -> throw new IllegalStateException(function.name());
        };
    }

    private String require() throws Failed {
        Level level = arguments.level;
        if (level.data.contains(arguments.tag)) {
            return "@keep()";
        }
        if (arguments.count() == 0) {
            return "";
        }
        OptionalInt other = arguments.tag(0);
        boolean isThere = other.isPresent() && level.data.contains(other.getAsInt());
        String value = isThere ? arguments.value(0) : arguments.text(1);
        return value.isBlank() ? "@blank(" + value.length() + ")" : value;
    }

    /// Rounds an age to a multiple; gives the arguments as text when there is no number.
    private String round() throws Failed, Rejected {
        String age = arguments.value(0).strip();
        String parameter = arguments.count() > 1 ? arguments.parameterOrNull(1) : null;
        int size = Arguments.number(parameter, 0);
        String digits = age.replaceAll("[^0-9]", "");
        if (size == 0 || (digits.isEmpty() && !age.isEmpty())) {
            return arguments.asText();
        }
        if (age.isEmpty()) {
            return "";
        }
        int rounded = Math.round(Float.parseFloat(digits) / size) * size;
        String result = rounded + age.replaceAll("[0-9]", "");
        return result.length() % 2 == 0 ? result : "0" + result;
    }

    private String lookup() throws Failed {
        String key = key();
        boolean isUpper = arguments.count() > 2 && arguments.raw(2).equals("UC");
        String wanted = isUpper ? key.toUpperCase(Locale.ROOT) : key;
        Optional<String> found = arguments.level.run.rules.lookup().find(arguments.raw(1), wanted);
        return found.isPresent() ? found.get() : missing(wanted);
    }

    /// The values of one element or of several, which bars divide.
    private String key() throws Failed {
        List<String> values = new ArrayList<>();
        for (String name : arguments.raw(0).split("\\|")) {
            values.add(
                    Arguments.emptyWhenNull(
                            arguments.level.value(Address.parse(name), arguments.tag)));
        }
        return String.join("|", values).replace("\\", "");
    }

    private String missing(String key) throws Failed {
        String action = arguments.text(2).strip();
        String operand = arguments.text(3);
        boolean hasOperand = arguments.count() > 3;
        boolean isIgnored =
                action.equals("ignore")
                        && hasOperand
                        && BoundedMatch.matches(operand, key).orElse(false);
        if (isIgnored) {
            return key;
        }
        if (action.equals("default") && hasOperand) {
            return operand.strip();
        }
        return switch (action) {
            case "keep" -> "@keep()";
            case "remove" -> "@remove()";
            case "empty" -> "@empty()";
            default ->
                    throw new Failed("the lookup table has no such value of " + arguments.raw(1));
        };
    }

    private String integer() throws Failed {
        String value = arguments.value(0);
        int number = arguments.level.run.rules.integers().number(arguments.raw(1), value);
        int width = arguments.count() > 2 ? Arguments.number(arguments.raw(2), 0) : 0;
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, Math.min(width, 64) - digits.length())) + digits;
    }
}
