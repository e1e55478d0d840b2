package org.africai.dicom.data;

/// Decimal digits in texts of fixed form.
final class Digits {
    private Digits() {}

    /// Whether there is nothing but ASCII digits.
    static boolean only(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /// The number in a part that consists of digits.
    static int number(String text, int start, int end) {
        return Integer.parseInt(text, start, end, 10);
    }

    static String padded(int value, int width) {
        String digits = Integer.toString(value);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }
}
