package org.africai.server.intake;

/// A text that a regular expression may look at so many times and not more: one that goes over the
/// same text again and again, as `(a+)+b` does, ends with [TooManySteps] instead of never. For one
/// thread.
final class BoundedText implements CharSequence {
    /// The longest text that is looked at; also keeps the matcher's recursion within the stack.
    private static final int MAX_LENGTH = 1_024;

    /// Some hundred looks at every character; a few milliseconds.
    private static final int MAX_STEPS = 200_000;

    private final String text;
    private int steps;

    private BoundedText(String text) {
        this.text = text;
    }

    /// The text, its end cut off where it is too long.
    static BoundedText of(String text) {
        return new BoundedText(text.substring(0, Math.min(text.length(), MAX_LENGTH)));
    }

    /// The expression needs more steps than it may take.
    static final class TooManySteps extends RuntimeException {
        private TooManySteps() {
            super("an expression takes more than " + MAX_STEPS + " steps", null, false, false);
        }
    }

    @Override
    public char charAt(int index) {
        steps++;
        if (steps > MAX_STEPS) {
            throw new TooManySteps();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
