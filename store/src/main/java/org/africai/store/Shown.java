package org.africai.store;

import java.util.HexFormat;

/// Makes text from outside safe to show: on one line, without control characters, not endless.
public final class Shown {
    private static final int MAX_LENGTH = 200;

    private Shown() {}

    /// `raw` with control characters and lone surrogates as `\\uXXXX`, cut after 200 characters.
    public static String text(String raw) {
        var shown = new StringBuilder();
        raw.codePoints().limit(MAX_LENGTH).forEach(c -> append(shown, c));
        return raw.codePoints().skip(MAX_LENGTH).findAny().isPresent()
                ? shown.append('…').toString()
                : shown.toString();
    }

    private static void append(StringBuilder shown, int c) {
        if (Character.isISOControl(c) || isUnpaired(c)) {
            shown.append("\\u").append(HexFormat.of().toHexDigits((char) c));
            return;
        }
        shown.appendCodePoint(c);
    }

    static boolean isUnpaired(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
