package org.africai.deid;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// Regular expressions of scripts, which stop when they take too many steps, so that an expression
/// that backtracks without end holds nobody up.
public final class BoundedMatch {
    /// Characters looked at, at most.
    public static final int MOST_STEPS = 5_000_000;

    private BoundedMatch() {}

    /// Whether the whole text matches; empty when the expression is wrong or takes too long.
    public static Optional<Boolean> matches(String regex, String text) {
        try {
            return Optional.of(matcher(regex, text).matches());
        } catch (PatternSyntaxException | TooManySteps _) {
            return Optional.empty();
        }
    }

    /// The text with all that matches replaced; `$1` in the replacement is a group. Empty when the
    /// expression or the replacement is wrong, or takes too long.
    public static Optional<String> replaceAll(String regex, String text, String replacement) {
        try {
            return Optional.of(matcher(regex, text).replaceAll(replacement));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | TooManySteps _) {
            return Optional.empty();
        }
    }

    /// A group of the whole text's match, empty text when it does not match; empty when the
    /// expression is wrong, has no such group, or takes too long.
    public static Optional<String> group(String regex, String text, int group) {
        try {
            Matcher matcher = matcher(regex, text);
            String found = matcher.matches() ? matcher.group(group) : "";
            return Optional.of(found == null ? "" : found);
        } catch (PatternSyntaxException | IndexOutOfBoundsException | TooManySteps _) {
            return Optional.empty();
        }
    }

    private static Matcher matcher(String regex, String text) {
        return Pattern.compile(regex).matcher(new Counted(text, new int[1]));
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManySteps() {
            this(null);
        }

        private TooManySteps(@Nullable String message) {
            super(message, null, false, false);
        }
    }

    /// Text that counts how often it is looked at.
    private static final class Counted implements CharSequence {
        private final String text;
        private final int[] steps;

        Counted(String text, int[] steps) {
            this.text = text;
            this.steps = steps;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps[0] > MOST_STEPS) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.substring(start, end), steps);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
