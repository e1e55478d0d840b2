package org.africai.deid.dicomedit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.africai.deid.InvalidScript;

/// Where elements are: `(0010,0010)`, `(0008,1110)[0]/(0008,1155)`, `*/(0010,XXXX)`,
/// `(0009,{ACME}01)`.
///
/// @param text as it stands in the script
/// @param steps the sequences to enter, and the element
record EditPath(String text, List<Step> steps) {
    private static final int ANY_ITEM = -1;
    private static final Pattern STEP =
            Pattern.compile(
                    "\\(\\s*([0-9a-fA-FX@#]{4})\\s*,\\s*(?:\\{([^}]*)\\}\\s*([0-9a-fA-FX@#]{1,2})|([0-9a-fA-FX@#]{4}))\\s*\\)"
                            + "(?:\\[\\s*(\\d{1,9}|%)\\s*\\])?");
    static final Pattern WHOLE =
            Pattern.compile(
                    "(?:[*+.]/)*" + STEP.pattern() + "(?:/(?:[*+.]/)*" + STEP.pattern() + ")*");

    EditPath {
        steps = List.copyOf(steps);
    }

    /// One step.
    ///
    /// @param least levels that may lie in between, at least
    /// @param most and at most
    /// @param item which item to enter, or [#ANY_ITEM]
    record Step(TagPattern tag, int least, int most, int item) {
        boolean isAnyItem() {
            return item == ANY_ITEM;
        }
    }

    static EditPath parse(String text) throws InvalidScript {
        List<Step> steps = new ArrayList<>();
        int at = 0;
        int least = 0;
        int most = 0;
        Matcher matcher = STEP.matcher(text);
        while (at < text.length()) {
            boolean isPrefix = at + 1 < text.length() && text.charAt(at + 1) == '/';
            if (isPrefix) {
                char c = text.charAt(at);
                least = c == '*' ? 0 : 1;
                most = c == '.' ? 1 : Integer.MAX_VALUE;
                at += 2;
                continue;
            }
            if (!matcher.find(at) || matcher.start() != at) {
                throw new InvalidScript("not a path: " + text);
            }
            steps.add(new Step(pattern(matcher), least, most, item(matcher)));
            least = 0;
            most = 0;
            at = matcher.end();
            if (at < text.length() && text.charAt(at++) != '/') {
                throw new InvalidScript("not a path: " + text);
            }
        }
        if (steps.isEmpty()) {
            throw new InvalidScript("not a path: " + text);
        }
        return new EditPath(text, steps);
    }

    private static TagPattern pattern(Matcher matcher) {
        String creator = matcher.group(2);
        return creator == null
                ? new TagPattern(matcher.group(1) + matcher.group(4), "")
                : new TagPattern(matcher.group(1) + "xx" + twoDigits(matcher.group(3)), creator);
    }

    private static String twoDigits(String digits) {
        return digits.length() == 1 ? "0" + digits : digits;
    }

    private static int item(Matcher matcher) {
        String item = matcher.group(5);
        return item == null || item.equals("%") ? ANY_ITEM : Integer.parseInt(item);
    }

    /// The path without its first step.
    EditPath rest() {
        return new EditPath(text, steps.subList(1, steps.size()));
    }

    Step first() {
        return steps.getFirst();
    }

    boolean isLast() {
        return steps.size() == 1;
    }
}
