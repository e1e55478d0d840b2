package org.africai.dicom.pixel.render;

/// A part of an image in its pixels (PS3.18 §8.3.5.1.3).
///
/// @param left first column, from 0
/// @param top first row, from 0
/// @param isFlippedAcross whether the picture is turned from left to right
/// @param isFlippedDown whether the picture is turned upside down
public record Region(
        int left, int top, int width, int height, boolean isFlippedAcross, boolean isFlippedDown) {
    /// @throws IllegalArgumentException when the part is empty or starts outside the image
    public Region {
        if (left < 0 || top < 0 || width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "no region: " + left + "," + top + "," + width + "," + height);
        }
    }

    /// A part that is not flipped.
    public Region(int left, int top, int width, int height) {
        this(left, top, width, height, false, false);
    }

    static Region whole(int columns, int rows) {
        return new Region(0, 0, columns, rows);
    }

    boolean isInside(int columns, int rows) {
        return (long) left + width <= columns && (long) top + height <= rows;
    }
}
