package org.africai.dicom.pixel.render;

import org.jspecify.annotations.Nullable;

/// How a frame is to be shown. What is not said follows from the image.
///
/// @param window instead of the image's own
/// @param region the part to show; all when absent
/// @param widthLimit largest width of the picture in pixels, 0 when there is none
/// @param heightLimit largest height
/// @param hasOverlays whether overlay planes (60xx,eeee) are drawn
public record Presentation(
        @Nullable Window window,
        @Nullable Region region,
        int widthLimit,
        int heightLimit,
        boolean hasOverlays) {
    /// Longest side that may be asked for.
    public static final int LARGEST_LIMIT = 4096;

    /// All of the frame, pixel by pixel, with overlays.
    public static final Presentation DEFAULT = new Presentation(null, null, 0, 0, true);

    /// @throws IllegalArgumentException when one limit is given without the other, or one is
    ///   negative or above [#LARGEST_LIMIT]
    public Presentation {
        boolean isPair = widthLimit > 0 == heightLimit > 0;
        boolean isInRange =
                widthLimit >= 0
                        && heightLimit >= 0
                        && Math.max(widthLimit, heightLimit) <= LARGEST_LIMIT;
        if (!isPair || !isInRange) {
            throw new IllegalArgumentException(
                    "no viewport: " + widthLimit + " x " + heightLimit + "; 1 to " + LARGEST_LIMIT);
        }
    }

    public Presentation with(Window window) {
        return new Presentation(window, region, widthLimit, heightLimit, hasOverlays);
    }

    public Presentation with(Region region) {
        return new Presentation(window, region, widthLimit, heightLimit, hasOverlays);
    }

    /// The same, made larger or smaller to fill this size in one direction at least.
    public Presentation within(int width, int height) {
        return new Presentation(window, region, width, height, hasOverlays);
    }

    public Presentation withoutOverlays() {
        return new Presentation(window, region, widthLimit, heightLimit, false);
    }

    boolean isLimited() {
        return widthLimit > 0;
    }
}
