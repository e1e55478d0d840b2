package org.africai.dicom;

import java.util.regex.Pattern;

/// A DICOM unique identifier (PS3.5 §9.1): components of digits joined by dots, 64 characters at
/// most.
///
/// Leading zeros in a component are not allowed by the standard but occur in real files; they are
/// kept, because a UID is compared and never computed with.
///
/// @param value the identifier without padding
public record Uid(String value) {
    private static final int MAX_LENGTH = 64;
    private static final Pattern SYNTAX = Pattern.compile("[0-9]+(\\.[0-9]+)*");

    /// @throws IllegalArgumentException when `value` is not a UID
    public Uid {
        if (value.length() > MAX_LENGTH || !SYNTAX.matcher(value).matches()) {
            throw new IllegalArgumentException("not a UID: '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
