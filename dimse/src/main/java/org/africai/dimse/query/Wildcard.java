package org.africai.dimse.query;

/// Wild card matching (PS3.4 §C.2.2.2.4): `*` is any characters or none, `?` is any one character.
///
/// The time is at most the product of both lengths: after a mismatch only the last `*` is tried
/// again, one character further.
final class Wildcard {
    private Wildcard() {}

    static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /// Whether a pattern matches everything.
    static boolean isUniversal(String pattern) {
        return !pattern.isEmpty() && pattern.chars().allMatch(c -> c == '*');
    }

    static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && isSame(pattern.charAt(p), text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static boolean isSame(char pattern, char text) {
        return pattern == '?' || pattern == text;
    }
}
