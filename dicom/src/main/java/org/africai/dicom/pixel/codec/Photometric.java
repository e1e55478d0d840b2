package org.africai.dicom.pixel.codec;

import java.util.Locale;
import java.util.Optional;

/// What the samples of a pixel mean: photometric interpretation (0028,0004), PS3.3 §C.7.6.3.1.2.
public enum Photometric {
    MONOCHROME1,
    MONOCHROME2,
    PALETTE_COLOR,
    RGB,
    YBR_FULL,
    YBR_FULL_422,
    YBR_PARTIAL_420,
    YBR_ICT,
    YBR_RCT;

    /// The interpretation that an element's value names; empty when it is none that is known here.
    public static Optional<Photometric> of(String value) {
        String name = value.strip().toUpperCase(Locale.ROOT).replace(' ', '_');
        for (Photometric one : values()) {
            if (one.name().equals(name)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /// The value of the element.
    public String value() {
        return this == PALETTE_COLOR ? "PALETTE COLOR" : name();
    }

    /// Samples that each pixel has.
    public int samples() {
        return switch (this) {
            case MONOCHROME1, MONOCHROME2, PALETTE_COLOR -> 1;
            case RGB, YBR_FULL, YBR_FULL_422, YBR_PARTIAL_420, YBR_ICT, YBR_RCT -> 3;
        };
    }
}
