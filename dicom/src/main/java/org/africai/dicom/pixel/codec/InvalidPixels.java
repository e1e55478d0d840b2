package org.africai.dicom.pixel.codec;

import java.io.IOException;

/// Pixel data or a description of it that cannot be understood. The message never holds a value of
/// the data set other than sizes.
public final class InvalidPixels extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean isUnsupported;

    private InvalidPixels(String message, boolean isUnsupported) {
        super(message);
        this.isUnsupported = isUnsupported;
    }

    /// What contradicts the standard or itself.
    static InvalidPixels broken(String message) {
        return new InvalidPixels(message, false);
    }

    /// What may be right but is not understood here.
    static InvalidPixels unsupported(String message) {
        return new InvalidPixels(message, true);
    }

    /// Whether the pixels may be right and only this library cannot read them.
    public boolean isUnsupported() {
        return isUnsupported;
    }
}
