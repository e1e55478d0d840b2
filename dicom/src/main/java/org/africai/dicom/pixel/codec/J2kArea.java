package org.africai.dicom.pixel.codec;

/// A rectangle; right and bottom are outside.
record J2kArea(int left, int top, int right, int bottom) {
    int width() {
        return Math.max(0, right - left);
    }

    int height() {
        return Math.max(0, bottom - top);
    }

    boolean isEmpty() {
        return right <= left || bottom <= top;
    }

    /// What is left of it after each second line of both directions was left out some times.
    J2kArea reduced(int levels) {
        return new J2kArea(
                up(left, 0, levels),
                up(top, 0, levels),
                up(right, 0, levels),
                up(bottom, 0, levels));
    }

    /// The part of a subband (ITU-T T.800 Equation B-15).
    ///
    /// @param level how often the transformation was applied
    /// @param across 1 of high frequencies in rows, else 0
    J2kArea band(int level, int across, int down) {
        return new J2kArea(
                up(left, across, level),
                up(top, down, level),
                up(right, across, level),
                up(bottom, down, level));
    }

    private static int up(int value, int high, int level) {
        long offset = level == 0 ? 0 : (long) high << (level - 1);
        return (int) -Math.floorDiv(offset - value, 1L << level);
    }

    J2kArea within(J2kArea other) {
        return new J2kArea(
                Math.max(left, other.left),
                Math.max(top, other.top),
                Math.min(right, other.right),
                Math.min(bottom, other.bottom));
    }
}
