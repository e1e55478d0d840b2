package org.africai.server.pages;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.africai.server.files.SessionImages.Volume;

/// Which NIfTI files are images and which are segmentations, in the recommended layout:
/// `Image/image.nii.gz` and `Annotations/segmentation_{contour}_{observer}.nii.gz` at one scan.
final class Volumes {
    private static final String MASKS = "annotations";
    private static final String MASK_NAME = "segmentation_";

    private Volumes() {}

    static boolean isMask(Volume volume) {
        return volume.resource().toLowerCase(Locale.ROOT).equals(MASKS)
                || volume.path().fileName().toLowerCase(Locale.ROOT).startsWith(MASK_NAME);
    }

    /// The segmentations that belong to an image: those at the same scan.
    static List<Volume> masksOf(Volume image, List<Volume> all) {
        return all.stream()
                .filter(Volumes::isMask)
                .filter(mask -> Objects.equals(mask.scan(), image.scan()))
                .toList();
    }
}
