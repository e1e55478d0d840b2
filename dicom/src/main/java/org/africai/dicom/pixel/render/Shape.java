package org.africai.dicom.pixel.render;

import org.africai.dicom.data.Dataset;
import org.africai.dicom.dict.Tag;

/// Width and height of a picture.
record Shape(int width, int height) {
    /// Pixels further from a square than this are taken for a mistake.
    private static final double LARGEST_RATIO = 16;

    /// Pixels nearer to a square than this are squares.
    private static final double SQUARE = 0.005;

    /// The shape of a part of a frame, so that its pixels have their true proportions and none is
    /// lost, or the limits are kept.
    static Shape of(FrameAttributes frame, Region region, Presentation presentation) {
        double ratio = heightToWidth(frame);
        double width = region.width() * Math.max(1, 1 / ratio);
        double height = region.height() * Math.max(1, ratio);
        double scale = 1;
        if (presentation.isLimited()) {
            scale =
                    Math.min(
                            presentation.widthLimit() / width, presentation.heightLimit() / height);
        } else if (ratio != 1) {
            scale = Math.min(1, Presentation.LARGEST_LIMIT / Math.max(width, height));
        }
        return new Shape(rounded(width * scale), rounded(height * scale));
    }

    private static int rounded(double side) {
        return (int) Math.max(1, Math.round(side));
    }

    /// How much higher than wide a pixel is.
    private static double heightToWidth(FrameAttributes frame) {
        Dataset measures = frame.group(Tag.PixelMeasuresSequence);
        int[] tags = {Tag.PixelSpacing, Tag.ImagerPixelSpacing, Tag.NominalScannedPixelSpacing};
        for (int tag : tags) {
            double[] spacing = measures.decimals(tag);
            if (spacing.length == 2) {
                return plausible(spacing[0] / spacing[1]);
            }
        }
        double[] aspect = frame.dataset().decimals(Tag.PixelAspectRatio);
        return aspect.length == 2 ? plausible(aspect[0] / aspect[1]) : 1;
    }

    private static double plausible(double ratio) {
        boolean isPlausible = ratio >= 1 / LARGEST_RATIO && ratio <= LARGEST_RATIO;
        return isPlausible && Math.abs(ratio - 1) > SQUARE ? ratio : 1;
    }
}
