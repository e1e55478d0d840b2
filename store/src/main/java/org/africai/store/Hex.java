package org.africai.store;

/// The one way digests are written: lower case, two digits a byte.
final class Hex {
    private Hex() {}

    /// Whether `text` is exactly `bytes` bytes in lower-case hexadecimal digits.
    static boolean isLowerCase(String text, int bytes) {
        return text.length() == 2 * bytes && text.chars().allMatch(Hex::isDigit);
    }

    private static boolean isDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
