package org.africai.dicom.pixel.render;

import java.util.Locale;
import java.util.Optional;

/// Which values are shown between black and white (PS3.3 §C.11.2.1.2), in the units that the
/// modality transformation gives.
///
/// @param width at least 1 of LINEAR, more than 0 of the others
public record Window(double center, double width, Function function) {
    /// How the values between become grey.
    public enum Function {
        /// From `center - 0.5 - (width - 1) / 2` to `center - 0.5 + (width - 1) / 2`.
        LINEAR,
        /// From `center - width / 2` to `center + width / 2`.
        LINEAR_EXACT,
        /// By a curve without ends.
        SIGMOID;

        /// The function that a word of DICOM or a request names, in any case.
        public static Optional<Function> of(String name) {
            String word = name.strip().toUpperCase(Locale.ROOT).replace('-', '_');
            for (Function one : values()) {
                if (one.name().equals(word)) {
                    return Optional.of(one);
                }
            }
            return Optional.empty();
        }
    }

    private static final int WHITE = 255;

    /// @throws IllegalArgumentException when the width is too small or a number is not finite
    public Window {
        if (!Double.isFinite(center) || !isWidth(width, function)) {
            throw new IllegalArgumentException(
                    "no window: center " + center + ", width " + width + ", " + function);
        }
    }

    /// Whether a function can have a width.
    static boolean isWidth(double width, Function function) {
        boolean isEnough = function == Function.LINEAR ? width >= 1 : width > 0;
        return isEnough && Double.isFinite(width);
    }

    /// The window whose edges are these values.
    static Window between(double low, double high) {
        double width = high > low ? high - low : 1;
        return new Window(low + width / 2, width, Function.LINEAR_EXACT);
    }

    /// The grey, 0 to 255, of a value; of one that is no number 0.
    int grey(double value) {
        double part =
                switch (function) {
                    case LINEAR ->
                            width == 1
                                    ? (value > center - 0.5 ? 1 : 0)
                                    : (value - (center - 0.5)) / (width - 1) + 0.5;
                    case LINEAR_EXACT -> (value - center) / width + 0.5;
                    case SIGMOID -> 1 / (1 + Math.exp(-4 * (value - center) / width));
                };
        return (int) Math.clamp(part * WHITE + 0.5, 0, WHITE);
    }
}
