package org.africai.deid.ctp;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How an argument names an element: `PatientID`, `00100010`, `(10,10)`, `0009[CREATOR]01`, a label
/// of the script, `this`, paths such as `root:SourceImageSeq::RefSOPInstanceUID`.
///
/// @param text the argument as it stands in the script
/// @param isRooted whether the path starts at the outermost data set
/// @param steps none of `this` and of nothing
record Address(String text, boolean isRooted, List<Step> steps) {
    private static final String ROOT = "root:";
    private static final String THIS = "this";
    private static final Pattern HEX = Pattern.compile("\\s*([0-9a-fA-F]{1,8})\\s*");
    private static final Pattern PAIR =
            Pattern.compile("\\s*([0-9a-fA-F]{0,4})\\s*,\\s*([0-9a-fA-F]{0,4})\\s*");
    private static final Pattern PRIVATE =
            Pattern.compile("\\s*([0-9a-fA-F]{1,4})\\s*,?\\s*\\[(.*)\\]\\s*([0-9a-fA-F]{0,2})\\s*");

    Address {
        steps = List.copyOf(steps);
    }

    /// One element on the way.
    sealed interface Step {
        /// A tag.
        ///
        /// @param isOldName whether CTP understands the name as well
        record Known(int tag, boolean isOldName) implements Step {}

        /// The element of a private block, or its creator when `element` is negative.
        record OfCreator(int group, String creator, int element) implements Step {}

        /// A label that a rule for a private element has.
        record Label(String name) implements Step {}
    }

    static Address parse(String argument) {
        String text = argument.strip();
        boolean isRooted = text.startsWith(ROOT);
        String path = isRooted ? text.substring(ROOT.length()).strip() : text;
        if (path.isEmpty() || (path.equals(THIS) && !isRooted)) {
            return new Address(text, isRooted, List.of());
        }
        List<Step> steps = new ArrayList<>();
        for (String part : path.split("::")) {
            steps.add(step(part.strip()));
        }
        return new Address(text, isRooted, steps);
    }

    /// A single step; also what rules are for.
    static Step step(String part) {
        String name = unwrapped(part);
        OptionalInt known = ElementNames.tagOf(name);
        if (known.isPresent()) {
            return new Step.Known(known.getAsInt(), ElementNames.isKnownToCtp(name));
        }
        Matcher hex = HEX.matcher(name);
        if (hex.matches()) {
            return new Step.Known(Integer.parseUnsignedInt(hex.group(1), 16), true);
        }
        Matcher pair = PAIR.matcher(name);
        if (pair.matches()) {
            return new Step.Known(number(pair.group(1)) << 16 | number(pair.group(2)), true);
        }
        Matcher privately = PRIVATE.matcher(name);
        if (privately.matches() && (number(privately.group(1)) & 1) != 0) {
            String element = privately.group(3);
            return new Step.OfCreator(
                    number(privately.group(1)),
                    privately.group(2).strip(),
                    element.isEmpty() ? -1 : number(element));
        }
        return new Step.Label(name);
    }

    private static int number(String hex) {
        return hex.isEmpty() ? 0 : Integer.parseInt(hex, 16);
    }

    private static String unwrapped(String text) {
        boolean isWrapped =
                text.length() > 1
                        && switch (text.charAt(0)) {
                            case '{' -> text.endsWith("}");
                            case '[' -> text.endsWith("]");
                            case '(' -> text.endsWith(")");
                            default -> false;
                        };
        return isWrapped ? text.substring(1, text.length() - 1).strip() : text;
    }

    boolean isThis() {
        return steps.isEmpty() && text.equals(THIS);
    }
}
