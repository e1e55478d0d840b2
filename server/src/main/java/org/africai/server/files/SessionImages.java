package org.africai.server.files;

import java.util.List;
import org.africai.store.EntryName;
import org.jspecify.annotations.Nullable;

/// What there is to look at in a session.
///
/// @param id the session's accession ID
/// @param label what it is called in `project`
/// @param project the ID of the project in which the caller reads it: its own, or one it is shared
///   into
/// @param study its Study Instance UID; without one, viewers of DICOM have no way to ask for it
/// @param series the series that hold images, in the order in which they were archived
/// @param volumes NIfTI files at the session and its scans, by scan and name
public record SessionImages(
        String id,
        String label,
        String project,
        @Nullable String study,
        List<Series> series,
        List<Volume> volumes) {
    /// NIfTI files that are listed of a session; who has more looks at them by scan.
    public static final int MAX_VOLUMES = 500;

    public SessionImages {
        series = List.copyOf(series);
        volumes = List.copyOf(volumes);
    }

    /// A scan with DICOM images.
    ///
    /// @param scan the scan's ID
    /// @param uid Series Instance UID
    /// @param images how many objects with pixels
    /// @param frames how many frames they have in all
    /// @param overlays segmentations and contours (SEG, RTSTRUCT) that the scan is, or has beside
    ///   its images
    public record Series(
            String scan,
            String uid,
            String description,
            String modality,
            long images,
            long frames,
            long overlays) {}

    /// A NIfTI file.
    ///
    /// @param scan the ID of the scan that has it, absent when the session itself has it
    /// @param resource the label of its resource
    /// @param sizeBytes as it is kept, which is what travels
    public record Volume(@Nullable String scan, String resource, EntryName path, long sizeBytes) {}

    /// Whether a viewer of DICOM has anything to show.
    public boolean hasDicom() {
        return study != null && series.stream().anyMatch(one -> one.images() > 0);
    }
}
