package org.africai.server.intake;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.africai.server.http.Refusal;
import org.jspecify.annotations.Nullable;

/// One of XNAT's routing rules: `(gggg,eeee):REGEX[:GROUP][ t:FROM r:TO]`.
///
/// The whole text of the element must match the expression; the group, the first unless another is
/// named and the whole where there is none, is the value, in which `FROM` is replaced by `TO`.
/// Expressions are somebody's input: their length, the text they see and the steps they take are
/// bounded, and one that goes beyond matches nothing.
///
/// @param tag of the element
/// @param group its number
/// @param from what is replaced in the value, if anything is
record RoutingRule(int tag, Pattern pattern, int group, @Nullable Pattern from, String to) {
    /// The longest line.
    static final int MAX_LENGTH = 1_000;

    private static final Pattern LINE =
            Pattern.compile(
                    "\\(([0-9A-Fa-f]{4}),([0-9A-Fa-f]{4})\\):(.+?)(?::(\\d{1,3}))?"
                            + "(?:\\s+t:(\\S+)\\s+r:(\\S*))?");

    /// @throws Refusal when the line is no rule
    static RoutingRule parse(String line) {
        Matcher parts = LINE.matcher(line);
        if (line.length() > MAX_LENGTH || !parts.matches()) {
            throw Refusal.invalid(
                    "A routing rule is (gggg,eeee):REGEX[:GROUP][ t:FROM r:TO], "
                            + MAX_LENGTH
                            + " characters at most.");
        }
        int tag = Integer.parseUnsignedInt(parts.group(1) + parts.group(2), 16);
        Pattern pattern = pattern(parts.group(3));
        int groups = pattern.matcher("").groupCount();
        int group = parts.group(4) == null ? Math.min(1, groups) : Integer.parseInt(parts.group(4));
        if (group > groups) {
            throw Refusal.invalid("The expression of a routing rule has no group " + group + ".");
        }
        String from = parts.group(5);
        return new RoutingRule(
                tag,
                pattern,
                group,
                from == null ? null : pattern(from),
                parts.group(6) == null ? "" : parts.group(6));
    }

    private static Pattern pattern(String expression) {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException wrong) {
            throw new Refusal(
                    Refusal.Reason.INVALID,
                    "A routing rule has a regular expression that cannot be read: "
                            + wrong.getDescription()
                            + ".",
                    wrong);
        }
    }

    /// What the rule makes of the element's text; empty when it does not match.
    Optional<String> apply(String text) {
        try {
            Matcher matcher = pattern.matcher(BoundedText.of(text));
            if (!matcher.matches() || matcher.group(group) == null) {
                return Optional.empty();
            }
            return Optional.of(replaced(matcher.group(group))).filter(value -> !value.isBlank());
        } catch (BoundedText.TooManySteps tooMany) {
            return Optional.empty();
        }
    }

    private String replaced(String value) {
        return from == null
                ? value
                : from.matcher(BoundedText.of(value)).replaceAll(Matcher.quoteReplacement(to));
    }
}
