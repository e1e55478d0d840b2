package org.africai.deid.pixel;

/// A rectangle of pixels.
///
/// @param left first column, from 0
/// @param top first row, from 0
/// @param right the column behind the last one
/// @param bottom the row behind the last one
public record Area(int left, int top, int right, int bottom) {
    /// The part of it that is inside an image.
    public Area within(int rows, int columns) {
        return new Area(
                Math.clamp(left, 0, columns),
                Math.clamp(top, 0, rows),
                Math.clamp(right, 0, columns),
                Math.clamp(bottom, 0, rows));
    }

    /// Whether there is no pixel in it.
    public boolean isEmpty() {
        return left >= right || top >= bottom;
    }
}
