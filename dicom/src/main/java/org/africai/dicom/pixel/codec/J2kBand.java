package org.africai.dicom.pixel.codec;

/// A subband of a resolution (ITU-T T.800 §B.5).
final class J2kBand {
    /// 0 of low frequencies only, 1 of high ones in rows, 2 in columns, 3 in both.
    final int orientation;

    final J2kArea area;
    final int blockWidth;
    final int blockHeight;

    /// Bits of the largest coefficient.
    final int planes;

    /// What a coefficient is multiplied by, when the transformation is not reversible.
    final float step;

    J2kBand(
            int orientation,
            J2kArea area,
            int blockWidth,
            int blockHeight,
            int planes,
            float step) {
        this.orientation = orientation;
        this.area = area;
        this.blockWidth = blockWidth;
        this.blockHeight = blockHeight;
        this.planes = planes;
        this.step = step;
    }
}
