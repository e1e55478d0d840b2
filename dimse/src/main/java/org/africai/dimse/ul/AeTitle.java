package org.africai.dimse.ul;

/// The title of an application entity (PS3.5 §6.2, VR AE): 1 to 16 characters of ASCII without
/// control characters and backslash; spaces around it do not count.
///
/// @param value the title without spaces around it
public record AeTitle(String value) {
    /// Bytes that a title takes in a request.
    static final int WIRE_BYTES = 16;

    /// @throws IllegalArgumentException when `value` is no title
    public AeTitle {
        value = value.strip();
        if (!isTitle(value)) {
            throw new IllegalArgumentException("not an AE title of 1 to 16 ASCII characters");
        }
    }

    /// Whether `text` can be an `AeTitle`.
    public static boolean isValid(String text) {
        return isTitle(text.strip());
    }

    private static boolean isTitle(String text) {
        return !text.isEmpty()
                && text.length() <= WIRE_BYTES
                && text.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '\\');
    }

    @Override
    public String toString() {
        return value;
    }
}
