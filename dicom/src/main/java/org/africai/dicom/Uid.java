package org.africai.dicom;

/// A DICOM unique identifier (PS3.5 §9.1): components of digits joined by dots, 64 characters at
/// most.
///
/// Leading zeros in a component are not allowed by the standard but occur in real files; they are
/// kept, because a UID is compared and never computed with.
///
/// @param value the identifier without padding
public record Uid(String value) {
    private static final int MAX_LENGTH = 64;

    /// @throws IllegalArgumentException when `value` is not a UID
    public Uid {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a UID: '" + value + "'");
        }
    }

    /// Whether `text`, without padding, can be a `Uid`.
    public static boolean isValid(String text) {
        int length = text.length();
        boolean afterDigit = false;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!isDigit(c) && !(c == '.' && afterDigit)) {
                return false;
            }
            afterDigit = c != '.';
        }
        return afterDigit && length <= MAX_LENGTH;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    @Override
    public String toString() {
        return value;
    }
}
